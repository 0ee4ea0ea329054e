package dev.rnn4j.kotlin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Kotlin of docs/ is compiled without a warning and run; and so are all operators of a value. */
class DocumentedKotlinTest {
    private static final Pattern KOTLIN = Pattern.compile("```kotlin\\R(.*?)```", Pattern.DOTALL);

    private static final String OPERATORS = """
            import dev.rnn4j.api.Cell
            import dev.rnn4j.core.Precision
            import dev.rnn4j.core.unroll.Unrolled

            val operators = Cell { t ->
                val x = t.input()
                t.emit(-x + x * x - x / (x.abs() + 1.0) + (x - 2.0) * 3.0 - x / 4.0)
            }

            fun main() {
                print(Unrolled.of(operators, 3, Precision.FLOAT64))
            }
            """;

    @TempDir
    private Path folder;

    private static List<String> blocks(String page) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs"))) {
            here = here.getParent();
        }
        return KOTLIN.matcher(Files.readString(here.resolve("docs").resolve(page)))
                .results()
                .map(m -> m.group(1))
                .toList();
    }

    /** What the program's main function prints. */
    private String run(String program) throws Exception {
        Path source = Files.writeString(folder.resolve("Program.kt"), program);
        Path classes = folder.resolve("classes");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ExitCode code = new K2JVMCompiler()
                .exec(
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        "-no-stdlib",
                        "-no-reflect",
                        "-Werror",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertEquals(ExitCode.OK, code, () -> said.toString(StandardCharsets.UTF_8));
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("ProgramKt").getMethod("main").invoke(null);
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }

    @Test
    void theQuickStartsProgramLearns() throws Exception {
        List<String> programs = blocks("quick-start.md");
        assertEquals(1, programs.size());
        assertEquals("true\n", run(programs.get(0)));
    }

    @Test
    void theGuidesCellIsThatOfTheQuickStart() throws Exception {
        List<String> cells = blocks("write-a-plugin.md");
        assertEquals(1, cells.size());
        assertTrue(blocks("quick-start.md").get(0).contains(cells.get(0)), cells.get(0));
    }

    @Test
    void valuesHaveOperators() throws Exception {
        assertEquals("out = -1 * x + x * x - x / (abs(x) + 1) + 3 * (x - 2) - 0.25 * x\n", run(OPERATORS));
    }
}
