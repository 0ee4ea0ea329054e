package dev.rnn4j.kernels.vector;

import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.List;

/**
 * The matrix products in float32; {@link Products64} is the same in float64. Weights are packed into panels of a few
 * columns, {@code [block][panel][k][column]}, the last one of a block filled up with zeros. A panel is taken for all rows
 * before the next one, so weights that do not fit into the cache are read once in a call.
 */
final class Products32 implements MatrixProducts<float[]> {
    private static final int PANEL = Loops32.PANEL;
    private static final int ROWS = Loops32.ROWS;
    /** Most rows of weights that are worked through at once, so that a panel of them stays in the cache. */
    private static final int DEPTH = 512;
    /** Most rows of a batch that are worked through at once in a gradient. */
    private static final int CHUNK = 256;
    /** Rows of a gradient for which the operand is packed at once, a multiple of 4, 6 and 8. */
    private static final int SPAN = 96;
    /** Most panels of the deltas that are packed at once. */
    private static final int GROUP = 256;
    /** How many rows of a batch are packed side by side. */
    private static final int SIDE = 16;
    /** How many of its columns. */
    private static final int ABREAST = 8;
    /** Parts with fewer rows are computed together. */
    private static final int FEW = 4;
    /** Rows of such parts that are computed at once. */
    private static final int TOGETHER = 48;

    private final float[] corner = new float[ROWS * PANEL];
    private float[] row = {};
    private float[] operand = {};
    private float[][] deltas = {};
    private final float[][] rowArrays = new float[CHUNK][];
    private final int[] rowOffsets = new int[CHUNK];
    private float[] operands = {};
    private float[][] results = {};

    private record Packed(int k, int[] widths, int[] first, float[][] panels) {
        static Packed of(List<Weights<float[]>> blocks) {
            int k = blocks.get(0).inputs();
            int[] widths = blocks.stream().mapToInt(Weights::units).toArray();
            int[] first = new int[widths.length + 1];
            for (int j = 0; j < widths.length; j++) {
                first[j + 1] = first[j] + panelsOf(widths[j]);
            }
            return new Packed(k, widths, first, new float[first[widths.length]][Math.multiplyExact(k, PANEL)]);
        }
    }

    /** Panels of so many columns. */
    private static int panelsOf(int columns) {
        return (columns + PANEL - 1) / PANEL;
    }

    @Override
    public Object pack(List<Weights<float[]>> blocks, Object old) {
        Packed packed = old == null ? Packed.of(blocks) : (Packed) old;
        for (int j = 0; j < blocks.size(); j++) {
            Weights<float[]> w = blocks.get(j);
            for (int n = 0; n < w.units(); n += PANEL) {
                float[] panel = packed.panels[packed.first[j] + n / PANEL];
                int columns = Math.min(PANEL, w.units() - n);
                if (w.transposed()) {
                    packTransposed(w, n, columns, panel);
                } else {
                    for (int k = 0; k < w.inputs(); k++) {
                        System.arraycopy(w.array(), w.offset() + k * w.stride() + n, panel, k * PANEL, columns);
                    }
                }
            }
        }
        return packed;
    }

    /** A few columns at a time: as many rows of the array are read side by side. */
    private static void packTransposed(Weights<float[]> w, int n, int columns, float[] panel) {
        float[] from = w.array();
        int stride = w.stride();
        for (int c0 = 0; c0 < columns; c0 += 8) {
            int c1 = Math.min(columns, c0 + 8);
            int o0 = w.offset() + (n + c0) * stride;
            for (int k = 0; k < w.inputs(); k++) {
                int o = o0 + k;
                for (int c = c0; c < c1; c++) {
                    panel[k * PANEL + c] = from[o];
                    o += stride;
                }
            }
        }
    }

    @Override
    public void multiply(float[] a, Object packedWeights, float[][] c, int rows) {
        Packed packed = (Packed) packedWeights;
        if (rows == 1) {
            multiplyRow(a, packed, c);
            return;
        }
        for (int j = 0; j < packed.widths.length; j++) {
            for (int n = 0; n < packed.widths[j]; n += PANEL) {
                multiply(a, packed, packed.panels[packed.first[j] + n / PANEL], c[j], packed.widths[j], n, rows);
            }
        }
    }

    /** All rows and one panel, the columns from {@code n} on of a block. */
    private void multiply(float[] a, Packed packed, float[] panel, float[] c, int width, int n, int rows) {
        int k = packed.k;
        int columns = Math.min(PANEL, width - n);
        for (int k0 = 0; k0 < k; k0 += DEPTH) {
            int k1 = Math.min(k, k0 + DEPTH);
            for (int i = 0, m; i < rows; i += m) {
                m = rowsOf(rows - i);
                int o = i * width + n;
                if (columns == PANEL) {
                    multiply(a, i * k, k, panel, k0, k1, c, o, width, m);
                } else {
                    copy(c, o, width, corner, 0, PANEL, m, columns);
                    multiply(a, i * k, k, panel, k0, k1, corner, 0, PANEL, m);
                    copy(corner, 0, PANEL, c, o, width, m, columns);
                }
            }
        }
    }

    private static void multiply(
            float[] a, int a0, int as, float[] p, int k0, int k1, float[] c, int c0, int cs, int m) {
        if (m == 6) {
            Loops32.rows6(a, a0 + k0, as, p, k0 * PANEL, k1 - k0, c, c0, cs);
        } else if (m > 4) {
            Loops32.rows8(a, a0, as, p, k0, k1, c, c0, cs, m - 1);
        } else {
            Loops32.rows4(a, a0, as, p, k0, k1, c, c0, cs, m - 1);
        }
    }

    /** How many of the rows that are left are taken next: two fours, or three, rather than a six and a rest. */
    static int rowsOf(int left) {
        return ROWS == 6 && (left < 6 || left == 7 || left == 8 || left == 11)
                ? Math.min(4, left)
                : Math.min(ROWS, left);
    }

    /** Some columns of some rows. */
    private static void copy(float[] from, int f, int fs, float[] to, int t, int ts, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, f + r * fs, to, t + r * ts, columns);
        }
    }

    @Override
    public void multiplyAll(float[][] a, Object packedWeights, float[][][] c, int[] rows, int parts) {
        Packed packed = (Packed) packedWeights;
        for (int p = 0; p < parts; ) {
            if (rows[p] >= FEW) {
                multiply(a[p], packed, c[p], rows[p]);
                p++;
            } else {
                int end = p;
                int n = 0;
                while (end < parts && rows[end] < FEW && n + rows[end] <= TOGETHER) {
                    n += rows[end++];
                }
                multiplyTogether(a, packed, c, rows, p, end, n);
                p = end;
            }
        }
    }

    /** Parts [from, to) of few rows, n in all. */
    private void multiplyTogether(float[][] a, Packed packed, float[][][] c, int[] rows, int from, int to, int n) {
        int k = packed.k;
        int[] widths = packed.widths;
        operands = operands.length < TOGETHER * k ? new float[TOGETHER * k] : operands;
        results = results.length < widths.length ? new float[widths.length][0] : results;
        for (int j = 0; j < widths.length; j++) {
            results[j] = results[j].length < TOGETHER * widths[j] ? new float[TOGETHER * widths[j]] : results[j];
        }
        for (int p = from, r = 0; p < to; r += rows[p++]) {
            System.arraycopy(a[p], 0, operands, r * k, rows[p] * k);
            for (int j = 0; j < widths.length; j++) {
                System.arraycopy(c[p][j], 0, results[j], r * widths[j], rows[p] * widths[j]);
            }
        }
        multiply(operands, packed, results, n);
        for (int p = from, r = 0; p < to; r += rows[p++]) {
            for (int j = 0; j < widths.length; j++) {
                System.arraycopy(results[j], r * widths[j], c[p][j], 0, rows[p] * widths[j]);
            }
        }
    }

    /** A single row, several panels at a time: as many sums as keep the processor busy. */
    private void multiplyRow(float[] a, Packed packed, float[][] c) {
        float[][] p = packed.panels;
        if (row.length < p.length * PANEL) {
            row = new float[p.length * PANEL];
        }
        for (int j = 0; j < packed.widths.length; j++) {
            System.arraycopy(c[j], 0, row, packed.first[j] * PANEL, packed.widths[j]);
        }
        int i = 0;
        for (; i + 3 < p.length; i += 4) {
            Loops32.row4(a, packed.k, p[i], p[i + 1], p[i + 2], p[i + 3], row, i * PANEL);
        }
        for (; i < p.length; i++) {
            Loops32.row1(a, packed.k, p[i], row, i * PANEL);
        }
        for (int j = 0; j < packed.widths.length; j++) {
            System.arraycopy(row, packed.first[j] * PANEL, c[j], 0, packed.widths[j]);
        }
    }

    @Override
    public void gradient(Gradient<float[]> x, int[] part, int[] slot, int rows, int from, int to) {
        if (operand.length == 0) {
            operand = new float[SPAN * CHUNK];
        }
        int panels = 0;
        for (int width : x.widths()) {
            panels += panelsOf(width);
        }
        if (deltas.length < Math.min(panels, GROUP)) {
            deltas = new float[Math.min(panels, GROUP)][CHUNK * PANEL];
        }
        for (int r0 = 0; r0 < rows; r0 += CHUNK) {
            int depth = Math.min(CHUNK, rows - r0);
            for (int q = 0; q < depth; q++) {
                rowArrays[q] = x.a().get(part[r0 + q]);
                rowOffsets[q] = slot[r0 + q] * x.m();
            }
            for (int p0 = 0; p0 < panels; p0 += GROUP) {
                int p1 = Math.min(panels, p0 + GROUP);
                packDeltas(x, part, slot, r0, depth, p0, p1);
                for (int i0 = from; i0 < to; i0 += SPAN) {
                    int i1 = Math.min(to, i0 + SPAN);
                    packOperand(depth, i0, i1);
                    gradient(x, depth, p0, p1, i0, i1);
                }
            }
        }
    }

    /** Panels [p0, p1), counted through all blocks, of some rows of the deltas, {@code [panel][row][column]}. */
    private void packDeltas(Gradient<float[]> x, int[] part, int[] slot, int r0, int depth, int p0, int p1) {
        int first = 0;
        for (int j = 0; j < x.widths().length; j++) {
            int width = x.widths()[j];
            int begin = Math.max(0, p0 - first);
            int end = Math.min(panelsOf(width), p1 - first);
            List<float[]> d = x.d().get(j);
            for (int q = 0; q < depth && begin < end; q++) {
                float[] from = d.get(part[r0 + q]);
                int at = slot[r0 + q] * width;
                for (int p = begin; p < end; p++) {
                    float[] to = deltas[first + p - p0];
                    int n = p * PANEL;
                    if (n + PANEL <= width) {
                        Loops32.copy(from, at + n, to, q * PANEL);
                    } else {
                        System.arraycopy(from, at + n, to, q * PANEL, width - n);
                    }
                }
            }
            first += panelsOf(width);
        }
    }

    /** Adds up what is packed, for rows [i0, i1) of the gradient. */
    private void gradient(Gradient<float[]> x, int depth, int p0, int p1, int i0, int i1) {
        int first = 0;
        for (int j = 0; j < x.widths().length; j++) {
            int width = x.widths()[j];
            int end = Math.min(panelsOf(width), p1 - first);
            for (int p = Math.max(0, p0 - first); p < end; p++) {
                int n = p * PANEL;
                int o = x.offsets()[j] + i0 * x.strides()[j] + n;
                int columns = Math.min(PANEL, width - n);
                gradient(deltas[first + p - p0], depth, x.g().get(j), o, x.strides()[j], columns, i1 - i0);
            }
            first += panelsOf(width);
        }
    }

    /** Columns [from, to) of some rows of the operand, {@code [column][row]}, a few of both at a time. */
    private void packOperand(int depth, int from, int to) {
        for (int q0 = 0; q0 < depth; q0 += SIDE) {
            int q1 = Math.min(depth, q0 + SIDE);
            for (int i = from; i < to; i += ABREAST) {
                int m = Math.min(ABREAST, to - i);
                for (int q = q0; q < q1; q++) {
                    packOperand(rowArrays[q], rowOffsets[q] + i, (i - from) * CHUNK + q, m);
                }
            }
        }
    }

    private void packOperand(float[] a, int from, int to, int m) {
        if (a != null && m == ABREAST) {
            for (int r = 0; r < ABREAST; r++) {
                operand[to + r * CHUNK] = a[from + r];
            }
        } else {
            for (int r = 0; r < m; r++) {
                operand[to + r * CHUNK] = a == null ? 0 : a[from + r];
            }
        }
    }

    /** The same for one panel; the first of the rows begins at {@code o}. */
    private void gradient(float[] panel, int depth, float[] g, int o, int stride, int columns, int rows) {
        for (int i = 0, m; i < rows; i += m) {
            m = rowsOf(rows - i);
            int at = o + i * stride;
            if (columns == PANEL) {
                multiply(operand, i * CHUNK, CHUNK, panel, 0, depth, g, at, stride, m);
            } else {
                copy(g, at, stride, corner, 0, PANEL, m, columns);
                multiply(operand, i * CHUNK, CHUNK, panel, 0, depth, corner, 0, PANEL, m);
                copy(corner, 0, PANEL, g, at, stride, m, columns);
            }
        }
    }

    /** How many bits the vectors have. */
    static int bits() {
        return PANEL / 2 * Float.SIZE;
    }
}
