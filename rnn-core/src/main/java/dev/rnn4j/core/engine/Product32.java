package dev.rnn4j.core.engine;

import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.Arrays;
import java.util.List;

/**
 * The matrix products in float32 in plain Java; {@link Product64} is the same in float64. A few rows of A meet a few rows
 * of packed weights in one inner loop over plain arrays from index 0, a shape that the JIT compiler vectorises; rows of C
 * are copied into small buffers and back, so that the loop never sees an offset. A loop has to be long to be worth its
 * start: where there are few columns but many rows, the rows are what it runs over.
 */
final class Product32 implements MatrixProducts<float[]> {
    /** Most numbers an inner loop runs over. */
    private static final int PANEL = 512;

    /** What the columns of a panel of weights are a multiple of, if there are several. */
    private static final int STEP = 32;
    /** Most rows of weights, or of a batch in a gradient, that are worked through at once, so that they stay in the cache. */
    private static final int DEPTH = 128;
    /** Columns so few that a loop over rows is worth turning matrices around, if there are also this many rows. */
    private static final int FEW = 64;

    private static final int MANY = 96;
    /** Numbers of a line of the cache. */
    private static final int LINE = 16;

    /** Rows of weights, or of what takes their place, and the rows of C that are worked on. */
    private final Block32 block = new Block32();

    private final float[][] buffers = new float[Block32.ROWS][PANEL];
    private float[][] depth = {};
    private float[][] across = {};
    private float[] operand = {};
    private float[] results = {};
    private float[][][] rowBlocks = {};
    private int[] rowSlots = {};

    /**
     * Weights in panels, {@code [panel][k][column]}.
     *
     * @param flat the same, {@code [k * columns + column]}, if there are few columns
     */
    private record Packed(float[][][] panels, int k, int[] widths, int columns, float[] flat) {
        static Packed of(List<Weights<float[]>> blocks) {
            int k = blocks.get(0).inputs();
            int[] widths = new int[blocks.size()];
            for (int j = 0; j < widths.length; j++) {
                widths[j] = blocks.get(j).units();
            }
            int n = Kernels.sum(widths);
            int columns = panel(n);
            float[][][] panels = new float[(n + columns - 1) / columns][k][];
            for (int p = 0; p < panels.length; p++) {
                for (int i = 0; i < k; i++) {
                    panels[p][i] = new float[Math.min(columns, n - p * columns)];
                }
            }
            return new Packed(panels, k, widths, columns, n <= FEW ? new float[k * n] : null);
        }

        boolean few() {
            return flat != null;
        }
    }

    /** Columns of a panel of n columns in all. */
    private static int panel(int n) {
        int parts = (n + PANEL - 1) / PANEL;
        return parts <= 1 ? Math.max(1, n) : ((n + parts - 1) / parts + STEP - 1) / STEP * STEP;
    }

    @Override
    public Object pack(List<Weights<float[]>> blocks, Object old) {
        Packed packed = old == null ? Packed.of(blocks) : (Packed) old;
        int n0 = 0;
        for (Weights<float[]> w : blocks) {
            for (int k = 0; k < w.inputs() && !w.transposed(); k++) {
                toPanels(w.array(), w.offset() + k * w.stride(), packed, k, n0, w.units());
            }
            for (int u = 0; u < w.units() && w.transposed(); ) {
                int column = (n0 + u) % packed.columns;
                int m = Math.min(w.units() - u, packed.columns - column);
                float[][] panel = packed.panels[(n0 + u) / packed.columns];
                turn(w.array(), w.offset() + u * w.stride(), w.stride(), w.inputs(), panel, column, m);
                u += m;
            }
            n0 += w.units();
        }
        for (int k = 0; packed.few() && k < packed.k; k++) {
            System.arraycopy(packed.panels[0][k], 0, packed.flat, k * n0, n0);
        }
        return packed;
    }

    private static void toPanels(float[] from, int o, Packed packed, int k, int n0, int units) {
        for (int u = 0; u < units; ) {
            int column = (n0 + u) % packed.columns;
            int m = Math.min(units - u, packed.columns - column);
            System.arraycopy(from, o + u, packed.panels[(n0 + u) / packed.columns][k], column, m);
            u += m;
        }
    }

    // ---- products

    @Override
    public void multiply(float[] a, Object packed, float[][] to, int rows) {
        roomFor(rows);
        for (int i = 0; i < rows; i++) {
            rowBlocks[i] = to;
            rowSlots[i] = i;
        }
        multiply(a, (Packed) packed, rows);
    }

    @Override
    public void multiplyAll(float[][] a, Object packedWeights, float[][][] to, int[] rows, int parts) {
        Packed packed = (Packed) packedWeights;
        roomFor(PANEL);
        if (operand.length < PANEL * packed.k) {
            operand = new float[PANEL * packed.k];
        }
        int n = 0;
        for (int p = 0; p < parts; p++) {
            for (int i = 0; i < rows[p]; ) {
                int m = Math.min(PANEL - n, rows[p] - i);
                System.arraycopy(a[p], i * packed.k, operand, n * packed.k, m * packed.k);
                for (int r = 0; r < m; r++) {
                    rowBlocks[n] = to[p];
                    rowSlots[n++] = i++;
                }
                if (n == PANEL) {
                    multiply(operand, packed, n);
                    n = 0;
                }
            }
        }
        multiply(operand, packed, n);
    }

    private void roomFor(int rows) {
        if (rowSlots.length < rows) {
            rowSlots = new int[rows];
            rowBlocks = new float[rows][][];
        }
    }

    /** For rows that are {@code rowSlots} of {@code rowBlocks}. */
    private void multiply(float[] a, Packed packed, int rows) {
        if (packed.few() && rows >= MANY && rows <= PANEL) {
            multiplyAcross(a, packed, rows);
            return;
        }
        int k = packed.k;
        for (int p = 0; p < packed.panels.length; p++) {
            float[][] w = packed.panels[p];
            int first = p * packed.columns;
            int n = k == 0 ? 0 : w[0].length;
            for (int k0 = 0; k0 < k; k0 += DEPTH) {
                int k1 = Math.min(k, k0 + DEPTH);
                for (int i = 0; i < rows; ) {
                    int m = Block32.rowsAtOnce(rows - i);
                    for (int r = 0; r < m; r++) {
                        row(rowBlocks[i + r], packed.widths, rowSlots[i + r], first, n, buffers[r], 0, false);
                        block.c[r] = buffers[r];
                    }
                    block.multiply(m, a, i * k, k, 1, w, k0, k1, n);
                    for (int r = 0; r < m; r++) {
                        row(rowBlocks[i + r], packed.widths, rowSlots[i + r], first, n, buffers[r], 0, true);
                    }
                    i += m;
                }
            }
        }
    }

    /** The same with loops over the rows: columns of C += columns of A · weights. */
    private void multiplyAcross(float[] a, Packed packed, int rows) {
        int k = packed.k;
        int n = k == 0 ? 0 : packed.flat.length / k;
        across = room(across, n);
        depth = room(depth, DEPTH);
        if (results.length < rows * n) {
            results = new float[PANEL * n];
        }
        for (int i = 0; i < rows; i++) {
            row(rowBlocks[i], packed.widths, rowSlots[i], 0, n, results, i * n, false);
        }
        turn(results, 0, n, n, across, 0, rows);
        for (int k0 = 0; k0 < k; k0 += DEPTH) {
            int m = Math.min(DEPTH, k - k0);
            turn(a, k0, k, m, depth, 0, rows);
            down(packed.flat, k0 * n, n, m, rows);
        }
        turnBack(across, rows, results, n);
        for (int i = 0; i < rows; i++) {
            row(rowBlocks[i], packed.widths, rowSlots[i], 0, n, results, i * n, true);
        }
    }

    /** {@code to[q][at + i] = a[o + i * stride + q]} for q below m and i below rows. */
    private static void turn(float[] a, int o, int stride, int m, float[][] to, int at, int rows) {
        for (int i0 = 0; i0 < rows; i0 += LINE) {
            int i1 = Math.min(rows, i0 + LINE);
            for (int q = 0; q < m; q++) {
                float[] row = to[q];
                for (int i = i0; i < i1; i++) {
                    row[at + i] = a[o + i * stride + q];
                }
            }
        }
    }

    /** {@code to[i * m + q] = a[q][i]} for q below m. */
    private static void turnBack(float[][] a, int rows, float[] to, int m) {
        for (int i0 = 0; i0 < rows; i0 += LINE) {
            int i1 = Math.min(rows, i0 + LINE);
            for (int q = 0; q < m; q++) {
                float[] row = a[q];
                for (int i = i0; i < i1; i++) {
                    to[i * m + q] = row[i];
                }
            }
        }
    }

    /** {@code across[v] += Σ a[o + v + q * n] · depth[q]} for v below n, q below m. */
    private void down(float[] a, int o, int n, int m, int length) {
        for (int v = 0; v < n; ) {
            int atOnce = Block32.rowsAtOnce(n - v);
            System.arraycopy(across, v, block.c, 0, atOnce);
            block.multiply(atOnce, a, o + v, 1, n, depth, 0, m, length);
            v += atOnce;
        }
    }

    private static float[][] room(float[][] rows, int n) {
        return rows.length >= n ? rows : new float[n][PANEL];
    }

    /** Columns of one row of blocks side by side, out of them or back into them. */
    private static void row(
            float[][] blocks, int[] widths, int row, int column, int n, float[] buffer, int to, boolean back) {
        int j = 0;
        int at = column;
        while (at >= widths[j]) {
            at -= widths[j++];
        }
        for (int i = 0; i < n; j++) {
            int m = Math.min(n - i, widths[j] - at);
            int o = row * widths[j] + at;
            if (back) {
                System.arraycopy(buffer, to + i, blocks[j], o, m);
            } else {
                System.arraycopy(blocks[j], o, buffer, to + i, m);
            }
            i += m;
            at = 0;
        }
    }

    // ---- gradients

    @Override
    public void gradient(Gradient<float[]> x, int[] part, int[] slot, int rows, int from, int to) {
        int n = Kernels.sum(x.widths());
        depth = room(depth, DEPTH);
        if (n < to - from && n <= DEPTH) {
            gradientAcross(x, part, slot, rows, n, from, to);
            return;
        }
        int columns = panel(n);
        for (int r0 = 0; r0 < rows; r0 += DEPTH) {
            int m = Math.min(DEPTH, rows - r0);
            operand(x, part, slot, r0, m, from, to - from);
            for (int first = 0; first < n; first += columns) {
                int width = Math.min(columns, n - first);
                for (int q = 0; q < m; q++) {
                    deltas(x, part[r0 + q], slot[r0 + q], first, width, depth[q], 0);
                }
                for (int i = from; i < to; ) {
                    int atOnce = Block32.rowsAtOnce(to - i);
                    for (int r = 0; r < atOnce; r++) {
                        gradientRow(x, i + r, first, width, buffers[r], false);
                        block.c[r] = buffers[r];
                    }
                    block.multiply(atOnce, operand, i - from, 1, to - from, depth, 0, m, width);
                    for (int r = 0; r < atOnce; r++) {
                        gradientRow(x, i + r, first, width, buffers[r], true);
                    }
                    i += atOnce;
                }
            }
        }
    }

    /** The same with loops over rows of the gradient, where its columns are few. */
    private void gradientAcross(Gradient<float[]> x, int[] part, int[] slot, int rows, int n, int from, int to) {
        across = room(across, n);
        if (operand.length < n * DEPTH) {
            operand = new float[n * DEPTH];
        }
        for (int first = from; first < to; first += PANEL) {
            int length = Math.min(PANEL, to - first);
            for (int i = 0; i < length; i++) {
                gradientColumn(x, first + i, i, false);
            }
            for (int r0 = 0; r0 < rows; r0 += DEPTH) {
                int m = Math.min(DEPTH, rows - r0);
                for (int q = 0; q < m; q++) {
                    deltas(x, part[r0 + q], slot[r0 + q], 0, n, operand, q * n);
                    operandRow(x, part[r0 + q], slot[r0 + q], first, length, depth[q], 0);
                }
                down(operand, 0, n, m, length);
            }
            for (int i = 0; i < length; i++) {
                gradientColumn(x, first + i, i, true);
            }
        }
    }

    /** {@code m} columns of some rows of the operand, in one place. */
    private void operand(Gradient<float[]> x, int[] part, int[] slot, int r0, int rows, int from, int m) {
        if (operand.length < m * DEPTH) {
            operand = new float[m * DEPTH];
        }
        for (int q = 0; q < rows; q++) {
            operandRow(x, part[r0 + q], slot[r0 + q], from, m, operand, q * m);
        }
    }

    private static void operandRow(Gradient<float[]> x, int part, int slot, int from, int m, float[] to, int o) {
        float[] a = x.a().get(part);
        if (a == null) {
            Arrays.fill(to, o, o + m, 0);
        } else {
            System.arraycopy(a, slot * x.m() + from, to, o, m);
        }
    }

    /** Columns of one row of the deltas. */
    private static void deltas(Gradient<float[]> x, int part, int slot, int column, int n, float[] to, int o) {
        int block = 0;
        int at = column;
        while (at >= x.widths()[block]) {
            at -= x.widths()[block++];
        }
        for (int j = 0; j < n; block++) {
            int width = x.widths()[block];
            int m = Math.min(n - j, width - at);
            System.arraycopy(x.d().get(block).get(part), slot * width + at, to, o + j, m);
            j += m;
            at = 0;
        }
    }

    /** Columns of one row of the gradient, out of it or back into it. */
    private static void gradientRow(Gradient<float[]> x, int row, int column, int n, float[] buffer, boolean back) {
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

    /** One row of the gradient, into column i of {@code across} or out of it. */
    private void gradientColumn(Gradient<float[]> x, int row, int i, boolean back) {
        int v = 0;
        for (int j = 0; j < x.widths().length; j++) {
            float[] g = x.g().get(j);
            int o = x.offsets()[j] + row * x.strides()[j];
            for (int u = 0; u < x.widths()[j]; u++, v++) {
                if (back) {
                    g[o + u] = across[v][i];
                } else {
                    across[v][i] = g[o + u];
                }
            }
        }
    }
}
