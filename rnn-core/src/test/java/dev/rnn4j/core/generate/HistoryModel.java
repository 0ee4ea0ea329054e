package dev.rnn4j.core.generate;

import com.google.common.primitives.Ints;
import dev.rnn4j.core.data.Series;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.Function;

/** A model whose probabilities are any function of the tokens written so far; it starts from nothing, as a decoder does. */
final class HistoryModel implements TokenModel {
    private final int tokens;
    private final OptionalInt endToken;
    private final Function<int[], double[]> probabilities;
    /** How often a reader has been asked to read. */
    int reads;

    HistoryModel(int tokens, int endToken, Function<int[], double[]> probabilities) {
        this.tokens = tokens;
        this.endToken = endToken < 0 ? OptionalInt.empty() : OptionalInt.of(endToken);
        this.probabilities = probabilities;
    }

    /** The same probabilities everywhere. */
    static HistoryModel constant(int endToken, double... p) {
        return new HistoryModel(p.length, endToken, history -> p);
    }

    /** Some probabilities that differ with the history. */
    static HistoryModel random(int tokens, int endToken, long seed) {
        return new HistoryModel(tokens, endToken, history -> {
            Random r = new Random(seed * 31 + Arrays.hashCode(history));
            r.nextLong();
            double[] p = new double[tokens];
            for (int i = 0; i < tokens; i++) {
                p[i] = Math.exp(2 * r.nextGaussian());
            }
            double sum = Arrays.stream(p).sum();
            return Arrays.stream(p).map(x -> x / sum).toArray();
        });
    }

    double[] logProbabilities(int... history) {
        return Arrays.stream(probabilities.apply(history)).map(Math::log).toArray();
    }

    @Override
    public int tokens() {
        return tokens;
    }

    @Override
    public OptionalInt endToken() {
        return endToken;
    }

    @Override
    public Reader begin(Series source) {
        return new Reader() {
            private int[][] histories = {{}};

            @Override
            public int[] prompt() {
                return new int[0];
            }

            @Override
            public double[] first() {
                return logProbabilities();
            }

            @Override
            public double[][] next(int[] parents, int[] read) {
                reads++;
                int[][] longer = new int[read.length][];
                double[][] next = new double[read.length][];
                for (int i = 0; i < read.length; i++) {
                    longer[i] = Ints.concat(histories[parents[i]], new int[] {read[i]});
                    next[i] = logProbabilities(longer[i]);
                }
                histories = longer;
                return next;
            }
        };
    }
}
