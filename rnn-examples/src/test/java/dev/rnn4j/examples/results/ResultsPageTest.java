package dev.rnn4j.examples.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ResultsPageTest {
    /** One with two rows. */
    private record Task(String dataOption) implements Experiment {
        @Override
        public String name() {
            return "task";
        }

        @Override
        public String title() {
            return "A task";
        }

        @Override
        public String about() {
            return "What it is about.";
        }

        @Override
        public List<String> cells() {
            return List.of("lstm", "gru");
        }

        @Override
        public String known(String cell) {
            return "1.0 for " + cell;
        }

        @Override
        public double measure(Run run) {
            throw new AssertionError("a page is written without measuring");
        }

        @Override
        public String show(double figure) {
            return String.format(Locale.ROOT, "%.1f", figure);
        }
    }

    private static final List<Experiment> TASK = List.of(new Task(""));

    private static String rows(String page) {
        return String.join(
                "\n", page.lines().filter(line -> line.startsWith("| `")).toList());
    }

    @Test
    void aRowHasItsCommandWhatIsKnownAndWhatWasMeasured() {
        String page = ResultsPage.render(TASK, List.of(new Result("task-lstm", List.of(1.0, 2.0, 6.0), 61.4)), "");
        assertTrue(page.contains("\n## A task\n\nWhat it is about.\n\n| command |"), page);
        assertEquals("""
                | `./rnn results task-lstm` | 1.0 for lstm | 3.0 | 1.0, 2.0, 6.0 | 1 to 3 | 61 s |
                | `./rnn results task-gru` | 1.0 for gru | not run |  |  |  |""", rows(page));
    }

    @Test
    void rowsThatWereNotRunStayAsTheyWere() {
        String first = ResultsPage.render(
                TASK, List.of(new Result("task-lstm", List.of(1.0), 5), new Result("task-gru", List.of(2.0), 6)), "");
        String second = ResultsPage.render(TASK, List.of(new Result("task-gru", List.of(3.0), 7)), first);
        assertEquals("""
                | `./rnn results task-lstm` | 1.0 for lstm | 1.0 | 1.0 | 1 | 5 s |
                | `./rnn results task-gru` | 1.0 for gru | 3.0 | 3.0 | 1 | 7 s |""", rows(second));
        assertEquals(second, ResultsPage.render(TASK, List.of(), second));
    }

    @Test
    void aRowOfAnotherCommandIsNotKept() {
        String before = ResultsPage.render(
                List.of(new Task("--data=FILE")), List.of(new Result("task-gru", List.of(2.0), 6)), "");
        assertEquals(
                ResultsPage.render(TASK, List.of(), ""),
                ResultsPage.render(TASK, List.of(), before),
                "it was measured on other data");
    }

    @Test
    void allRowsHaveTheColumnsOfTheirHead() {
        String page = ResultsPage.render(ResultsCommand.experiments(null, null), List.of(), "");
        List<String> table = page.lines().filter(line -> line.startsWith("|")).toList();
        assertTrue(table.size() > 20);
        for (String line : table) {
            assertEquals(7, line.chars().filter(c -> c == '|').count(), line);
        }
    }

    @Test
    void theCommittedPageIsWhatTheCommandWrites() throws IOException {
        Path page = Path.of("..", "docs", "results.md");
        String committed = Files.readString(page);
        assertEquals(ResultsPage.render(ResultsCommand.experiments(null, null), List.of(), committed), committed);
    }
}
