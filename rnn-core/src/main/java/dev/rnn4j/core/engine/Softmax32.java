package dev.rnn4j.core.engine;

/**
 * The exponential function and what rests on it, in float32; {@link Softmax64} is the same in float64. Each step is a loop of
 * its own over all rows where it can be vectorised, and no loop has a jump that depends on the numbers. For one thread.
 */
final class Softmax32 {
    /** Powers of two from 2^-150 to 2^128, of which the last is none in float32. */
    private static final double[] POWERS = new double[279];

    static {
        for (int i = 0; i < POWERS.length; i++) {
            POWERS[i] = Math.scalb(1.0, i - 150);
        }
    }

    /** Adding it rounds to a whole number. Its low bits are 191, the exponent of 2^64. */
    private static final float ROUNDING = 12582912f + 191;

    private static final float DOWN = 0x1p-64f;

    private float[] power = {};
    private float[] fraction = {};
    private float[] rounded = {};

    /** Within 1.02 ulp of the exact value. */
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

    /** The same of numbers that are at most 0. */
    void expUpToZero(float[] y, float[] a, int from, int n) {
        fractionUpToZero(a, from, n);
        for (int i = from; i < n; i++) {
            y[i] = scaled(fraction[i], rounded[i]) * DOWN;
        }
    }

    private void fractionUpToZero(float[] a, int from, int n) {
        if (fraction.length < n) {
            fraction = new float[n];
            rounded = new float[n];
        }
        fractionUpToZero(fraction, rounded, a, from, n);
    }

    /** As above; what is kept of n is the sum by which x / ln 2 was rounded, whose low bits are n + 191. */
    private static void fractionUpToZero(float[] y, float[] rounded, float[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            float x = Math.max(-104f, a[i]);
            float s = Math.fma(x, 1.44269504088896341f, ROUNDING);
            float k = s - ROUNDING;
            float r = Math.fma(k, 2.12194440e-4f, Math.fma(k, -0.693359375f, x));
            float p = Math.fma(1.9875691500e-4f, r, 1.3981999507e-3f);
            p = Math.fma(p, r, 8.3334519073e-3f);
            p = Math.fma(p, r, 4.1665795894e-2f);
            p = Math.fma(p, r, 1.6666665459e-1f);
            p = Math.fma(p, r, 5.0000001201e-1f);
            y[i] = Math.fma(p * r, r, r) + 1;
            rounded[i] = s;
        }
    }

    /** e^x times 2^64: the low bits of what was rounded, moved to where an exponent is, are 2^(n + 64). */
    private static float scaled(float fraction, float rounded) {
        return fraction * Float.intBitsToFloat(Float.floatToRawIntBits(rounded) << 23);
    }

    void softmax(float[] y, float[] a, int first, int end, int w) {
        belowLargest(y, a, first, end, w);
        expUpToZero(y, y, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float sum = (float) sum(y, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] /= sum;
            }
        }
    }

    void logSoftmax(float[] y, float[] a, int first, int end, int w) {
        belowLargest(y, a, first, end, w);
        fractionUpToZero(y, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float log = (float) Math.log(sumOfScaled(fraction, rounded, o, w) * DOWN);
            for (int j = 0; j < w; j++) {
                y[o + j] -= log;
            }
        }
    }

    void logSoftmaxGrad(float[] y, float[] d, float[] l, int first, int end, int w) {
        fractionUpToZero(l, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            lessScaled(y, d, fraction, rounded, o, w, (float) sum(d, o, w) * DOWN);
        }
    }

    static void softmaxGrad(float[] y, float[] d, float[] p, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            float dot = dot(d, p, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] = p[o + j] * (d[o + j] - dot);
            }
        }
    }

    private static void lessScaled(float[] y, float[] d, float[] fraction, float[] rounded, int o, int w, float times) {
        for (int j = o; j < o + w; j++) {
            y[j] = d[j] - scaled(fraction[j], rounded[j]) * times;
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

    /**
     * Found among the bits, as a comparison of whole numbers needs no jump: they are in the order of the numbers where
     * these are positive, and against it where all of a row are negative.
     */
    static float largest(float[] a, int o, int w) {
        int m0 = Float.floatToRawIntBits(a[o]);
        int m1 = m0;
        int m2 = m0;
        int m3 = m0;
        int j = 1;
        for (; j + 3 < w; j += 4) {
            m0 = Math.max(m0, Float.floatToRawIntBits(a[o + j]));
            m1 = Math.max(m1, Float.floatToRawIntBits(a[o + j + 1]));
            m2 = Math.max(m2, Float.floatToRawIntBits(a[o + j + 2]));
            m3 = Math.max(m3, Float.floatToRawIntBits(a[o + j + 3]));
        }
        for (; j < w; j++) {
            m0 = Math.max(m0, Float.floatToRawIntBits(a[o + j]));
        }
        int most = Math.max(Math.max(m0, m1), Math.max(m2, m3));
        return Float.intBitsToFloat(most >= 0 ? most : smallestBits(a, o, w));
    }

    private static int smallestBits(float[] a, int o, int w) {
        int m = Float.floatToRawIntBits(a[o]);
        for (int j = 1; j < w; j++) {
            m = Math.min(m, Float.floatToRawIntBits(a[o + j]));
        }
        return m;
    }

    /** Four by four in float32, and these sums in float64. */
    private static double sumOfScaled(float[] fraction, float[] rounded, int o, int w) {
        double s0 = 0;
        double s1 = 0;
        int j = o;
        for (; j + 7 < o + w; j += 8) {
            s0 += (scaled(fraction[j], rounded[j]) + scaled(fraction[j + 1], rounded[j + 1]))
                    + (scaled(fraction[j + 2], rounded[j + 2]) + scaled(fraction[j + 3], rounded[j + 3]));
            s1 += (scaled(fraction[j + 4], rounded[j + 4]) + scaled(fraction[j + 5], rounded[j + 5]))
                    + (scaled(fraction[j + 6], rounded[j + 6]) + scaled(fraction[j + 7], rounded[j + 7]));
        }
        for (; j < o + w; j++) {
            s0 += scaled(fraction[j], rounded[j]);
        }
        return s0 + s1;
    }

    /** Four by four in float32, and these sums in float64. */
    private static double sum(float[] a, int o, int w) {
        double s0 = 0;
        double s1 = 0;
        int j = o;
        for (; j + 7 < o + w; j += 8) {
            s0 += (a[j] + a[j + 1]) + (a[j + 2] + a[j + 3]);
            s1 += (a[j + 4] + a[j + 5]) + (a[j + 6] + a[j + 7]);
        }
        for (; j < o + w; j++) {
            s0 += a[j];
        }
        return s0 + s1;
    }

    /** Of four columns at a time, as each sum waits for the one before. */
    private static float dot(float[] a, float[] b, int o, int w) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int j = o;
        for (; j + 3 < o + w; j += 4) {
            s0 = Math.fma(a[j], b[j], s0);
            s1 = Math.fma(a[j + 1], b[j + 1], s1);
            s2 = Math.fma(a[j + 2], b[j + 2], s2);
            s3 = Math.fma(a[j + 3], b[j + 3], s3);
        }
        for (; j < o + w; j++) {
            s0 = Math.fma(a[j], b[j], s0);
        }
        return (s0 + s1) + (s2 + s3);
    }
}
