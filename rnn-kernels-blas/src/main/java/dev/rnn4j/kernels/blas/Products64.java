package dev.rnn4j.kernels.blas;

import dev.rnn4j.core.kernel.MatrixProducts;
import java.nio.DoubleBuffer;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * The matrix products in float64; {@link Products32} is the same in float32. Operands are copied out of the heap and results
 * back into it; weights stay outside until they change.
 *
 * <p>The last bits of what OpenBLAS computes depend on the shape of a call. So a gradient is computed in blocks of rows that
 * depend on the gradient alone, not on the share that is asked for: at the border of two shares a block is computed for both.
 * And operands that come together are multiplied one by one, as threads decide which ones do.
 */
final class Products64 implements MatrixProducts<double[]> {
    /** Most rows of a batch that are worked through at once in a gradient. */
    private static final int DEPTH = 512;

    private static final int ROW_MAJOR = openblas_nolapack.CblasRowMajor;
    private static final int AS_IS = openblas_nolapack.CblasNoTrans;
    private static final int TRANSPOSED = openblas_nolapack.CblasTrans;

    private final Worth worth;
    private DoubleBuffer operand;
    private DoubleBuffer delta;
    private DoubleBuffer result;
    private double[] row = {};
    private double[] zeros = {};

    Products64(Worth worth) {
        this.worth = worth;
    }

    /** All blocks side by side: {@code [k, n]}, or {@code [n, k]} if the first is transposed. */
    private record Packed(DoubleBuffer weights, int k, int[] widths, int n, boolean transposed) {
        static Packed of(List<Weights<double[]>> blocks) {
            int k = blocks.get(0).inputs();
            int[] widths = blocks.stream().mapToInt(Weights::units).toArray();
            int n = Arrays.stream(widths).sum();
            DoubleBuffer weights = OffHeap.atLeast(Math.multiplyExact(k, n), (DoubleBuffer) null);
            return new Packed(weights, k, widths, n, blocks.get(0).transposed());
        }
    }

    @Override
    public boolean takesProduct(int rows, int inputs, int columns) {
        return worth.product(rows, inputs, columns);
    }

    @Override
    public boolean takesGradient(int rows, int inputs, int columns) {
        return worth.gradient(rows, inputs, columns);
    }

    @Override
    public Object pack(List<Weights<double[]>> blocks, Object old) {
        Packed p = old == null ? Packed.of(blocks) : (Packed) old;
        int first = 0;
        for (Weights<double[]> w : blocks) {
            if (w.transposed() != p.transposed) {
                copyTurned(w, p, first);
            } else if (w.transposed()) {
                for (int n = 0; n < w.units(); n++) {
                    p.weights.put((first + n) * p.k, w.array(), w.offset() + n * w.stride(), p.k);
                }
            } else {
                for (int k = 0; k < p.k; k++) {
                    p.weights.put(k * p.n + first, w.array(), w.offset() + k * w.stride(), w.units());
                }
            }
            first += w.units();
        }
        return p;
    }

    private static void copyTurned(Weights<double[]> w, Packed p, int first) {
        for (int n = 0; n < w.units(); n++) {
            for (int k = 0; k < p.k; k++) {
                int from = w.offset() + (w.transposed() ? n * w.stride() + k : k * w.stride() + n);
                p.weights.put(p.transposed ? (first + n) * p.k + k : k * p.n + first + n, w.array()[from]);
            }
        }
    }

    @Override
    public void multiply(double[] a, Object packed, double[][] c, int rows) {
        Packed p = (Packed) packed;
        operand = OffHeap.atLeast(rows * p.k, operand);
        result = OffHeap.atLeast(rows * p.n, result);
        operand.put(0, a, 0, rows * p.k);
        int order = p.transposed ? TRANSPOSED : AS_IS;
        int stride = p.transposed ? p.k : p.n;
        openblas_nolapack.cblas_dgemm(
                ROW_MAJOR,
                AS_IS,
                order,
                rows,
                p.n,
                p.k,
                1,
                operand,
                p.k,
                p.weights,
                stride,
                0,
                result.position(0),
                p.n);
        int from = 0;
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < c.length; j++) {
                add(from, c[j], r * p.widths[j], p.widths[j]);
                from += p.widths[j];
            }
        }
    }

    @Override
    public void gradient(Gradient<double[]> x, int[] part, int[] slot, int rows, int from, int to) {
        if (rows == 0 || from == to) {
            return;
        }
        int n = Arrays.stream(x.widths()).sum();
        int block = blockOf(x.m());
        int first = from / block * block;
        int end = Math.min(x.m(), (to + block - 1) / block * block);
        int apart = OffHeap.aligned(block * n);
        operand = OffHeap.atLeast(DEPTH * block, operand);
        delta = OffHeap.atLeast(DEPTH * n, delta);
        result = OffHeap.atLeast((end - first + block - 1) / block * apart, result);
        for (int r0 = 0; r0 < rows; r0 += DEPTH) {
            int depth = Math.min(DEPTH, rows - r0);
            copyDeltas(x, part, slot, r0, depth);
            for (int i = first; i < end; i += block) {
                int m = Math.min(block, end - i);
                copyOperand(x, part, slot, r0, depth, i, m);
                openblas_nolapack.cblas_dgemm(
                        ROW_MAJOR,
                        TRANSPOSED,
                        AS_IS,
                        m,
                        n,
                        depth,
                        1,
                        operand,
                        m,
                        delta,
                        n,
                        r0 == 0 ? 0 : 1,
                        result.position((i - first) / block * apart),
                        n);
            }
        }
        for (int i = from; i < to; i++) {
            int at = (i - first) / block * apart + (i - first) % block * n;
            for (int j = 0; j < x.widths().length; j++) {
                add(at, x.g().get(j), x.offsets()[j] + i * x.strides()[j], x.widths()[j]);
                at += x.widths()[j];
            }
        }
    }

    /** Rows of a gradient of m rows that are computed in one call: some blocks for threads to share, none a small one. */
    private static int blockOf(int m) {
        int quarter = (m + 3) / 4;
        return Math.max(32, Math.min(256, (quarter + 15) / 16 * 16));
    }

    /** Some rows of all deltas, side by side. */
    private void copyDeltas(Gradient<double[]> x, int[] part, int[] slot, int r0, int depth) {
        int at = 0;
        for (int q = 0; q < depth; q++) {
            for (int j = 0; j < x.widths().length; j++) {
                int width = x.widths()[j];
                delta.put(at, x.d().get(j).get(part[r0 + q]), slot[r0 + q] * width, width);
                at += width;
            }
        }
    }

    /** {@code m} columns of some rows of the operand, from column {@code i} on. */
    private void copyOperand(Gradient<double[]> x, int[] part, int[] slot, int r0, int depth, int i, int m) {
        zeros = zeros.length < m ? new double[m] : zeros;
        for (int q = 0; q < depth; q++) {
            double[] a = x.a().get(part[r0 + q]);
            operand.put(q * m, a == null ? zeros : a, a == null ? 0 : slot[r0 + q] * x.m() + i, m);
        }
    }

    /** Adds some numbers of the result to an array. */
    private void add(int from, double[] to, int at, int n) {
        row = row.length < n ? new double[n] : row;
        result.get(from, row, 0, n);
        for (int u = 0; u < n; u++) {
            to[at + u] += row[u];
        }
    }
}
