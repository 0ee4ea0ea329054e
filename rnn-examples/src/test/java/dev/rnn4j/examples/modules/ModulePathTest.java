package dev.rnn4j.examples.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The other tests run on the class path; this one builds and runs an application on the module path. */
class ModulePathTest {
    private static final List<String> NEEDED = List.of(
            "rnn-api",
            "rnn-core",
            "rnn-activations",
            "rnn-losses",
            "rnn-optimizers",
            "rnn-cells",
            "rnn-kernels-vector",
            "guava",
            "failureaccess",
            "commons-math3",
            "jackson-core");

    private static final String MODULE = "module app { requires dev.rnn4j.core; }";

    private static final String MAIN = """
            package app;

            import dev.rnn4j.core.kernel.KernelChoice;
            import dev.rnn4j.core.network.Network;
            import dev.rnn4j.core.data.Series;
            import java.nio.file.Files;
            import java.nio.file.Path;

            public class Main {
                public static void main(String[] args) throws Exception {
                    Network network = Network.builder()
                            .tokens(5).embedding(3).recurrent("gru", 4).lastStep().dense(2, "softmax").build();
                    Path file = Path.of(args[0]);
                    network.save(file);
                    boolean same = Network.load(file).predict(Series.tokens(1, 2))
                            .equals(network.predict(Series.tokens(1, 2)));
                    System.out.println(Main.class.getModule().getName() + " " + same);
                    System.out.println("kernels " + KernelChoice.current().name() + KernelChoice.current().reasons());
                }
            }
            """;

    @Test
    void a_modular_application_finds_the_plug_ins_by_name(@TempDir Path folder) throws Exception {
        Path source = Files.createDirectories(folder.resolve("src/app"));
        Files.writeString(folder.resolve("src/module-info.java"), MODULE);
        Files.writeString(source.resolve("Main.java"), MAIN);
        Path classes = folder.resolve("classes");
        String path = modulePath();
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-p",
                        path,
                        "-d",
                        classes.toString(),
                        folder.resolve("src/module-info.java").toString(),
                        source.resolve("Main.java").toString());
        assertEquals(0, compiled);
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        path + File.pathSeparator + classes,
                        "-m",
                        "app/app.Main",
                        folder.resolve("network.safetensors").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, run.waitFor(), said);
        assertTrue(said.contains("app true"), said);
        assertFalse(said.contains("--add-modules"), "the Vector API comes along: " + said);
        assertTrue(
                said.contains("kernels vector[]") || said.contains("kernels plain[The matrix kernels 'vector'"), said);
    }

    private static String modulePath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            String name = entry.replace(File.separatorChar, '/');
            String last = name.endsWith("/target/classes")
                    ? name.substring(0, name.length() - "/target/classes".length())
                    : name;
            String file = last.substring(last.lastIndexOf('/') + 1);
            if (NEEDED.stream().anyMatch(n -> file.equals(n) || file.matches(n + "-[0-9].*\\.jar"))) {
                entries.add(entry);
            }
        }
        assertEquals(NEEDED.size(), entries.size(), Arrays.toString(entries.toArray()));
        return entries.stream().collect(Collectors.joining(File.pathSeparator));
    }
}
