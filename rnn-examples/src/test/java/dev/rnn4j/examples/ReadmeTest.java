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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the README shows is code that is compiled and tested, and what it lists is what there is. */
class ReadmeTest {
    private static final Path ROOT = root();
    private static final Pattern JAVA = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @CsvSource({"README.md, 5", "docs/modes.md, 15"})
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

    private static void assertTested(String page, String code) throws IOException {
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
    void noLinkLeadsToAMissingFile() throws IOException {
        for (String page : List.of("README.md", "DESIGN.md", "CHANGELOG.md", "docs/modes.md", "docs/errors.md")) {
            Path folder = ROOT.resolve(page).getParent();
            Matcher link = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)").matcher(Files.readString(ROOT.resolve(page)));
            while (link.find()) {
                assertTrue(Files.exists(folder.resolve(link.group(1))), page + " links to " + link.group(1));
            }
        }
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

    /** Below "### Title": rows {@code | `name` | formula | `setting`, `setting` |}. */
    private static <P extends Plugin> void assertTable(Plugins plugins, String title, Class<P> service)
            throws IOException {
        String readme = Files.readString(ROOT.resolve("README.md"));
        int from = readme.indexOf("\n### " + title + "\n");
        assertFalse(from < 0, "README.md has no heading '### " + title + "'");
        int to = readme.indexOf("\n#", from + 1);
        List<String> rows = readme.substring(from, to)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(ReadmeTest::nameAndSettings)
                .toList();
        List<String> registered = plugins.providers(service).stream()
                .filter(p -> p.getClass().getName().startsWith("dev.rnn4j."))
                .map(ReadmeTest::nameAndSettings)
                .sorted()
                .toList();
        assertEquals(registered, rows.stream().sorted().toList(), "the rows below '" + title + "' in README.md");
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
