package dev.rnn4j.kernels.vector;

import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.Arrays;
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
    /** How many of them are packed side by side. */
    private static final int SIDE = 16;
    /** How many panels of the deltas are packed together, so that more of a row is read at once. */
    private static final int SPAN = 4;

    private final float[] corner = new float[ROWS * PANEL];
    private float[] row = {};
    private float[] operand = {};
    private float[] delta = {};
    private final float[][] rowArrays = new float[CHUNK][];
    private final int[] rowOffsets = new int[CHUNK];

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
            for (int i = 0; i < rows; i += ROWS) {
                int m = Math.min(ROWS, rows - i);
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
        if (m > 4) {
            Loops32.rows8(a, a0, as, p, k0, k1, c, c0, cs, m - 1);
        } else {
            Loops32.rows4(a, a0, as, p, k0, k1, c, c0, cs, m - 1);
        }
    }

    /** Some columns of some rows. */
    private static void copy(float[] from, int f, int fs, float[] to, int t, int ts, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            System.arraycopy(from, f + r * fs, to, t + r * ts, columns);
        }
    }

    /** A single row, several panels at a time: as many sums as keep the processor busy. */
    private void multiplyRow(float[] a, Packed packed, float[][] c) {
        float[][] p = packed.panels;
        if (row.length < p.length * PANEL) {
            row = new float[p.length * PANEL];
        }
        for (int j = 0; j < c.length; j++) {
            System.arraycopy(c[j], 0, row, packed.first[j] * PANEL, packed.widths[j]);
        }
        int i = 0;
        for (; i + 3 < p.length; i += 4) {
            Loops32.row4(a, packed.k, p[i], p[i + 1], p[i + 2], p[i + 3], row, i * PANEL);
        }
        for (; i < p.length; i++) {
            Loops32.row1(a, packed.k, p[i], row, i * PANEL);
        }
        for (int j = 0; j < c.length; j++) {
            System.arraycopy(row, packed.first[j] * PANEL, c[j], 0, packed.widths[j]);
        }
    }

    @Override
    public void gradient(Gradient<float[]> x, int[] part, int[] slot, int rows, int from, int to) {
        int blocks = (to - from + ROWS - 1) / ROWS;
        if (operand.length < blocks * CHUNK * ROWS) {
            operand = new float[blocks * CHUNK * ROWS];
        }
        if (delta.length == 0) {
            delta = new float[SPAN * CHUNK * PANEL];
        }
        for (int r0 = 0; r0 < rows; r0 += CHUNK) {
            int depth = Math.min(CHUNK, rows - r0);
            packOperand(x, part, slot, r0, depth, from, to);
            for (int j = 0; j < x.widths().length; j++) {
                int width = x.widths()[j];
                for (int n = 0; n < width; n += SPAN * PANEL) {
                    int end = Math.min(width, n + SPAN * PANEL);
                    packDelta(x.d().get(j), part, slot, r0, depth, width, n, end);
                    for (int at = n; at < end; at += PANEL) {
                        int o = x.offsets()[j] + at;
                        int columns = Math.min(PANEL, end - at);
                        gradient((at - n) * CHUNK, x.g().get(j), o, x.strides()[j], depth, columns, from, to);
                    }
                }
            }
        }
    }

    /** Columns [from, to) of some rows of the operand, {@code [block of columns][row][column]}. */
    private void packOperand(Gradient<float[]> x, int[] part, int[] slot, int r0, int depth, int from, int to) {
        for (int q = 0; q < depth; q++) {
            rowArrays[q] = x.a().get(part[r0 + q]);
            rowOffsets[q] = slot[r0 + q] * x.m();
        }
        for (int q0 = 0; q0 < depth; q0 += SIDE) {
            int q1 = Math.min(depth, q0 + SIDE);
            for (int i = from; i < to; i += ROWS) {
                int o = (i - from) / ROWS * CHUNK * ROWS;
                int m = Math.min(ROWS, to - i);
                for (int q = q0; q < q1; q++) {
                    packOperand(rowArrays[q], rowOffsets[q] + i, o + q * ROWS, m);
                }
            }
        }
    }

    /** {@code m} numbers of a row of the operand; those beyond are the last one again. */
    private void packOperand(float[] a, int from, int to, int m) {
        if (a == null) {
            Arrays.fill(operand, to, to + ROWS, 0);
        } else if (m == ROWS) {
            for (int r = 0; r < ROWS; r++) {
                operand[to + r] = a[from + r];
            }
        } else {
            for (int r = 0; r < ROWS; r++) {
                operand[to + r] = a[from + Math.min(r, m - 1)];
            }
        }
    }

    /** Columns [first, end) of some rows of a block's delta, {@code [panel][row][column]}. */
    private void packDelta(List<float[]> d, int[] part, int[] slot, int r0, int depth, int width, int first, int end) {
        for (int q = 0; q < depth; q++) {
            float[] from = d.get(part[r0 + q]);
            int at = slot[r0 + q] * width;
            int to = q * PANEL;
            int n = first;
            for (; n + PANEL <= end; n += PANEL) {
                Loops32.copy(from, at + n, delta, to);
                to += CHUNK * PANEL;
            }
            if (n < end) {
                System.arraycopy(from, at + n, delta, to, end - n);
            }
        }
    }

    /** Adds up what is packed, with the panel of the deltas that begins at {@code p}. */
    private void gradient(int p, float[] g, int offset, int stride, int depth, int columns, int from, int to) {
        for (int i = from; i < to; i += ROWS) {
            int a = (i - from) / ROWS * CHUNK * ROWS;
            int m = Math.min(ROWS, to - i);
            int o = offset + i * stride;
            if (columns == PANEL) {
                gradient(a, p, depth, g, o, stride, m);
            } else {
                copy(g, o, stride, corner, 0, PANEL, m, columns);
                gradient(a, p, depth, corner, 0, PANEL, m);
                copy(corner, 0, PANEL, g, o, stride, m, columns);
            }
        }
    }

    private void gradient(int a, int p, int depth, float[] c, int c0, int cs, int m) {
        if (ROWS == 8) {
            Loops32.gradient8(operand, a, delta, p, depth, c, c0, cs, m - 1);
        } else {
            Loops32.gradient4(operand, a, delta, p, depth, c, c0, cs, m - 1);
        }
    }

    /** How many bits the vectors have. */
    static int bits() {
        return PANEL / 2 * Float.SIZE;
    }
}
