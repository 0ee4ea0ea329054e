package dev.rnn4j.examples.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The tables of docs/errors.md. */
public final class ErrorsPage {
    private ErrorsPage() {}

    /**
     * A line of a table.
     *
     * @param what the mistake
     * @param message in which … stands for any text
     * @param cure the cause, and what to do
     */
    public record Row(String what, String message, String cure) {
        /** Whether the mistake is a command line of the launcher. */
        public boolean isCommand() {
            return what.startsWith("./rnn");
        }

        /** Fails unless this is what was said; {@code folder} is where the mistake was made. */
        public void assertSaid(String message, Path folder) {
            String said = message.strip().replace(folder + "/", "").replace(folder.toString(), "models");
            assertEquals(1, said.lines().count(), said);
            Pattern expected = Pattern.compile(Arrays.stream(this.message.split("…", -1))
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*")));
            assertTrue(expected.matcher(said).matches(), () -> "it says: " + said);
        }
    }

    /** All lines whose message is code. */
    public static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(root().resolve("docs/errors.md"))) {
            String[] cells = line.split("(?<!\\\\)\\|");
            if (line.startsWith("| ") && cells.length == 4 && cells[2].contains("`")) {
                rows.add(new Row(plain(cells[1]), plain(cells[2]), cells[3].strip()));
            }
        }
        return rows;
    }

    /** Without the backticks that mark code. */
    private static String plain(String cell) {
        return cell.replace("`", "").replace("\\|", "|").strip();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("README.md"))) {
            here = here.getParent();
        }
        return here;
    }
}
