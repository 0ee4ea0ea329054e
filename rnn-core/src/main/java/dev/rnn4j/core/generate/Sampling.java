package dev.rnn4j.core.generate;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How a token is drawn from the probabilities p of all: each with a weight of p^(1/temperature), but only from the topK
 * likeliest (Fan et al. 2018), and of these only from the nucleus, the smallest set of the likeliest that has this share
 * of their weight (Holtzman et al. 2020, section 3.1). Among equal ones the lowest token comes first.
 */
record Sampling(double temperature, int topK, double nucleus) {
    /** A share that rounding makes fall short of the nucleus by less than this has reached it. */
    private static final double ROUNDING = 1e-9;

    /** The likeliest token; −1 if none is possible. */
    static int likeliest(double[] logProbabilities) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < logProbabilities.length; i++) {
            if (logProbabilities[i] > most) {
                best = i;
                most = logProbabilities[i];
            }
        }
        return best;
    }

    /** The probabilities from which a token is drawn, 0 for those left out; all 0 if none is possible. */
    double[] probabilities(double[] logProbabilities) {
        double[] weights = new double[logProbabilities.length];
        int best = likeliest(logProbabilities);
        if (best < 0) {
            return weights;
        }
        int[] order = kept(logProbabilities);
        double total = 0;
        for (int i : order) {
            weights[i] = Math.exp((logProbabilities[i] - logProbabilities[best]) / temperature);
            total += weights[i];
        }
        double share = 0;
        double sum = 0;
        for (int i : order) {
            if (nucleus < 1 && share >= nucleus * total * (1 - ROUNDING)) {
                weights[i] = 0;
            }
            share += weights[i];
            sum += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    /** The topK likeliest possible tokens, likeliest first. */
    private int[] kept(double[] logProbabilities) {
        IntStream possible =
                IntStream.range(0, logProbabilities.length).filter(i -> logProbabilities[i] > Double.NEGATIVE_INFINITY);
        if (topK >= logProbabilities.length && nucleus == 1) {
            return possible.toArray();
        }
        return possible.boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -logProbabilities[i]))
                .limit(topK)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /**
     * Draws a token; −1 if none is possible.
     *
     * @param uniform a random number, uniform on [0, 1)
     */
    int draw(double[] logProbabilities, double uniform) {
        double[] p = probabilities(logProbabilities);
        double rest = uniform;
        int last = -1;
        for (int i = 0; i < p.length; i++) {
            if (p[i] > 0) {
                last = i;
                rest -= p[i];
                if (rest < 0) {
                    return i;
                }
            }
        }
        return last;
    }
}
