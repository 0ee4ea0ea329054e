package dev.rnn4j.examples.results;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page: a section for each experiment, with a table of its rows. Rows that were not run stay as they were. */
final class ResultsPage {
    private static final String HEAD = """
            # Results

            Known results beside rnn4j's own. `./rnn results --out=docs/results.md` writes this page, and the command of a row
            measures that row: with `--out=docs/results.md` the others stay as they are. `--chorales=FILE` and
            `--sentiment=DIR` give it data that is not part of rnn4j. All that chance decides follows from the seed: run again
            on the same release of rnn4j and Java, the figures are the same. Times are wall-clock times of all seeds together,
            on one core of whatever machine ran the row.
            """;

    private static final int COLUMNS = 6;
    private static final String NOT_RUN = "not run |  |  | ";

    private ResultsPage() {}

    /**
     * The page.
     *
     * @param results what was run
     * @param before the page as it was; may be empty
     */
    static String render(List<Experiment> experiments, Collection<Result> results, String before) {
        Map<String, String> kept = kept(before);
        Map<String, Result> run = results.stream().collect(Collectors.toMap(Result::row, r -> r));
        StringBuilder page = new StringBuilder(HEAD);
        for (Experiment e : experiments) {
            page.append("\n## ").append(e.title()).append("\n\n");
            page.append(wrapped(e.about())).append('\n');
            page.append("| command | known | mean | each seed | seeds | time |\n");
            page.append("|---|---|---|---|---|---|\n");
            for (String cell : e.cells()) {
                String command = "`" + e.command(cell) + "`";
                Result result = run.get(e.row(cell));
                String measured = result == null ? kept.getOrDefault(command, NOT_RUN) : measured(e, result);
                page.append("| " + command + " | " + e.known(cell) + " | " + measured + " |\n");
            }
        }
        return page.toString();
    }

    private static String measured(Experiment e, Result result) {
        int seeds = result.figures().size();
        return e.show(result.mean()) + " | "
                + result.figures().stream().map(e::show).collect(Collectors.joining(", ")) + " | "
                + (seeds == 1 ? "1" : "1 to " + seeds) + " | "
                + String.format(Locale.ROOT, "%.0f s", result.seconds());
    }

    /** What a page's rows have measured, by their commands. */
    private static Map<String, String> kept(String page) {
        Map<String, String> rows = new HashMap<>();
        page.lines().filter(line -> line.startsWith("| `./rnn")).forEach(line -> {
            String[] columns = line.substring(1).split("\\|", -1);
            if (columns.length == COLUMNS + 1) {
                rows.put(
                        columns[0].strip(),
                        List.of(columns).subList(2, COLUMNS).stream()
                                .map(String::strip)
                                .collect(Collectors.joining(" | ")));
            }
        });
        return rows;
    }

    /** The words of a text in lines. */
    private static String wrapped(String text) {
        StringBuilder lines = new StringBuilder();
        int width = 0;
        for (String word : text.split(" ")) {
            if (width > 0 && width + 1 + word.length() > 120) {
                lines.append('\n');
                width = 0;
            }
            lines.append(width > 0 ? " " : "").append(word);
            width += word.length() + (width > 0 ? 1 : 0);
        }
        return lines.append('\n').toString();
    }
}
