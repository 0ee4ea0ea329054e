package dev.rnn4j.core.generate;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Beam search: of all sequences one token longer, the likeliest {@code width} that go on are kept. One that comes to the
 * end token among the likeliest {@code width} is complete. The search is over when {@code width} are complete, none can
 * go on, or the maximum length is reached; then the complete ones, and in the last case those cut short too, are ranked
 * by score. Of equally likely ones that with the lowest first differing token comes first.
 */
record BeamSearch(int width, double alpha, Rules rules) {
    /** A sequence and its log-probability; {@code row} is its number in the model's reader, that of its parent at first. */
    private record Hypothesis(int[] tokens, double logProbability, int row) {
        int last() {
            return tokens[tokens.length - 1];
        }
    }

    private static final Comparator<Hypothesis> LIKELIEST_FIRST = Comparator.comparingDouble(
                    (Hypothesis h) -> -h.logProbability())
            .thenComparing(Hypothesis::tokens, Arrays::compare);

    /** Complete sequences, best first. */
    List<Generated> run(TokenModel.Reader reader) {
        List<Generated> complete = new ArrayList<>();
        List<Hypothesis> live = List.of(new Hypothesis(new int[0], 0, 0));
        for (int length = 0; length < rules.maximumLength() && !live.isEmpty() && complete.size() < width; length++) {
            List<Hypothesis> longer = longer(reader, live, length);
            if (longer.isEmpty() && complete.isEmpty()) {
                throw rules.nothingLeft(length);
            }
            live = new ArrayList<>();
            for (int rank = 0; rank < longer.size(); rank++) {
                Hypothesis h = longer.get(rank);
                if (h.last() != rules.endToken()) {
                    if (live.size() < width) {
                        live.add(h);
                    }
                } else if (rank < width) {
                    complete.add(generated(h, true));
                }
            }
        }
        if (complete.size() < width) {
            live.forEach(h -> complete.add(generated(h, false)));
        }
        complete.sort(Comparator.comparingDouble((Generated g) -> -g.score())
                .thenComparing(Generated::toArray, Arrays::compare));
        return complete;
    }

    private Generated generated(Hypothesis h, boolean ended) {
        int length = h.tokens().length - (ended ? 1 : 0);
        return Generated.of(Ints.asList(h.tokens()).subList(0, length), ended, h.logProbability(), alpha);
    }

    /** The likeliest sequences one token longer: as many as can go on or end. */
    private List<Hypothesis> longer(TokenModel.Reader reader, List<Hypothesis> live, int length) {
        double[][] next = length == 0
                ? new double[][] {reader.first()}
                : reader.next(
                        live.stream().mapToInt(Hypothesis::row).toArray(),
                        live.stream().mapToInt(Hypothesis::last).toArray());
        long most = Math.min((long) width + live.size(), (long) live.size() * next[0].length);
        PriorityQueue<Hypothesis> best = new PriorityQueue<>(LIKELIEST_FIRST.reversed());
        for (int row = 0; row < next.length; row++) {
            Hypothesis h = live.get(row);
            double[] p = rules.permitted(soFar(reader, h), next[row]);
            for (int token = 0; token < p.length; token++) {
                double logProbability = h.logProbability() + p[token];
                boolean full = best.size() == most;
                if (logProbability == Double.NEGATIVE_INFINITY
                        || full && logProbability < best.peek().logProbability()) {
                    continue;
                }
                best.add(new Hypothesis(Ints.concat(h.tokens(), new int[] {token}), logProbability, row));
                if (full) {
                    best.remove();
                }
            }
        }
        List<Hypothesis> sorted = new ArrayList<>(best);
        sorted.sort(LIKELIEST_FIRST);
        return sorted;
    }

    private static List<Integer> soFar(TokenModel.Reader reader, Hypothesis h) {
        return Collections.unmodifiableList(Ints.asList(Ints.concat(reader.prompt(), h.tokens())));
    }
}
