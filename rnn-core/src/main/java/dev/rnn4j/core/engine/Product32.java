package dev.rnn4j.core.engine;

import java.util.Arrays;

/**
 * The matrix product in float32; {@link Product64} is the same in float64. Up to four rows of A meet three rows of packed
 * weights in one inner loop over plain arrays from index 0, a shape that the JIT compiler vectorises on every JDK from 17
 * on; rows of C are copied into small buffers and back, so that the loop never sees an offset.
 */
final class Product32 {
    /** Columns of a panel of weights. */
    private static final int PANEL = 512;
    /** Most rows of weights that are worked through at once, so that they stay in the cache. */
    private static final int DEPTH = 258;

    private static final int ROWS = 4;

    private final float[][] c = new float[ROWS][PANEL];
    private final float[] a = new float[ROWS * DEPTH];
    private final float[][] d = new float[DEPTH][PANEL];

    /** How deep to go at once: equal parts, a multiple of three, less for wide panels. */
    private static int depth(int k, int n) {
        int most = n > PANEL / 2 ? DEPTH / 2 : DEPTH;
        // no rows at all, where every sequence is empty, are one part
        int parts = Math.max(1, (k + most - 1) / most);
        return ((k + parts - 1) / parts + 2) / 3 * 3;
    }

    private static int rowsAtOnce(int left) {
        return left == ROWS ? ROWS : Math.min(3, left);
    }

    /** {@code [panel][k][column]}. */
    static float[][][] pack(
            Parameter[][] parameters, int[][] offsets, int[][] units, boolean transposed, float[][][] old) {
        int k = 0;
        for (int i = 0; i < parameters.length; i++) {
            k += transposed ? units[i][0] : parameters[i][0].inputs();
        }
        int n = 0;
        for (int j = 0; j < parameters[0].length; j++) {
            n += transposed ? parameters[0][j].inputs() : units[0][j];
        }
        float[][][] packed = old;
        if (packed == null) {
            packed = new float[(n + PANEL - 1) / PANEL][k][];
            for (int p = 0; p < packed.length; p++) {
                for (int i = 0; i < k; i++) {
                    packed[p][i] = new float[Math.min(PANEL, n - p * PANEL)];
                }
            }
        }
        int k0 = 0;
        for (int i = 0; i < parameters.length; i++) {
            int n0 = 0;
            for (int j = 0; j < parameters[i].length; j++) {
                Parameter w = parameters[i][j];
                if (transposed) {
                    packTransposed(w, offsets[i][j], units[i][j], packed, k0, n0);
                    n0 += w.inputs();
                } else {
                    for (int r = 0; r < w.inputs(); r++) {
                        float[] row = (float[]) w.tile(w.value, r);
                        toPanels(row, w.offset(r) + offsets[i][j], packed, k0 + r, n0, units[i][j]);
                    }
                    n0 += units[i][j];
                }
            }
            k0 += transposed ? units[i][0] : parameters[i][0].inputs();
        }
        return packed;
    }

    private static void toPanels(float[] from, int o, float[][][] packed, int k, int n0, int units) {
        for (int u = 0; u < units; ) {
            int p = (n0 + u) / PANEL;
            int column = (n0 + u) % PANEL;
            int m = Math.min(units - u, PANEL - column);
            System.arraycopy(from, o + u, packed[p][k], column, m);
            u += m;
        }
    }

    private static void packTransposed(Parameter w, int offset, int units, float[][][] packed, int k0, int n0) {
        for (int r = 0; r < w.inputs(); r++) {
            float[] row = (float[]) w.tile(w.value, r);
            int o = w.offset(r) + offset;
            float[][] panel = packed[(n0 + r) / PANEL];
            int column = (n0 + r) % PANEL;
            for (int u = 0; u < units; u++) {
                panel[k0 + u][column] = row[o + u];
            }
        }
    }

    void run(View av, float[][][] packed, View base, float[] bias, View cv, int first, int count) {
        int k = av.width;
        int n = cv.width;
        for (int jc = 0, p = 0; jc < n; jc += PANEL, p++) {
            int columns = Math.min(PANEL, n - jc);
            int step = depth(k, columns);
            for (int pc = 0; pc < k; pc += step) {
                int kc = Math.min(step, k - pc);
                for (int i = 0; i < count; ) {
                    int rows = rowsAtOnce(count - i);
                    for (int r = 0; r < rows; r++) {
                        load(av, first + i + r, pc, kc, a, r * DEPTH);
                        if (pc > 0) {
                            load(cv, first + i + r, jc, columns, c[r], 0);
                        } else {
                            start(base, bias, first + i + r, jc, columns, c[r]);
                        }
                    }
                    multiply(rows, packed[p], pc, kc, columns);
                    for (int r = 0; r < rows; r++) {
                        store(cv, first + i + r, jc, columns, c[r]);
                    }
                    i += rows;
                }
            }
        }
    }

    private static void start(View base, float[] bias, int row, int column, int n, float[] to) {
        if (base == null) {
            Arrays.fill(to, 0, n, 0);
        } else {
            load(base, row, column, n, to, 0);
        }
        if (bias != null) {
            for (int j = 0; j < n; j++) {
                to[j] += bias[column + j];
            }
        }
    }

    void weightGradient(View av, View dv, Parameter[] parameters, int[] offsets) {
        Rows sequence = av.rows;
        int k = sequence.total();
        int m = av.width;
        int n = dv.width;
        for (int jc = 0; jc < n; jc += PANEL) {
            int columns = Math.min(PANEL, n - jc);
            int step = depth(k, columns);
            for (int pc = 0; pc < k; pc += step) {
                int kc = Math.min(step, k - pc);
                for (int q = 0; q < kc; q++) {
                    load(dv, pc + q, jc, columns, d[q], 0);
                }
                for (int i = 0; i < m; ) {
                    int rows = rowsAtOnce(m - i);
                    for (int q = 0; q < kc; q++) {
                        gather(av, pc + q, i, rows, q);
                    }
                    for (int r = 0; r < rows; r++) {
                        gradientRow(dv, parameters, offsets, i + r, jc, columns, c[r], false);
                    }
                    multiply(rows, d, 0, kc, columns);
                    for (int r = 0; r < rows; r++) {
                        gradientRow(dv, parameters, offsets, i + r, jc, columns, c[r], true);
                    }
                    i += rows;
                }
            }
        }
    }

    /** Columns [i, i + rows) of one row of A, as column q of the small array. */
    private void gather(View av, int row, int i, int rows, int q) {
        int t = av.rows.stepOf(row);
        int b = av.rows.rowOf(row);
        int tile = b / av.rows.perTile();
        int block = av.blockOf(i);
        for (int r = 0; r < rows; r++) {
            while (av.offsets[block + 1] <= i + r) {
                block++;
            }
            float[] from = (float[]) av.blocks[block][t][tile];
            a[r * DEPTH + q] = from[b % av.rows.perTile() * av.widths[block] + i + r - av.offsets[block]];
        }
    }

    /** Columns of a gradient's row, out of the parameters or back into them. */
    private static void gradientRow(
            View dv, Parameter[] parameters, int[] offsets, int row, int column, int n, float[] buffer, boolean back) {
        int block = dv.blockOf(column);
        for (int j = 0; j < n; ) {
            int at = column + j - dv.offsets[block];
            int m = Math.min(n - j, dv.widths[block] - at);
            Parameter w = parameters[block];
            float[] g = (float[]) w.tile(w.gradient, row);
            int o = w.offset(row) + offsets[block] + at;
            if (back) {
                System.arraycopy(buffer, j, g, o, m);
            } else {
                System.arraycopy(g, o, buffer, j, m);
            }
            j += m;
            block++;
        }
    }

    /** Columns [column, column + n) of one row. */
    private static void load(View v, int row, int column, int n, float[] to, int o) {
        int t = v.rows.stepOf(row);
        int b = v.rows.rowOf(row);
        int tile = b / v.rows.perTile();
        int inTile = b % v.rows.perTile();
        int block = v.blockOf(column);
        for (int j = 0; j < n; ) {
            int at = column + j - v.offsets[block];
            int m = Math.min(n - j, v.widths[block] - at);
            if (v.blocks[block] == null) {
                Arrays.fill(to, o + j, o + j + m, 0);
            } else {
                System.arraycopy(v.blocks[block][t][tile], inTile * v.widths[block] + at, to, o + j, m);
            }
            j += m;
            block++;
        }
    }

    private static void store(View v, int row, int column, int n, float[] from) {
        int t = v.rows.stepOf(row);
        int b = v.rows.rowOf(row);
        int tile = b / v.rows.perTile();
        int inTile = b % v.rows.perTile();
        int block = v.blockOf(column);
        for (int j = 0; j < n; ) {
            int at = column + j - v.offsets[block];
            int m = Math.min(n - j, v.widths[block] - at);
            System.arraycopy(from, j, v.blocks[block][t][tile], inTile * v.widths[block] + at, m);
            j += m;
            block++;
        }
    }

    /** c[r] += Σ a[r, k] · w[first + k]. */
    private void multiply(int rows, float[][] w, int first, int kc, int n) {
        switch (rows) {
            case 4 -> rows4(w, first, kc, n);
            case 3 -> rows3(w, first, kc, n);
            case 2 -> rows2(w, first, kc, n);
            default -> rows1(w, first, kc, n);
        }
    }

    private void rows4(float[][] w, int first, int kc, int n) {
        int p = DEPTH;
        int q = 2 * DEPTH;
        int s = 3 * DEPTH;
        int k = 0;
        for (; k + 2 < kc; k += 3) {
            four(
                    a[k],
                    a[k + 1],
                    a[k + 2],
                    a[p + k],
                    a[p + k + 1],
                    a[p + k + 2],
                    a[q + k],
                    a[q + k + 1],
                    a[q + k + 2],
                    a[s + k],
                    a[s + k + 1],
                    a[s + k + 2],
                    w[first + k],
                    w[first + k + 1],
                    w[first + k + 2],
                    c[0],
                    c[1],
                    c[2],
                    c[3],
                    n);
        }
        for (; k < kc; k++) {
            one(a[k], w[first + k], c[0], n);
            one(a[p + k], w[first + k], c[1], n);
            one(a[q + k], w[first + k], c[2], n);
            one(a[s + k], w[first + k], c[3], n);
        }
    }

    private void rows3(float[][] w, int first, int kc, int n) {
        int p = DEPTH;
        int q = 2 * DEPTH;
        int k = 0;
        for (; k + 2 < kc; k += 3) {
            three(
                    a[k],
                    a[k + 1],
                    a[k + 2],
                    a[p + k],
                    a[p + k + 1],
                    a[p + k + 2],
                    a[q + k],
                    a[q + k + 1],
                    a[q + k + 2],
                    w[first + k],
                    w[first + k + 1],
                    w[first + k + 2],
                    c[0],
                    c[1],
                    c[2],
                    n);
        }
        for (; k < kc; k++) {
            one(a[k], w[first + k], c[0], n);
            one(a[p + k], w[first + k], c[1], n);
            one(a[q + k], w[first + k], c[2], n);
        }
    }

    private void rows2(float[][] w, int first, int kc, int n) {
        int p = DEPTH;
        int k = 0;
        for (; k + 2 < kc; k += 3) {
            two(
                    a[k],
                    a[k + 1],
                    a[k + 2],
                    a[p + k],
                    a[p + k + 1],
                    a[p + k + 2],
                    w[first + k],
                    w[first + k + 1],
                    w[first + k + 2],
                    c[0],
                    c[1],
                    n);
        }
        for (; k < kc; k++) {
            one(a[k], w[first + k], c[0], n);
            one(a[p + k], w[first + k], c[1], n);
        }
    }

    private void rows1(float[][] w, int first, int kc, int n) {
        int k = 0;
        for (; k + 2 < kc; k += 3) {
            single(a[k], a[k + 1], a[k + 2], w[first + k], w[first + k + 1], w[first + k + 2], c[0], n);
        }
        for (; k < kc; k++) {
            one(a[k], w[first + k], c[0], n);
        }
    }

    private static void four(
            float a00,
            float a01,
            float a02,
            float a10,
            float a11,
            float a12,
            float a20,
            float a21,
            float a22,
            float a30,
            float a31,
            float a32,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] c0,
            float[] c1,
            float[] c2,
            float[] c3,
            int n) {
        for (int j = 0; j < n; j++) {
            float x = b0[j];
            float y = b1[j];
            float z = b2[j];
            c0[j] = Math.fma(a02, z, Math.fma(a01, y, Math.fma(a00, x, c0[j])));
            c1[j] = Math.fma(a12, z, Math.fma(a11, y, Math.fma(a10, x, c1[j])));
            c2[j] = Math.fma(a22, z, Math.fma(a21, y, Math.fma(a20, x, c2[j])));
            c3[j] = Math.fma(a32, z, Math.fma(a31, y, Math.fma(a30, x, c3[j])));
        }
    }

    private static void three(
            float a00,
            float a01,
            float a02,
            float a10,
            float a11,
            float a12,
            float a20,
            float a21,
            float a22,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] c0,
            float[] c1,
            float[] c2,
            int n) {
        for (int j = 0; j < n; j++) {
            float x = b0[j];
            float y = b1[j];
            float z = b2[j];
            c0[j] = Math.fma(a02, z, Math.fma(a01, y, Math.fma(a00, x, c0[j])));
            c1[j] = Math.fma(a12, z, Math.fma(a11, y, Math.fma(a10, x, c1[j])));
            c2[j] = Math.fma(a22, z, Math.fma(a21, y, Math.fma(a20, x, c2[j])));
        }
    }

    private static void two(
            float a00,
            float a01,
            float a02,
            float a10,
            float a11,
            float a12,
            float[] b0,
            float[] b1,
            float[] b2,
            float[] c0,
            float[] c1,
            int n) {
        for (int j = 0; j < n; j++) {
            float x = b0[j];
            float y = b1[j];
            float z = b2[j];
            c0[j] = Math.fma(a02, z, Math.fma(a01, y, Math.fma(a00, x, c0[j])));
            c1[j] = Math.fma(a12, z, Math.fma(a11, y, Math.fma(a10, x, c1[j])));
        }
    }

    private static void single(float a00, float a01, float a02, float[] b0, float[] b1, float[] b2, float[] c0, int n) {
        for (int j = 0; j < n; j++) {
            c0[j] = Math.fma(a02, b2[j], Math.fma(a01, b1[j], Math.fma(a00, b0[j], c0[j])));
        }
    }

    private static void one(float a00, float[] b0, float[] c0, int n) {
        for (int j = 0; j < n; j++) {
            c0[j] = Math.fma(a00, b0[j], c0[j]);
        }
    }
}
