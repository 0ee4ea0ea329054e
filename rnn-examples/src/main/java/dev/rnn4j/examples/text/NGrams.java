package dev.rnn4j.examples.text;

import dev.rnn4j.core.data.Series;
import java.util.Arrays;

/**
 * The usual model without a network: how often tokens followed the last few ones. It is an interpolated n-gram model
 * with modified Kneser-Ney smoothing (Chen and Goodman 1999): from each count a discount is taken, which goes to the model of
 * the next shorter context; that counts after how many different tokens an n-gram came, not how often.
 *
 * <p>An n-gram is one long with its tokens from the highest bits down, so a sorted array has all that begin with the same
 * context side by side.
 */
final class NGrams {
    /** Tokens of the longest n-gram: 6 to predict by. */
    static final int ORDER = 7;

    private static final int DISCOUNTS = 3;

    private final int tokens;
    private final int bits;

    /** By the tokens of an n-gram less one. */
    private final Counts[] orders;

    /**
     * The different n-grams of one length.
     *
     * @param grams ascending
     * @param counts of each
     * @param discounts from a count of 1, of 2, of 3 and more; at index 0 from none
     */
    private record Counts(long[] grams, int[] counts, double[] discounts) {
        /** Counts what is sorted. */
        static Counts of(long[] sorted) {
            long[] grams = new long[sorted.length];
            int[] counts = new int[sorted.length];
            int n = 0;
            for (long gram : sorted) {
                if (n == 0 || grams[n - 1] != gram) {
                    grams[n++] = gram;
                }
                counts[n - 1]++;
            }
            int[] kept = Arrays.copyOf(counts, n);
            return new Counts(Arrays.copyOf(grams, n), kept, discounts(kept));
        }

        private static double[] discounts(int[] counts) {
            double[] having = new double[DISCOUNTS + 2];
            for (int count : counts) {
                if (count < having.length) {
                    having[count]++;
                }
            }
            double y = having[1] / (having[1] + 2 * having[2]);
            double[] discounts = new double[DISCOUNTS + 1];
            for (int c = 1; c <= DISCOUNTS; c++) {
                double d = c - (c + 1) * y * having[c + 1] / having[c];
                // Of a few n-grams there may be no such counts.
                discounts[c] = d > 0 && d < c ? d : 0.5;
            }
            return discounts;
        }

        double discount(int i) {
            return discounts[Math.min(counts[i], DISCOUNTS)];
        }

        /** Where n-grams begin that are not below this one. */
        int from(long gram) {
            int at = Arrays.binarySearch(grams, gram);
            return at >= 0 ? at : -at - 1;
        }
    }

    private NGrams(int tokens, int bits, Counts[] orders) {
        this.tokens = tokens;
        this.bits = bits;
        this.orders = orders;
    }

    /**
     * Counts a series.
     *
     * @param text tokens
     * @param tokens how many there are
     */
    static NGrams of(Series text, int tokens) {
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(tokens - 1));
        int order = Math.min(Math.min(ORDER, text.length()), (Long.SIZE - 1) / bits);
        Counts[] orders = new Counts[order];
        long[] grams = new long[text.length() - order + 1];
        for (int i = 0; i < grams.length; i++) {
            for (int k = 0; k < order; k++) {
                grams[i] = grams[i] << bits | text.token(i + k);
            }
        }
        for (int k = order; k >= 1; k--) {
            Arrays.sort(grams);
            orders[k - 1] = Counts.of(grams);
            // What is left of each different n-gram without its first token.
            long rest = (1L << bits * (k - 1)) - 1;
            grams = Arrays.stream(orders[k - 1].grams())
                    .map(gram -> gram & rest)
                    .toArray();
        }
        return new NGrams(tokens, bits, orders);
    }

    /** The bits per token of a series: the mean of −log2 p over all its tokens but the first. */
    double bits(Series text) {
        double sum = 0;
        for (int t = 1; t < text.length(); t++) {
            sum -= Math.log(probability(text, t));
        }
        return sum / Math.log(2) / (text.length() - 1);
    }

    /** The probability of the token at a place, by those before it. */
    double probability(Series text, int place) {
        double p = 1.0 / tokens;
        long context = 0;
        for (int k = 0; k < orders.length && k <= place; k++) {
            if (k > 0) {
                context |= (long) text.token(place - k) << bits * (k - 1);
            }
            Counts order = orders[k];
            int to = order.from(context + 1 << bits);
            long gram = context << bits | text.token(place);
            double all = 0;
            double taken = 0;
            double own = 0;
            for (int i = order.from(context << bits); i < to; i++) {
                all += order.counts()[i];
                taken += order.discount(i);
                if (order.grams()[i] == gram) {
                    own = order.counts()[i] - order.discount(i);
                }
            }
            if (all == 0) {
                return p;
            }
            p = own / all + taken / all * p;
        }
        return p;
    }
}
