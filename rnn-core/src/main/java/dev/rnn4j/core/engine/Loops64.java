package dev.rnn4j.core.engine;

/**
 * The inner loops of {@link Product64}: {@code c[r][j] += Σ a[r, k] · b[k][j]} for some rows r and some k at once;
 * {@link Loops32} is the same in float32. Used from Java 25 on; before, {@link Apart64} is.
 */
final class Loops64 {
    private Loops64() {}

    static void times4x4(
            double a00,
            double a01,
            double a02,
            double a03,
            double a10,
            double a11,
            double a12,
            double a13,
            double a20,
            double a21,
            double a22,
            double a23,
            double a30,
            double a31,
            double a32,
            double a33,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] c0,
            double[] c1,
            double[] c2,
            double[] c3,
            int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
            c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
            c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
            c3[j] = Math.fma(a33, x3, Math.fma(a32, x2, Math.fma(a31, x1, Math.fma(a30, x0, c3[j]))));
        }
    }

    static void times3x4(
            double a00,
            double a01,
            double a02,
            double a03,
            double a10,
            double a11,
            double a12,
            double a13,
            double a20,
            double a21,
            double a22,
            double a23,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] c0,
            double[] c1,
            double[] c2,
            int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
            c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
            c2[j] = Math.fma(a23, x3, Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j]))));
        }
    }

    static void times3x3(
            double a00,
            double a01,
            double a02,
            double a10,
            double a11,
            double a12,
            double a20,
            double a21,
            double a22,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] c0,
            double[] c1,
            double[] c2,
            int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            c0[j] = Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j])));
            c1[j] = Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j])));
            c2[j] = Math.fma(a22, x2, Math.fma(a21, x1, Math.fma(a20, x0, c2[j])));
        }
    }

    static void times2x4(
            double a00,
            double a01,
            double a02,
            double a03,
            double a10,
            double a11,
            double a12,
            double a13,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] c0,
            double[] c1,
            int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
            c1[j] = Math.fma(a13, x3, Math.fma(a12, x2, Math.fma(a11, x1, Math.fma(a10, x0, c1[j]))));
        }
    }

    static void times1x4(
            double a00,
            double a01,
            double a02,
            double a03,
            double[] b0,
            double[] b1,
            double[] b2,
            double[] b3,
            double[] c0,
            int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            double x1 = b1[j];
            double x2 = b2[j];
            double x3 = b3[j];
            c0[j] = Math.fma(a03, x3, Math.fma(a02, x2, Math.fma(a01, x1, Math.fma(a00, x0, c0[j]))));
        }
    }

    static void times1x1(double a00, double[] b0, double[] c0, int n) {
        for (int j = 0; j < n; j++) {
            double x0 = b0[j];
            c0[j] = Math.fma(a00, x0, c0[j]);
        }
    }
}
