package dev.rnn4j.core.engine;

import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.Arrays;
import java.util.List;

/**
 * The matrix products in float64 in plain Java; {@link Product32} is the same in float32. A few rows of A meet a few rows
 * of packed weights in one inner loop over plain arrays from index 0, a shape that the JIT compiler vectorises; rows of C
 * are copied into small buffers and back, so that the loop never sees an offset. How many rows it takes before the compiler
 * gives up differs: four by four from Java 25 on, three by three before.
 */
final class Product64 implements MatrixProducts<double[]> {
    /** Most columns of a panel of weights, and what their number is a multiple of if there are several. */
    private static final int PANEL = 256;

    private static final int STEP = 32;
    /** Most rows of weights, or of a batch in a gradient, that are worked through at once, so that they stay in the cache. */
    private static final int DEPTH = 128;

    private static final boolean WIDE = Runtime.version().feature() >= 25;
    private static final int ROWS = WIDE ? 4 : 3;

    private final double[][] c = new double[ROWS][PANEL];
    private double[][] d;
    private double[] operand = {};

    /** Weights in panels, {@code [panel][k][column]}. */
    private record Packed(double[][][] panels, int k, int[] widths, int columns) {
        static Packed of(List<Weights<double[]>> blocks) {
            int k = blocks.get(0).inputs();
            int[] widths = blocks.stream().mapToInt(Weights::units).toArray();
            int n = Arrays.stream(widths).sum();
            int columns = panel(n);
            double[][][] panels = new double[(n + columns - 1) / columns][k][];
            for (int p = 0; p < panels.length; p++) {
                for (int i = 0; i < k; i++) {
                    panels[p][i] = new double[Math.min(columns, n - p * columns)];
                }
            }
            return new Packed(panels, k, widths, columns);
        }
    }

    /** Columns of a panel of n columns in all. */
    private static int panel(int n) {
        int parts = (n + PANEL - 1) / PANEL;
        return parts <= 1 ? Math.max(1, n) : ((n + parts - 1) / parts + STEP - 1) / STEP * STEP;
    }

    /** Rows at once of those that are left. */
    private static int rowsAtOnce(int left) {
        return WIDE || left != 4 ? Math.min(ROWS, left) : 2;
    }

    @Override
    public Object pack(List<Weights<double[]>> blocks, Object old) {
        Packed packed = old == null ? Packed.of(blocks) : (Packed) old;
        int n0 = 0;
        for (Weights<double[]> w : blocks) {
            for (int k = 0; k < w.inputs() && !w.transposed(); k++) {
                toPanels(w.array(), w.offset() + k * w.stride(), packed, k, n0, w.units());
            }
            for (int n = 0; n < w.units() && w.transposed(); n++) {
                double[][] panel = packed.panels[(n0 + n) / packed.columns];
                int column = (n0 + n) % packed.columns;
                int o = w.offset() + n * w.stride();
                for (int k = 0; k < w.inputs(); k++) {
                    panel[k][column] = w.array()[o + k];
                }
            }
            n0 += w.units();
        }
        return packed;
    }

    private static void toPanels(double[] from, int o, Packed packed, int k, int n0, int units) {
        for (int u = 0; u < units; ) {
            int column = (n0 + u) % packed.columns;
            int m = Math.min(units - u, packed.columns - column);
            System.arraycopy(from, o + u, packed.panels[(n0 + u) / packed.columns][k], column, m);
            u += m;
        }
    }

    @Override
    public void multiply(double[] a, Object packedWeights, double[][] to, int rows) {
        Packed packed = (Packed) packedWeights;
        int k = packed.k;
        for (int p = 0; p < packed.panels.length; p++) {
            double[][] w = packed.panels[p];
            int first = p * packed.columns;
            int n = k == 0 ? 0 : w[0].length;
            for (int k0 = 0; k0 < k; k0 += DEPTH) {
                int k1 = Math.min(k, k0 + DEPTH);
                for (int i = 0; i < rows; ) {
                    int m = rowsAtOnce(rows - i);
                    for (int r = 0; r < m; r++) {
                        row(to, packed.widths, i + r, first, n, c[r], false);
                    }
                    multiply(m, a, i * k, k, 1, w, k0, k1, n);
                    for (int r = 0; r < m; r++) {
                        row(to, packed.widths, i + r, first, n, c[r], true);
                    }
                    i += m;
                }
            }
        }
    }

    /** Columns of one row of blocks side by side, out of them or back into them. */
    private static void row(
            double[][] blocks, int[] widths, int row, int column, int n, double[] buffer, boolean back) {
        int block = 0;
        int at = column;
        while (at >= widths[block]) {
            at -= widths[block++];
        }
        for (int j = 0; j < n; block++) {
            int m = Math.min(n - j, widths[block] - at);
            int o = row * widths[block] + at;
            if (back) {
                System.arraycopy(buffer, j, blocks[block], o, m);
            } else {
                System.arraycopy(blocks[block], o, buffer, j, m);
            }
            j += m;
            at = 0;
        }
    }

    @Override
    public void gradient(Gradient<double[]> x, int[] part, int[] slot, int rows, int from, int to) {
        int n = Arrays.stream(x.widths()).sum();
        int columns = panel(n);
        if (d == null) {
            d = new double[DEPTH][PANEL];
        }
        for (int r0 = 0; r0 < rows; r0 += DEPTH) {
            int depth = Math.min(DEPTH, rows - r0);
            operand(x, part, slot, r0, depth, from, to - from);
            for (int first = 0; first < n; first += columns) {
                int width = Math.min(columns, n - first);
                for (int q = 0; q < depth; q++) {
                    deltas(x, part[r0 + q], slot[r0 + q], first, width, d[q]);
                }
                for (int i = from; i < to; ) {
                    int m = rowsAtOnce(to - i);
                    for (int r = 0; r < m; r++) {
                        gradientRow(x, i + r, first, width, c[r], false);
                    }
                    multiply(m, operand, i - from, 1, to - from, d, 0, depth, width);
                    for (int r = 0; r < m; r++) {
                        gradientRow(x, i + r, first, width, c[r], true);
                    }
                    i += m;
                }
            }
        }
    }

    /** {@code m} columns of some rows of the operand, in one place. */
    private void operand(Gradient<double[]> x, int[] part, int[] slot, int r0, int depth, int from, int m) {
        if (operand.length < m * DEPTH) {
            operand = new double[m * DEPTH];
        }
        for (int q = 0; q < depth; q++) {
            double[] a = x.a().get(part[r0 + q]);
            if (a == null) {
                Arrays.fill(operand, q * m, q * m + m, 0);
            } else {
                System.arraycopy(a, slot[r0 + q] * x.m() + from, operand, q * m, m);
            }
        }
    }

    /** Columns of one row of the deltas. */
    private static void deltas(Gradient<double[]> x, int part, int slot, int column, int n, double[] buffer) {
        int block = 0;
        int at = column;
        while (at >= x.widths()[block]) {
            at -= x.widths()[block++];
        }
        for (int j = 0; j < n; block++) {
            int width = x.widths()[block];
            int m = Math.min(n - j, width - at);
            System.arraycopy(x.d().get(block).get(part), slot * width + at, buffer, j, m);
            j += m;
            at = 0;
        }
    }

    /** Columns of one row of the gradient, out of it or back into it. */
    private static void gradientRow(Gradient<double[]> x, int row, int column, int n, double[] buffer, boolean back) {
        int block = 0;
        int at = column;
        while (at >= x.widths()[block]) {
            at -= x.widths()[block++];
        }
        for (int j = 0; j < n; block++) {
            int m = Math.min(n - j, x.widths()[block] - at);
            int o = x.offsets()[block] + row * x.strides()[block] + at;
            if (back) {
                System.arraycopy(buffer, j, x.g().get(block), o, m);
            } else {
                System.arraycopy(x.g().get(block), o, buffer, j, m);
            }
            j += m;
            at = 0;
        }
    }

    /** {@code c[r] += Σ a[o + r * rs + k * ks] · w[k]} for k from k0 to k1 - 1. */
    private void multiply(int m, double[] a, int o, int rs, int ks, double[][] w, int k0, int k1, int n) {
        switch (m) {
            case 4 -> rows4(a, o, rs, ks, w, k0, k1, n);
            case 3 -> rows3(a, o, rs, ks, w, k0, k1, n);
            case 2 -> rows2(a, o, rs, ks, w, k0, k1, n);
            default -> rows1(a, o, ks, w, k0, k1, n);
        }
    }

    private void rows4(double[] a, int o0, int rs, int ks, double[][] w, int k0, int k1, int n) {
        int o1 = o0 + rs;
        int o2 = o1 + rs;
        int o3 = o2 + rs;
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops64.times4x4(
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
            Loops64.times1x1(a[o0 + k * ks], w[k], c[0], n);
            Loops64.times1x1(a[o1 + k * ks], w[k], c[1], n);
            Loops64.times1x1(a[o2 + k * ks], w[k], c[2], n);
            Loops64.times1x1(a[o3 + k * ks], w[k], c[3], n);
        }
    }

    private void rows3(double[] a, int o0, int rs, int ks, double[][] w, int k0, int k1, int n) {
        int o1 = o0 + rs;
        int o2 = o1 + rs;
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops64.times3x4(
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
        // at the end two pairs rather than a single one
        for (; !WIDE && k + 2 < k1 && k1 - k != 4; k += 3) {
            Apart64.three(
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
            Apart64.three(
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
            Apart64.three(
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
            Loops64.times1x1(a[o0 + k * ks], w[k], c[0], n);
            Loops64.times1x1(a[o1 + k * ks], w[k], c[1], n);
            Loops64.times1x1(a[o2 + k * ks], w[k], c[2], n);
        }
    }

    private void rows2(double[] a, int o0, int rs, int ks, double[][] w, int k0, int k1, int n) {
        int o1 = o0 + rs;
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops64.times2x4(
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
            Apart64.fewer(
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
            Apart64.fewer(
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
            Apart64.fewer(21, a[o0 + k * ks], 0, 0, a[o1 + k * ks], 0, 0, w[k], w[k], w[k], c[0], c[1], n);
        }
        for (; k < k1; k++) {
            Loops64.times1x1(a[o0 + k * ks], w[k], c[0], n);
            Loops64.times1x1(a[o1 + k * ks], w[k], c[1], n);
        }
    }

    private void rows1(double[] a, int o0, int ks, double[][] w, int k0, int k1, int n) {
        int k = k0;
        for (; WIDE && k + 3 < k1; k += 4) {
            Loops64.times1x4(
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
            Apart64.fewer(
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
            Apart64.fewer(
                    12, a[o0 + k * ks], a[o0 + (k + 1) * ks], 0, 0, 0, 0, w[k], w[k + 1], w[k + 1], c[0], c[0], n);
        }
        for (; !WIDE && k < k1; k++) {
            Apart64.fewer(11, a[o0 + k * ks], 0, 0, 0, 0, 0, w[k], w[k], w[k], c[0], c[0], n);
        }
        for (; k < k1; k++) {
            Loops64.times1x1(a[o0 + k * ks], w[k], c[0], n);
        }
    }
}
