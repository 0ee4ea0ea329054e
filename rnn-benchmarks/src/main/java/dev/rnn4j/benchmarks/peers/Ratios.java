package dev.rnn4j.benchmarks.peers;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The milliseconds of each peer round by round, and their ratios to rnn4j's of the same round. */
final class Ratios {
    static final String HEADING = String.format(
            Locale.ROOT,
            "%-18s %-7s %-16s %12s %10s   %s",
            "workload",
            "threads",
            "library",
            "ms (median)",
            "/ rnn4j",
            "from ... to");

    private final String workload;
    private final String threads;
    private final Map<String, double[]> rounds = new LinkedHashMap<>();
    private final Map<String, String> reasons = new LinkedHashMap<>();

    Ratios(String workload, String threads) {
        this.workload = workload;
        this.threads = threads;
    }

    void put(String peer, double[] milliseconds) {
        rounds.put(peer, milliseconds.clone());
    }

    /** A peer without figures. */
    void leaveOut(String peer, String reason) {
        rounds.remove(peer);
        reasons.put(peer, reason);
    }

    /** The ratio of a peer's time to rnn4j's in each round: above 1 where rnn4j is faster. */
    double[] ratios(String peer) {
        double[] own = rounds.get(Rnn4jPeer.NAME);
        double[] theirs = rounds.get(peer);
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

    /** A row for each peer. */
    @Override
    public String toString() {
        StringBuilder rows = new StringBuilder();
        boolean comparable = rounds.containsKey(Rnn4jPeer.NAME);
        rounds.forEach((peer, milliseconds) -> {
            rows.append(start(peer)).append(String.format(Locale.ROOT, "%12.4g", median(milliseconds)));
            if (comparable) {
                double[] ratios = ratios(peer);
                rows.append(String.format(
                        Locale.ROOT,
                        " %10.3g   %.3g ... %.3g",
                        median(ratios),
                        Arrays.stream(ratios).min().orElseThrow(),
                        Arrays.stream(ratios).max().orElseThrow()));
            }
            rows.append('\n');
        });
        reasons.forEach(
                (peer, reason) -> rows.append(start(peer)).append(reason).append('\n'));
        return rows.toString();
    }

    private String start(String peer) {
        return String.format(Locale.ROOT, "%-18s %-7s %-16s ", workload, threads, peer);
    }
}
