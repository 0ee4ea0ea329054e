package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.ByNameTest;
import com.example.QuickStart;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Setting;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.testkit.OptimizerChecks;
import dev.rnn4j.testkit.Sizes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the pages of docs/ say is printed, is printed. */
class PagesTest {
    /** Those of the first try of a contract's rule about optimizers. */
    private static final Sizes FIRST = new Sizes(1, 2, 6, 1, 48);

    private static String page(String name) throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docs"))) {
            here = here.getParent();
        }
        return Files.readString(here.resolve("docs").resolve(name));
    }

    /** The blocks of a page that are neither code nor XML. */
    private static List<String> outputs(String page) throws IOException {
        List<String> all = new ArrayList<>();
        boolean inside = false;
        StringBuilder block = new StringBuilder();
        for (String line : page(page).lines().toList()) {
            if (!line.startsWith("```")) {
                block.append(line).append('\n');
            } else if (inside) {
                all.add(block.toString());
                inside = false;
            } else {
                inside = true;
                block.setLength(0);
                if (line.length() > 3) {
                    block.append(line).append('\n');
                }
            }
        }
        return all;
    }

    private static void assertShown(String page, String printed) throws IOException {
        String lines = printed.replace(System.lineSeparator(), "\n").strip();
        assertTrue(
                outputs(page).stream().anyMatch(block -> block.strip().equals(lines)),
                () -> page + " has no block with:\n" + lines);
    }

    @Test
    void theQuickStartPrintsWhatItSays() throws IOException {
        String printed = ByNameTest.printed(() -> QuickStart.main(new String[0]));
        assertShown(
                "quick-start.md",
                "$ mvn -q compile exec:java -Dexec.mainClass=" + QuickStart.class.getName() + "\n" + printed);
        assertShown("quick-start.md", ByNameTest.summary());
    }

    @Test
    void theGuidesEquationsArePrinted() throws IOException {
        assertShown("write-a-plugin.md", ByNameTest.equations());
    }

    @Test
    void theLauncherListsTheGuidesCell() throws IOException {
        String printed = ByNameTest.printed(
                () -> assertEquals(0, new CommandLine(new Main()).execute("plugins", "minimal-gated")));
        assertTrue(page("write-a-plugin.md").contains("$ ./rnn plugins minimal-gated\n" + printed), printed);
    }

    @Test
    void theFirstLambBreaksTheRulesThatTheGuideShows() throws Exception {
        Constructor<?> constructor = Class.forName("com.example.FirstLamb").getDeclaredConstructor();
        constructor.setAccessible(true);
        Optimizer first = (Optimizer) constructor.newInstance();
        assertQuoted(assertThrows(AssertionError.class, () -> OptimizerChecks.independence(first, FIRST)));
        assertQuoted(assertThrows(AssertionError.class, () -> OptimizerChecks.extremes(first, FIRST)));
        assertThrows(AssertionError.class, () -> OptimizerChecks.shape(first, true, FIRST));
        OptimizerChecks.shape(first, false, FIRST);
        OptimizerChecks.descent(first, FIRST);
        OptimizerChecks.schedule(first, FIRST);
        OptimizerChecks.precisions(first, FIRST);
    }

    private static void assertQuoted(AssertionError error) throws IOException {
        assertTrue(
                outputs("write-a-plugin.md").stream()
                        .map(block -> Arrays.stream(block.strip().split("…", -1))
                                .map(Pattern::quote)
                                .collect(Collectors.joining(".*")))
                        .anyMatch(block -> error.getMessage().matches(block)),
                error.getMessage());
    }

    @Test
    void jshellAnswersAsThePageShows(@TempDir Path folder) throws Exception {
        String session = outputs("quick-start.md").stream()
                .filter(block -> block.startsWith("$ ./rnn jshell\n"))
                .findFirst()
                .orElseThrow();
        List<String> typed = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (String line : session.lines().skip(1).toList()) {
            if (line.startsWith("jshell> ")) {
                typed.add(line.substring("jshell> ".length()));
            } else if (!line.equals("...")) {
                answers.add(line);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int code = JavaShellToolBuilder.builder()
                .in(new ByteArrayInputStream((String.join("\n", typed) + "\n").getBytes(StandardCharsets.UTF_8)), null)
                .out(print)
                .err(print)
                .persistence(new HashMap<>())
                .start(JshellCommand.arguments(folder.resolve("startup.jsh"), List.of())
                        .toArray(new String[0]));
        String said = out.toString(StandardCharsets.UTF_8);
        assertEquals(0, code, said);
        assertFalse(said.contains("Error:"), said);
        int from = 0;
        for (String answer : answers) {
            from = said.indexOf(answer, from);
            assertTrue(from >= 0, () -> "not said in this order: " + answer + "\n" + said);
        }
    }

    @Test
    void theDefaultsBesideThoseOfOthersAreOurs() throws IOException {
        Plugins plugins = Plugins.installed();
        Map<String, Object> defaults = new HashMap<>();
        plugins.providers(Optimizer.class)
                .forEach(p -> p.settings().forEach(s -> defaults.put(p.name() + " " + s.name(), s.defaultValue())));
        assertRow("Adam: rate, ε", defaults.get("adam learning-rate"), defaults.get("adam epsilon"));
        assertRow(
                "RMSprop: rate, decay, ε",
                defaults.get("rmsprop learning-rate"),
                defaults.get("rmsprop alpha"),
                defaults.get("rmsprop epsilon"));
        assertRow(
                "Adagrad: start of the sum, ε",
                defaults.get("adagrad initial-accumulator"),
                defaults.get("adagrad epsilon"));
        Setting<?> forget = plugins.providers(Cell.class).stream()
                .filter(p -> p.name().equals("lstm"))
                .flatMap(p -> p.settings().stream())
                .filter(s -> s.name().equals("forget-bias"))
                .findFirst()
                .orElseThrow();
        assertRow("the forget gate's bias starts", forget.defaultValue());
    }

    private static void assertRow(String what, Object... ours) throws IOException {
        Matcher row = Pattern.compile("(?m)^\\| " + Pattern.quote(what) + " \\| ([^|]*) \\|")
                .matcher(page("coming-from.md"));
        assertTrue(row.find(), what);
        List<Double> said =
                Arrays.stream(row.group(1).split(", ")).map(Double::valueOf).toList();
        assertEquals(Arrays.asList(ours), said, what);
    }
}
