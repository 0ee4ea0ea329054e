package dev.rnn4j.core.train;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.core.data.Decoder;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.pass.LossGraph;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What is counted sequence by sequence. */
final class SequenceCounts {
    private SequenceCounts() {}

    /** Refuses metrics of rows where the loss has none: they would never be told anything. */
    static void check(List<Metric> metrics, Loss loss) {
        for (Metric m : metrics) {
            if (loss instanceof SequenceLoss && !(m.start() instanceof Metric.SequenceCount)) {
                throw new BadInputException("metric '" + m.name() + "' counts row by row, but " + LossGraph.owner(loss)
                        + " is a loss of whole sequences: measure tokenErrorRate(decoder) or exactMatch(decoder)");
            }
        }
    }

    /** Loss in bits for each step of the targets. */
    static final class Bits implements Metric.SequenceCount {
        private double sum;
        private long symbols;

        @Override
        public void addSequence(double[][] outputs, Series target, double loss) {
            sum += loss;
            symbols += target.length();
        }

        @Override
        public double value() {
            return symbols == 0 ? Double.NaN : sum / symbols / Math.log(2);
        }
    }

    /** Edits for each token of the targets. */
    static final class Edits implements Metric.SequenceCount {
        private final Decoder decoder;
        private long edits;
        private long tokens;

        Edits(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void addSequence(double[][] outputs, Series target, double loss) {
            edits += distance(decoder.decode(outputs), tokens(target));
            tokens += target.length();
        }

        @Override
        public double value() {
            return tokens == 0 ? Double.NaN : (double) edits / tokens;
        }
    }

    /** The part of sequences without an edit. */
    static final class Matches implements Metric.SequenceCount {
        private final Decoder decoder;
        private long right;
        private long all;

        Matches(Decoder decoder) {
            this.decoder = decoder;
        }

        @Override
        public void addSequence(double[][] outputs, Series target, double loss) {
            all++;
            right += Arrays.equals(decoder.decode(outputs), tokens(target)) ? 1 : 0;
        }

        @Override
        public double value() {
            return (double) right / all;
        }
    }

    private static int[] tokens(Series target) {
        return IntStream.range(0, target.length())
                .map(u -> target.isTokens() ? target.token(u) : largest(target, u))
                .toArray();
    }

    private static int largest(Series target, int step) {
        return Decoder.largest(IntStream.range(0, target.width())
                .mapToDouble(i -> target.get(step, i))
                .toArray());
    }

    /** The fewest tokens to insert, drop or change. */
    static int distance(int[] a, int[] b) {
        int[] row = IntStream.rangeClosed(0, b.length).toArray();
        for (int i = 1; i <= a.length; i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length; j++) {
                int above = row[j];
                int changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.min(changed, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length];
    }
}
