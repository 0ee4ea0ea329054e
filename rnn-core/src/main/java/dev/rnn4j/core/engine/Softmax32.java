package dev.rnn4j.core.engine;

/**
 * The exponential function and what rests on it, in float32; {@link Softmax64} is the same in float64. Each step is a loop of
 * its own over all rows, so that most of them are vectorised. For one thread.
 */
final class Softmax32 {
    /** Powers of two from 2^-150 to 2^128, of which the last is none in float32. */
    private static final double[] POWERS = new double[279];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Math.scalb(1.0, i - 150);
        }
    }

    private float[] power = {};
    private float[] exponential = {};

    /** Within 1 ulp of the exact value. */
    void exp(float[] y, float[] a, int from, int n) {
        if (power.length < n) {
            power = new float[n];
        }
        fraction(y, power, a, from, n);
        scale(y, power, from, n);
    }

    /**
     * e^x as a number near 1 and a power of two: x = n ln 2 + r, and a polynomial in r. Coefficients, and ln 2 in two parts
     * of which the product of the first with n is exact: the Cephes library's expf. What is added and taken away again
     * rounds to a whole number.
     */
    private static void fraction(float[] y, float[] power, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            float x = Math.max(-104f, Math.min(89f, a[i]));
            float k = Math.fma(x, 1.44269504088896341f, 12582912f) - 12582912f;
            float r = Math.fma(k, 2.12194440e-4f, Math.fma(k, -0.693359375f, x));
            float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
            p = Math.fma(p, r, 8.3334519073e-3f);
            p = Math.fma(p, r, 4.1665795894e-2f);
            p = Math.fma(p, r, 1.6666665459e-1f);
            p = Math.fma(p, r, 5.0000001201e-1f);
            y[i] = Math.fma(p * r, r, r) + 1;
            power[i] = k + 150f;
        }
    }

    private static void scale(float[] y, float[] power, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = (float) (y[i] * POWERS[(int) power[i]]);
        }
    }

    /** e^a, in a place of its own. */
    private float[] exponentials(float[] a, int from, int n) {
        if (exponential.length < n) {
            exponential = new float[n];
        }
        exp(exponential, a, from, n);
        return exponential;
    }

    void softmax(float[] y, float[] a, int first, int end, int w) {
        belowLargest(y, a, first, end, w);
        exp(y, y, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float sum = (float) sum(y, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] /= sum;
            }
        }
    }

    void logSoftmax(float[] y, float[] a, int first, int end, int w) {
        belowLargest(y, a, first, end, w);
        float[] e = exponentials(y, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float log = (float) Math.log(sum(e, o, w));
            for (int j = 0; j < w; j++) {
                y[o + j] -= log;
            }
        }
    }

    void logSoftmaxGrad(float[] y, float[] d, float[] l, int first, int end, int w) {
        float[] p = exponentials(l, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float sum = (float) sum(d, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] = d[o + j] - p[o + j] * sum;
            }
        }
    }

    private static void belowLargest(float[] y, float[] a, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float m = largest(a, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] = a[o + j] - m;
            }
        }
    }

    /** Of four columns at a time, as each comparison waits for the one before. */
    private static float largest(float[] a, int o, int w) {
        float m0 = a[o];
        float m1 = m0;
        float m2 = m0;
        float m3 = m0;
        int j = 1;
        for (; j + 3 < w; j += 4) {
            m0 = a[o + j] > m0 ? a[o + j] : m0;
            m1 = a[o + j + 1] > m1 ? a[o + j + 1] : m1;
            m2 = a[o + j + 2] > m2 ? a[o + j + 2] : m2;
            m3 = a[o + j + 3] > m3 ? a[o + j + 3] : m3;
        }
        for (; j < w; j++) {
            m0 = a[o + j] > m0 ? a[o + j] : m0;
        }
        return Math.max(Math.max(m0, m1), Math.max(m2, m3));
    }

    private static double sum(float[] a, int o, int w) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int j = 0;
        for (; j + 3 < w; j += 4) {
            s0 += a[o + j];
            s1 += a[o + j + 1];
            s2 += a[o + j + 2];
            s3 += a[o + j + 3];
        }
        for (; j < w; j++) {
            s0 += a[o + j];
        }
        return (s0 + s1) + (s2 + s3);
    }
}
