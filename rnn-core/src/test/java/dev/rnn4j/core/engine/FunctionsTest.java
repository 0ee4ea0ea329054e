package dev.rnn4j.core.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The engine's own functions against Java's, over the whole range of numbers. */
class FunctionsTest {
    private static final int N = 200_000;

    private static float[] exp(float... x) {
        float[] y = new float[x.length];
        new Softmax32().exp(y, x, 0, x.length);
        return y;
    }

    @Test
    void theExponentialInFloat32IsWithinOneUlp() {
        Random random = new Random(1);
        float[] x = new float[N];
        for (int i = 0; i < N; i++) {
            x[i] = (float) (random.nextDouble() * 195 - 105);
        }
        float[] y = exp(x);
        for (int i = 0; i < N; i++) {
            double exact = Math.exp(x[i]);
            if (exact <= Float.MAX_VALUE) {
                assertTrue(Math.abs(y[i] - exact) <= Math.ulp((float) exact), "exp(" + x[i] + ") = " + y[i]);
            } else {
                assertEquals(Float.POSITIVE_INFINITY, y[i], "exp(" + x[i] + ")");
            }
        }
    }

    @Test
    void theExponentialInFloat32KnowsTheEndsOfTheNumbers() {
        float[] y = exp(0, -0f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.NaN, -1e30f, 1e30f);
        float[] expected = {1, 1, 0, Float.POSITIVE_INFINITY, Float.NaN, 0, Float.POSITIVE_INFINITY};
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], y[i], "number " + i);
        }
    }

    @Test
    void theHyperbolicTangentInFloat64IsWithinNineUlp() {
        Random random = new Random(2);
        double[] x = new double[N];
        for (int i = 0; i < N; i++) {
            x[i] = (random.nextBoolean() ? 1 : -1) * Math.exp(random.nextDouble() * 20 - 16);
        }
        double[] y = new double[N];
        Kernels64.tanh(y, x, 0, N);
        for (int i = 0; i < N; i++) {
            double exact = Math.tanh(x[i]);
            assertTrue(Math.abs(y[i] - exact) <= 9 * Math.ulp(exact), "tanh(" + x[i] + ") = " + y[i]);
        }
    }

    @Test
    void theHyperbolicTangentInFloat64KnowsTheEndsOfTheNumbers() {
        double[] x = {0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN, 1e300};
        double[] expected = {0.0, -0.0, 1, -1, Double.NaN, 1};
        double[] y = new double[x.length];
        Kernels64.tanh(y, x, 0, x.length);
        for (int i = 0; i < x.length; i++) {
            assertEquals(expected[i], y[i], "number " + i);
        }
    }

    @Test
    void logarithmsOfProbabilitiesStayExactWhereTheProbabilitiesUnderflow() {
        float[] logits = {0, -200, 3, 80, 80, 80};
        float[] y = new float[6];
        new Softmax32().logSoftmax(y, logits, 0, 2, 3);
        double log = Math.log(1 + Math.exp(-3));
        assertEquals(-3 - log, y[0], 1e-6);
        assertEquals(-203 - log, y[1], 2e-5);
        assertEquals(-log, y[2], 1e-7);
        assertEquals(-Math.log(3), y[4], 1e-6);
    }
}
