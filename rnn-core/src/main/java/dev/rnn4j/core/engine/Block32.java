package dev.rnn4j.core.engine;

/**
 * A few rows of a product in float32: rows of C, each an array from index 0, to which is added what a few rows of A make of
 * rows of weights. {@link Block64} is the same in float64. How many rows and how many k meet in one inner loop is what the
 * JIT compiler can hold in registers before it gives up: three by three, and from Java 25 on also four by four, which it
 * makes less of, for what remains.
 */
final class Block32 {
    private static final boolean WIDE = Runtime.version().feature() >= 25;
    /** Most rows. */
    static final int ROWS = WIDE ? 4 : 3;

    /** The rows of C; the caller puts them there. */
    final float[][] c = new float[ROWS][];

    /** Rows at once of those that are left. */
    static int rowsAtOnce(int left) {
        if (WIDE) {
            // fours until what remains is threes
            return left >= 4 && left != 5 && left % 3 != 0 ? 4 : Math.min(3, left);
        }
        return left != 4 ? Math.min(ROWS, left) : 2;
    }

    /** {@code c[r] += Σ a[o + r * rs + k * ks] · w[k]} for k from k0 to k1 - 1. */
    void multiply(int m, float[] a, int o, int rs, int ks, float[][] w, int k0, int k1, int n) {
        switch (m) {
            case 4 -> rows4(a, o, rs, ks, w, k0, k1, n);
            case 3 -> rows3(a, o, rs, ks, w, k0, k1, n);
            case 2 -> rows2(a, o, rs, ks, w, k0, k1, n);
            default -> rows1(a, o, ks, w, k0, k1, n);
        }
    }

    private void rows4(float[] a, int o0, int rs, int ks, float[][] w, int k0, int k1, int n) {
        int o1 = o0 + rs;
        int o2 = o1 + rs;
        int o3 = o2 + rs;
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops32.times4x4(
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o0 + (k + 3) * ks],
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    a[o1 + (k + 2) * ks],
                    a[o1 + (k + 3) * ks],
                    a[o2 + k * ks],
                    a[o2 + (k + 1) * ks],
                    a[o2 + (k + 2) * ks],
                    a[o2 + (k + 3) * ks],
                    a[o3 + k * ks],
                    a[o3 + (k + 1) * ks],
                    a[o3 + (k + 2) * ks],
                    a[o3 + (k + 3) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    c[0],
                    c[1],
                    c[2],
                    c[3],
                    n);
        }
        for (; k < k1; k++) {
            Loops32.times1x1(a[o0 + k * ks], w[k], c[0], n);
            Loops32.times1x1(a[o1 + k * ks], w[k], c[1], n);
            Loops32.times1x1(a[o2 + k * ks], w[k], c[2], n);
            Loops32.times1x1(a[o3 + k * ks], w[k], c[3], n);
        }
    }

    private void rows3(float[] a, int o0, int rs, int ks, float[][] w, int k0, int k1, int n) {
        int o1 = o0 + rs;
        int o2 = o1 + rs;
        int k = k0;
        for (; WIDE && k + 3 < k1 && (k1 - k) % 3 != 0; k += 4) {
            Loops32.times3x4(
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o0 + (k + 3) * ks],
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    a[o1 + (k + 2) * ks],
                    a[o1 + (k + 3) * ks],
                    a[o2 + k * ks],
                    a[o2 + (k + 1) * ks],
                    a[o2 + (k + 2) * ks],
                    a[o2 + (k + 3) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    c[0],
                    c[1],
                    c[2],
                    n);
        }
        for (; WIDE && k + 2 < k1; k += 3) {
            Loops32.times3x3(
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    a[o1 + (k + 2) * ks],
                    a[o2 + k * ks],
                    a[o2 + (k + 1) * ks],
                    a[o2 + (k + 2) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    c[0],
                    c[1],
                    c[2],
                    n);
        }
        // at the end two pairs rather than a single one
        for (; !WIDE && k + 2 < k1 && k1 - k != 4; k += 3) {
            Apart32.three(
                    33,
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    a[o1 + (k + 2) * ks],
                    a[o2 + k * ks],
                    a[o2 + (k + 1) * ks],
                    a[o2 + (k + 2) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    c[0],
                    c[1],
                    c[2],
                    n);
        }
        for (; !WIDE && k + 1 < k1; k += 2) {
            Apart32.three(
                    32,
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    0,
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    0,
                    a[o2 + k * ks],
                    a[o2 + (k + 1) * ks],
                    0,
                    w[k],
                    w[k + 1],
                    w[k + 1],
                    c[0],
                    c[1],
                    c[2],
                    n);
        }
        for (; !WIDE && k < k1; k++) {
            Apart32.three(
                    31,
                    a[o0 + k * ks],
                    0,
                    0,
                    a[o1 + k * ks],
                    0,
                    0,
                    a[o2 + k * ks],
                    0,
                    0,
                    w[k],
                    w[k],
                    w[k],
                    c[0],
                    c[1],
                    c[2],
                    n);
        }
        for (; k < k1; k++) {
            Loops32.times1x1(a[o0 + k * ks], w[k], c[0], n);
            Loops32.times1x1(a[o1 + k * ks], w[k], c[1], n);
            Loops32.times1x1(a[o2 + k * ks], w[k], c[2], n);
        }
    }

    private void rows2(float[] a, int o0, int rs, int ks, float[][] w, int k0, int k1, int n) {
        int o1 = o0 + rs;
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops32.times2x4(
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o0 + (k + 3) * ks],
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    a[o1 + (k + 2) * ks],
                    a[o1 + (k + 3) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    c[0],
                    c[1],
                    n);
        }
        // at the end two pairs rather than a single one
        for (; !WIDE && k + 2 < k1 && k1 - k != 4; k += 3) {
            Apart32.fewer(
                    23,
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    a[o1 + (k + 2) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    c[0],
                    c[1],
                    n);
        }
        for (; !WIDE && k + 1 < k1; k += 2) {
            Apart32.fewer(
                    22,
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    0,
                    a[o1 + k * ks],
                    a[o1 + (k + 1) * ks],
                    0,
                    w[k],
                    w[k + 1],
                    w[k + 1],
                    c[0],
                    c[1],
                    n);
        }
        for (; !WIDE && k < k1; k++) {
            Apart32.fewer(21, a[o0 + k * ks], 0, 0, a[o1 + k * ks], 0, 0, w[k], w[k], w[k], c[0], c[1], n);
        }
        for (; k < k1; k++) {
            Loops32.times1x1(a[o0 + k * ks], w[k], c[0], n);
            Loops32.times1x1(a[o1 + k * ks], w[k], c[1], n);
        }
    }

    private void rows1(float[] a, int o0, int ks, float[][] w, int k0, int k1, int n) {
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops32.times1x4(
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    a[o0 + (k + 3) * ks],
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    w[k + 3],
                    c[0],
                    n);
        }
        // at the end two pairs rather than a single one
        for (; !WIDE && k + 2 < k1 && k1 - k != 4; k += 3) {
            Apart32.fewer(
                    13,
                    a[o0 + k * ks],
                    a[o0 + (k + 1) * ks],
                    a[o0 + (k + 2) * ks],
                    0,
                    0,
                    0,
                    w[k],
                    w[k + 1],
                    w[k + 2],
                    c[0],
                    c[0],
                    n);
        }
        for (; !WIDE && k + 1 < k1; k += 2) {
            Apart32.fewer(
                    12, a[o0 + k * ks], a[o0 + (k + 1) * ks], 0, 0, 0, 0, w[k], w[k + 1], w[k + 1], c[0], c[0], n);
        }
        for (; !WIDE && k < k1; k++) {
            Apart32.fewer(11, a[o0 + k * ks], 0, 0, 0, 0, 0, w[k], w[k], w[k], c[0], c[0], n);
        }
        for (; k < k1; k++) {
            Loops32.times1x1(a[o0 + k * ks], w[k], c[0], n);
        }
    }
}
