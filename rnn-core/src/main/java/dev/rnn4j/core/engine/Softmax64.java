package dev.rnn4j.core.engine;

/**
 * The exponential function and what rests on it, in float64; {float64link Softmax32} is the same in float32. Each step is a loop of
 * its own over all rows, so that most of them are vectorised. For one thread.
 */
final class Softmax64 {
    private double[] exponential = {};

    static void exp(double[] y, double[] a, int from, int n) {
        for (int i = from; i < n; i++) {
            y[i] = Math.exp(a[i]);
        }
    }

    /** e^a, in a place of its own. */
    private double[] exponentials(double[] a, int from, int n) {
        if (exponential.length < n) {
            exponential = new double[n];
        }
        exp(exponential, a, from, n);
        return exponential;
    }

    void softmax(double[] y, double[] a, int first, int end, int w) {
        belowLargest(y, a, first, end, w);
        exp(y, y, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double sum = sum(y, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] /= sum;
            }
        }
    }

    void logSoftmax(double[] y, double[] a, int first, int end, int w) {
        belowLargest(y, a, first, end, w);
        double[] e = exponentials(y, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double log = Math.log(sum(e, o, w));
            for (int j = 0; j < w; j++) {
                y[o + j] -= log;
            }
        }
    }

    void logSoftmaxGrad(double[] y, double[] d, double[] l, int first, int end, int w) {
        double[] p = exponentials(l, first * w, end * w);
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double sum = sum(d, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] = d[o + j] - p[o + j] * sum;
            }
        }
    }

    private static void belowLargest(double[] y, double[] a, int first, int end, int w) {
        for (int r = first, o = first * w; r < end; r++, o += w) {
            double m = largest(a, o, w);
            for (int j = 0; j < w; j++) {
                y[o + j] = a[o + j] - m;
            }
        }
    }

    /** Of four columns at a time, as each comparison waits for the one before. */
    private static double largest(double[] a, int o, int w) {
        double m0 = a[o];
        double m1 = m0;
        double m2 = m0;
        double m3 = m0;
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

    private static double sum(double[] a, int o, int w) {
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
