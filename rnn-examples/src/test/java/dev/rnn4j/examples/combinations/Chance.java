package dev.rnn4j.examples.combinations;

import dev.rnn4j.core.Tensor;
import java.util.SplittableRandom;

/** Small draws; the same seed gives the same. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        random = new SplittableRandom(seed);
    }

    /** From {@code from} to {@code to}, both included. */
    int within(int from, int to) {
        return random.nextInt(from, to + 1);
    }

    /** True once in {@code n} times. */
    boolean onceIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    double number() {
        return random.nextDouble(-1, 1);
    }

    double[] row(int width) {
        return random.doubles(width, -1, 1).toArray();
    }

    Tensor tensor(int... shape) {
        Tensor t = Tensor.zeros(shape);
        for (int i = 0; i < t.size(); i++) {
            t.setFlat(i, number());
        }
        return t;
    }
}
