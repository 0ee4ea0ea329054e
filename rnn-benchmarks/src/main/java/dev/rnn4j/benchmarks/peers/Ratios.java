package dev.rnn4j.benchmarks.peers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The milliseconds of each entrant round by round, and their ratios to those of every variant of rnn4j in the same round;
 * beside them the time of its first run and the memory of its process.
 */
final class Ratios {
    private record Figures(double[] milliseconds, double firstRun, double megabytes) {}

    private final String workload;
    private final String threads;
    private final List<String> variants;
    private final Map<String, Figures> figures = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    /** @param variants of rnn4j, a column of ratios each */
    Ratios(String workload, String threads, List<Entrant> variants) {
        this.workload = workload;
        this.threads = threads;
        this.variants = variants.stream().map(Entrant::name).toList();
    }

    /** The line above all tables. */
    static String heading(List<Entrant> variants) {
        StringBuilder line = new StringBuilder(start("workload", "threads", "library"));
        line.append(String.format(Locale.ROOT, "%11s %9s %8s", "ms (median)", "first ms", "peak MB"));
        variants.forEach(v -> line.append(column("/ " + v.name())));
        return line.append('\n').toString();
    }

    /**
     * An entrant's figures.
     *
     * @param milliseconds of one run, by round
     * @param firstRun milliseconds from the start of the JVM to the end of the first run
     * @param megabytes the most memory that the process has had; NaN if not known
     */
    void put(String entrant, double[] milliseconds, double firstRun, double megabytes) {
        figures.put(entrant, new Figures(milliseconds.clone(), firstRun, megabytes));
    }

    /** An entrant without figures. */
    void leaveOut(String entrant, String reason) {
        figures.remove(entrant);
        reasons.put(entrant, reason);
    }

    /** The ratio of an entrant's time to a variant's in each round: above 1 where the variant is faster. */
    double[] ratios(String entrant, String variant) {
        double[] own = figures.get(variant).milliseconds();
        double[] theirs = figures.get(entrant).milliseconds();
        return IntStream.range(0, theirs.length)
                .mapToDouble(i -> theirs[i] / own[i])
                .toArray();
    }

    static double median(double[] x) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** A row for each entrant. */
    @Override
    public String toString() {
        StringBuilder rows = new StringBuilder();
        figures.forEach((entrant, f) -> {
            rows.append(start(workload, threads, entrant))
                    .append(String.format(Locale.ROOT, "%11.4g %9.0f ", median(f.milliseconds()), f.firstRun()))
                    .append(
                            Double.isNaN(f.megabytes())
                                    ? "       -"
                                    : String.format(Locale.ROOT, "%8.0f", f.megabytes()));
            variants.forEach(v -> rows.append(column(figures.containsKey(v) ? spread(ratios(entrant, v)) : "-")));
            rows.append('\n');
        });
        reasons.forEach((entrant, reason) ->
                rows.append(start(workload, threads, entrant)).append(reason).append('\n'));
        return rows.toString();
    }

    /** The median, the least and the largest. */
    private static String spread(double[] ratios) {
        double least = Arrays.stream(ratios).min().orElseThrow();
        double largest = Arrays.stream(ratios).max().orElseThrow();
        return ratio(median(ratios)) + " (" + ratio(least) + " ... " + ratio(largest) + ")";
    }

    private static String ratio(double x) {
        return String.format(Locale.ROOT, x < 100 ? "%.3g" : "%.0f", x);
    }

    private static String start(String workload, String threads, String entrant) {
        return String.format(Locale.ROOT, "%-19s %-7s %-16s ", workload, threads, entrant);
    }

    private static String column(String text) {
        return String.format(Locale.ROOT, "  %22s", text);
    }
}
