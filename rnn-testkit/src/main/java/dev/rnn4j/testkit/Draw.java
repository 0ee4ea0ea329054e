package dev.rnn4j.testkit;

import dev.rnn4j.core.Tensor;
import org.apache.commons.math3.random.Well19937c;

/** Random numbers that a float can hold, so that both precisions start from the same ones. */
final class Draw {
    private final Well19937c random;

    Draw(long seed) {
        random = new Well19937c(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    double uniform() {
        return (float) random.nextDouble();
    }

    Tensor normal(double deviation, int... shape) {
        Tensor x = Tensor.zeros(shape);
        for (int i = 0; i < x.size(); i++) {
            x.setFlat(i, (float) (deviation * random.nextGaussian()));
        }
        return x;
    }

    /** Each element one of {@code from}. */
    Tensor anyOf(double[] from, int... shape) {
        Tensor x = Tensor.zeros(shape);
        for (int i = 0; i < x.size(); i++) {
            x.setFlat(i, (float) from[below(from.length)]);
        }
        return x;
    }

    int[] permutation(int n) {
        int[] p = new int[n];
        for (int i = 0; i < n; i++) {
            int j = below(i + 1);
            p[i] = p[j];
            p[j] = i;
        }
        return p;
    }
}
