package dev.rnn4j.examples.music;

import java.util.List;

/**
 * What can be known of a melody's symbols without a network: how often each comes, over all pitches or lengths and after
 * the pitch or length before.
 */
final class SymbolCounts {
    /** What is added to each count, so that what never happened does not cost infinitely much. */
    private static final double SMOOTHING = 0.05;

    private static final int SIZE = MelodyCode.SIZE;

    private final double[] single = new double[SIZE];
    private final double[][] pairs = new double[SIZE + 1][SIZE];

    SymbolCounts(List<Tune> tunes) {
        for (Tune tune : tunes) {
            int[] symbols = MelodyCode.symbols(tune);
            for (int t = 0; t < symbols.length; t++) {
                single[symbols[t]]++;
                pairs[before(symbols, t)][symbols[t]]++;
            }
        }
    }

    /** The symbol of the same kind before, or {@code SIZE} at the beginning. */
    private static int before(int[] symbols, int t) {
        return t < 2 ? SIZE : symbols[t - 2];
    }

    /** The mean negative log-likelihood of a symbol, in nats, by how often it came. */
    double unigram(List<Tune> tunes) {
        return loss(tunes, false);
    }

    /** The same by how often a pitch followed the pitch before it, and a length the length. */
    double bigram(List<Tune> tunes) {
        return loss(tunes, true);
    }

    private double loss(List<Tune> tunes, boolean looksBack) {
        double sum = 0;
        long count = 0;
        for (Tune tune : tunes) {
            int[] symbols = MelodyCode.symbols(tune);
            for (int t = 0; t < symbols.length; t++) {
                double probability = share(single, symbols[t], t, 0);
                if (looksBack) {
                    // A pair that was seen seldom says little: it leans on the single counts like three more notes.
                    probability = share(pairs[before(symbols, t)], symbols[t], t, 3 * probability);
                }
                sum -= Math.log(probability);
                count++;
            }
        }
        return sum / count;
    }

    /** The part of a symbol among those of its kind: pitches and the end at even places, lengths at odd ones. */
    private static double share(double[] counts, int symbol, int place, double prior) {
        double sum = 0;
        int kinds = 0;
        for (int other = 0; other < SIZE; other++) {
            if (MelodyCode.isLength(other) == (place % 2 == 1)) {
                sum += counts[other];
                kinds++;
            }
        }
        return prior > 0
                ? (counts[symbol] + prior) / (sum + 3)
                : (counts[symbol] + SMOOTHING) / (sum + SMOOTHING * kinds);
    }
}
