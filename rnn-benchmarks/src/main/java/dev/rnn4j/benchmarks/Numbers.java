package dev.rnn4j.benchmarks;

import dev.rnn4j.core.Precision;
import java.util.SplittableRandom;

/** Arrays of either precision, {@code float[]} or {@code double[]}, with the same numbers in them. */
final class Numbers {
    private Numbers() {}

    /** n numbers drawn evenly from [low, high). */
    static Object drawn(long seed, int n, double low, double high, Precision precision) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x32 = new float[n];
        double[] x64 = new double[n];
        for (int i = 0; i < n; i++) {
            x32[i] = (float) random.nextDouble(low, high);
            x64[i] = x32[i];
        }
        return precision == Precision.FLOAT32 ? x32 : x64;
    }

    static double get(Object array, int i) {
        return array instanceof float[] x ? x[i] : ((double[]) array)[i];
    }
}
