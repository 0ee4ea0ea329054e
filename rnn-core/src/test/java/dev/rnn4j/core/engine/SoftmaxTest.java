package dev.rnn4j.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Softmax, its logarithm and their derivatives beside the formulas, written with Java's functions in float64. */
class SoftmaxTest {
    private static final int ROWS = 50;

    private final Random random = new Random(3);

    /** Rows of logits on several scales, some of them all negative. */
    private float[] logits(int w) {
        float[] a = new float[ROWS * w];
        for (int i = 0; i < a.length; i++) {
            int row = i / w;
            a[i] = (float) (random.nextGaussian() * Math.pow(2, row % 8) - (row % 3) * 100);
        }
        return a;
    }

    private static double[] probabilities(float[] a, int o, int w) {
        double most = largest(a, o, w);
        double[] p = new double[w];
        for (int j = 0; j < w; j++) {
            p[j] = Math.exp(a[o + j] - most);
        }
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(e -> e / sum).toArray();
    }

    private static double largest(float[] a, int o, int w) {
        double most = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < w; j++) {
            most = Math.max(most, a[o + j]);
        }
        return most;
    }

    @Test
    void theExponentialOfNumbersUpToZeroIsWithinAnUlpAndAFiftieth() {
        float[] x = new float[200_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (random.nextDouble() * -106);
        }
        float[] y = new float[x.length];
        new Softmax32().expUpToZero(y, x, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            double exact = Math.exp(x[i]);
            assertTrue(Math.abs(y[i] - exact) <= 1.02 * Math.ulp((float) exact), "exp(" + x[i] + ") = " + y[i]);
        }
    }

    @Test
    void theExponentialOfNumbersUpToZeroKnowsTheEndsOfTheNumbers() {
        float[] x = {0, -0f, Float.NEGATIVE_INFINITY, Float.NaN, -1e30f};
        float[] expected = {1, 1, 0, Float.NaN, 0};
        float[] y = new float[x.length];
        new Softmax32().expUpToZero(y, x, 0, x.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], y[i], "number " + i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 64, 101})
    void theLargestOfARowIsFound(int w) {
        float[] a = logits(w);
        for (int o = 0; o < a.length; o += w) {
            assertEquals((float) largest(a, o, w), Softmax32.largest(a, o, w));
        }
    }

    @Test
    void theLargestIsFoundAmongZerosAndInfinities() {
        assertEquals(-0f, Softmax32.largest(new float[] {-3, -0f, -1e-40f}, 0, 3));
        assertEquals(0f, Softmax32.largest(new float[] {-0f, 0, Float.NEGATIVE_INFINITY}, 0, 3));
        assertEquals(-5f, Softmax32.largest(new float[] {Float.NEGATIVE_INFINITY, -5, -6}, 0, 3));
        assertEquals(1e-40f, Softmax32.largest(new float[] {-1e30f, 1e-40f, -0f}, 0, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 64, 101})
    void softmaxIsWhatTheFormulaSays(int w) {
        float[] a = logits(w);
        float[] y = new float[a.length];
        new Softmax32().softmax(y, a, 0, ROWS, w);
        for (int o = 0; o < a.length; o += w) {
            double[] p = probabilities(a, o, w);
            double most = largest(a, o, w);
            for (int j = 0; j < w; j++) {
                double rounding = 6e-8 * (most - a[o + j]);
                assertEquals(p[j], y[o + j], (4e-7 + rounding) * p[j] + Float.MIN_VALUE);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 64, 101})
    void theLogarithmOfSoftmaxIsWhatTheFormulaSays(int w) {
        float[] a = logits(w);
        float[] y = new float[a.length];
        new Softmax32().logSoftmax(y, a, 0, ROWS, w);
        for (int o = 0; o < a.length; o += w) {
            double most = largest(a, o, w);
            double sum = 0;
            for (int j = 0; j < w; j++) {
                sum += Math.exp(a[o + j] - most);
            }
            for (int j = 0; j < w; j++) {
                double exact = a[o + j] - most - Math.log(sum);
                assertEquals(exact, y[o + j], 1.5e-7 * Math.abs(exact) + 2e-7);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 64, 101})
    void theGradientsAreWhatTheFormulasSay(int w) {
        float[] a = logits(w);
        float[] d = logits(w);
        float[] p = new float[a.length];
        float[] l = new float[a.length];
        float[] byP = new float[a.length];
        float[] byL = new float[a.length];
        Softmax32 softmax = new Softmax32();
        softmax.softmax(p, a, 0, ROWS, w);
        softmax.logSoftmax(l, a, 0, ROWS, w);
        Softmax32.softmaxGrad(byP, d, p, 0, ROWS, w);
        softmax.logSoftmaxGrad(byL, d, l, 0, ROWS, w);
        for (int o = 0; o < a.length; o += w) {
            double sum = 0;
            double dot = 0;
            double size = 0;
            for (int j = 0; j < w; j++) {
                sum += d[o + j];
                dot += (double) d[o + j] * p[o + j];
                size += Math.abs(d[o + j]);
            }
            for (int j = 0; j < w; j++) {
                assertEquals(p[o + j] * (d[o + j] - dot), byP[o + j], 1e-6 * size);
                assertEquals(d[o + j] - Math.exp(l[o + j]) * sum, byL[o + j], 1e-6 * size);
            }
        }
    }

    @Test
    void whatIsMaskedHasProbabilityZero() {
        float[] a = {1, Float.NEGATIVE_INFINITY, 2, -1e9f};
        float[] y = new float[4];
        new Softmax32().softmax(y, a, 0, 1, 4);
        assertEquals(0f, y[1]);
        assertEquals(0f, y[3]);
        assertEquals(1 / (1 + Math.exp(-1)), y[2], 1e-7);
    }
}
