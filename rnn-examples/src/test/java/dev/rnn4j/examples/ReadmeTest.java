package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.core.registry.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the README shows is code that is compiled and tested, and what it lists is what there is. */
class ReadmeTest {
    private static final Path ROOT = root();
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({
        "README.md, 5",
        "docs/modes.md, 15",
        "docs/quick-start.md, 2",
        "docs/write-a-plugin.md, 10",
        "docs/coming-from.md, 1"
    })
    void everyJavaBlockIsPartOfATestedFile(String page, int atLeast) throws IOException {
        List<String> blocks = javaBlocks(page);
        assertTrue(blocks.size() >= atLeast, "Java blocks found: " + blocks.size());
        for (String block : blocks) {
            assertTested(page, block);
        }
    }

    /** In the tables below "## Modes", what is code with arguments is part of a recipe. */
    @Test
    void theCodeOfTheModesIsTested() throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int from = readme.indexOf("\n## Modes\n");
        String modes = readme.substring(from, readme.indexOf("\n## ", from + 1));
        List<String> lines = Pattern.compile("`(\\.[^`]*|[a-z]+\\.[^`]*\\([^`]+\\))`")
                .matcher(modes)
                .results()
                .map(m -> m.group(1))
                .filter(code -> !code.contains("...") && !code.endsWith("()"))
                .toList();
        assertTrue(lines.size() >= 20, "lines of code found: " + lines.size());
        for (String code : lines) {
            assertTested("README.md", code);
        }
    }

    /** A class may be shown before its last methods are, so whether it ends there is left open. */
    private static void assertTested(String page, String shown) throws IOException {
        String code = shown.startsWith("package ") ? shown.strip().replaceFirst("}$", "") : shown;
        try (Stream<Path> files = Files.list(ROOT.resolve("rnn-examples/src/test/java/com/example"))) {
            for (Path file : files.toList()) {
                if (withoutSpaces(Files.readString(file)).contains(withoutSpaces(code))) {
                    return;
                }
            }
        }
        fail("no file of com/example in the tests holds this code of " + page + ":\n" + code);
    }

    @Test
    void theTablesListEveryRegisteredPlugInWithItsSettings() throws IOException {
        Plugins plugins = Plugins.installed();
        assertTable(plugins, "Cells", Cell.class);
        assertTable(plugins, "Activations", Activation.class);
        assertTable(plugins, "Losses", Loss.class);
        assertTable(plugins, "Optimizers", Optimizer.class);
    }

    @Test
    void theReadmeNamesEveryRegisteredPlugIn() throws IOException {
        Plugins plugins = Plugins.installed();
        assertNamed(plugins, "cells", Cell.class);
        assertNamed(plugins, "activations", Activation.class);
        assertNamed(plugins, "losses", Loss.class);
        assertNamed(plugins, "optimizers", Optimizer.class);
    }

    private static <P extends Plugin> void assertNamed(Plugins plugins, String kind, Class<P> service)
            throws IOException {
        String row = Files.readString(ROOT.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| [" + kind + "](docs/plugins.md#" + kind + ") |"))
                .findFirst()
                .orElseThrow();
        List<String> named = Pattern.compile("`([^`]+)`")
                .matcher(row)
                .results()
                .map(m -> m.group(1))
                .sorted()
                .toList();
        assertEquals(own(plugins, service).map(Provider::name).sorted().toList(), named);
    }

    private static <P extends Plugin> Stream<Provider<P>> own(Plugins plugins, Class<P> service) {
        return plugins.providers(service).stream()
                .filter(p -> p.getClass().getName().startsWith("dev.rnn4j."));
    }

    @Test
    void theCommandsThatAreListedAreThoseThatThereAre() throws IOException {
        Set<String> commands =
                new TreeSet<>(new CommandLine(new Main()).getSubcommands().keySet());
        Set<String> listed = new TreeSet<>();
        Pattern.compile("(?m)^\\| `./rnn ([a-z]+)")
                .matcher(Files.readString(ROOT.resolve("docs/demos.md")))
                .results()
                .forEach(m -> listed.add(m.group(1)));
        assertEquals(commands, listed);
        String readme = Files.readString(ROOT.resolve("README.md"));
        commands.remove("help");
        commands.forEach(command -> assertTrue(
                readme.contains("./rnn " + command + "`") || readme.contains(", `" + command + "`"), command));
    }

    @Test
    void everyLinkLeadsToAFileAndAHeadingThatAreThere() throws IOException {
        List<Path> pages = new ArrayList<>(
                List.of(ROOT.resolve("README.md"), ROOT.resolve("DESIGN.md"), ROOT.resolve("CHANGELOG.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        for (Path page : pages) {
            Matcher link = Pattern.compile("\\]\\(([^)#:]*)(?:#([^)]*))?\\)").matcher(Files.readString(page));
            while (link.find()) {
                Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
                assertTrue(Files.exists(target), page + " links to " + link.group());
                if (link.group(2) != null) {
                    assertTrue(headings(target).contains(link.group(2)), page + " links to " + link.group());
                }
            }
        }
    }

    /** Of a page, what links call its headings. */
    private static List<String> headings(Path page) throws IOException {
        return Files.readString(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}\\- ]", "")
                        .replace(' ', '-'))
                .toList();
    }

    @Test
    void theRecipesThatAreListedAreThere() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/modes.md"));
        List<String> headings = page.lines()
                .filter(line -> line.startsWith("### "))
                .map(line -> line.substring(4)
                        .toLowerCase(Locale.ROOT)
                        .replace(",", "")
                        .replace(' ', '-'))
                .toList();
        List<String> listed = Pattern.compile("\\]\\(#([^)]*)\\)")
                .matcher(page)
                .results()
                .map(m -> m.group(1))
                .toList();
        assertEquals(headings, listed);
        Pattern.compile("docs/modes.md#([^)]*)\\)")
                .matcher(Files.readString(ROOT.resolve("README.md")))
                .results()
                .forEach(m -> assertTrue(headings.contains(m.group(1)), () -> "README.md links to " + m.group()));
    }

    /** Below "## Title": rows {@code | `name` | formula | `setting`, `setting` |}. */
    private static <P extends Plugin> void assertTable(Plugins plugins, String title, Class<P> service)
            throws IOException {
        String page = Files.readString(ROOT.resolve("docs/plugins.md"));
        int from = page.indexOf("\n## " + title + "\n");
        assertFalse(from < 0, "docs/plugins.md has no heading '## " + title + "'");
        int to = page.indexOf("\n#", from + 1);
        List<String> rows = page.substring(from, to < 0 ? page.length() : to)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(ReadmeTest::nameAndSettings)
                .toList();
        List<String> registered =
                own(plugins, service).map(ReadmeTest::nameAndSettings).sorted().toList();
        assertEquals(registered, rows.stream().sorted().toList(), "the rows below '" + title + "' in docs/plugins.md");
    }

    private static String nameAndSettings(String row) {
        String[] columns = row.split("(?<!\\\\)\\|");
        List<String> names = new ArrayList<>();
        Matcher settings = Pattern.compile("`([a-z][a-z0-9-]*)`").matcher(columns[columns.length - 1]);
        while (settings.find()) {
            names.add(settings.group(1));
        }
        return columns[1].replace("`", "").strip() + " " + names;
    }

    private static String nameAndSettings(Provider<?> provider) {
        return provider.name() + " "
                + provider.settings().stream().map(Setting::name).collect(Collectors.toList());
    }

    private static List<String> javaBlocks(String page) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher block = JAVA.matcher(Files.readString(ROOT.resolve(page)));
        while (block.find()) {
            // module-info.java has no place among tests on the class path.
            if (!block.group(1).startsWith("module ")) {
                blocks.add(block.group(1));
            }
        }
        return blocks;
    }

    private static String withoutSpaces(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("README.md"))) {
            here = here.getParent();
        }
        return here;
    }
}
