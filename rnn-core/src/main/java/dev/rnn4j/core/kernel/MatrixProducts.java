package dev.rnn4j.core.kernel;

import java.util.List;

/**
 * Matrix products in one precision, for one thread at a time: an implementation may have buffers of its own. What
 * {@link #pack} returns is only read by products and shared by threads.
 *
 * <p>Matrices are row-major and begin at index 0 of their arrays. A number of a result must depend on nothing but the
 * numbers that its equation names, in their order: not on how many rows or columns are computed in one call, nor on which
 * thread does it. That is how a training gives the same bits with any number of threads. Kernels that are not
 * {@linkplain MatrixKernels#exact exact} may break this rule in one way: a number of a product, not of a gradient, may
 * depend on the shape of the call.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface MatrixProducts<A> {
    /**
     * A block of weights W: {@code inputs} rows, {@code units} columns.
     *
     * @param array holds W[k, n] at {@code offset + k * stride + n}, or, if transposed, at {@code offset + n * stride + k}
     * @param inputs K, rows of W
     * @param units N, columns of W
     */
    record Weights<A>(A array, int offset, int stride, int inputs, int units, boolean transposed) {}

    /**
     * Whether a product is to be computed here, or left to the kernels next in rank. Asked when weights are packed.
     *
     * @param rows most rows of a call
     * @param inputs K
     * @param columns N of all blocks
     */
    default boolean takesProduct(int rows, int inputs, int columns) {
        return true;
    }

    /**
     * Whether a gradient is to be added up here, or left to the kernels next in rank.
     *
     * @param rows of the operand and the deltas
     * @param inputs M, rows of the gradient in all its shares
     * @param columns N of all blocks
     */
    default boolean takesGradient(int rows, int inputs, int columns) {
        return true;
    }

    /**
     * Arranges weights as the product wants them; called after each change of the weights.
     *
     * @param blocks with the same K
     * @param old what was returned for the same blocks before, to be used again; null at first
     */
    Object pack(List<Weights<A>> blocks, Object old);

    /**
     * {@code c[j] += a · W_j} for each block j.
     *
     * @param a {@code [rows, K]}
     * @param packed the blocks
     * @param c {@code [rows, N_j]} each
     */
    void multiply(A a, Object packed, A[] c, int rows);

    /**
     * The same for many operands, such as those of all steps: {@code c[p][j] += a[p] · W_j}, as if one after another.
     * Which ones come together depends on the number of threads.
     *
     * @param a {@code [rows[p], K]} each
     * @param c by part p and block j, {@code [rows[p], N_j]}
     * @param parts how many there are
     */
    default void multiplyAll(A[] a, Object packed, A[][] c, int[] rows, int parts) {
        for (int p = 0; p < parts; p++) {
            multiply(a[p], packed, c[p], rows[p]);
        }
    }

    /**
     * Where the gradient of weights that are applied to one operand is read and added up.
     *
     * @param a the operand's parts, {@code [rows of the part, M]}; null where the operand is zero
     * @param m M, the operand's width
     * @param d for each block of weights the parts of its delta, {@code [rows of the part, N_j]}
     * @param widths N_j
     * @param g for each block the array of its gradient, with number (i, n) at {@code offsets[j] + i * strides[j] + n}
     */
    record Gradient<A>(List<A> a, int m, List<List<A>> d, int[] widths, List<A> g, int[] offsets, int[] strides) {}

    /**
     * {@code g_j[i, n] += Σ a[row, i] d_j[row, n]} over the rows, in their order, for i from {@code from} to
     * {@code to - 1}.
     *
     * @param part by row: the part of the operand and of the deltas in which it is
     * @param slot by row: which row of the part it is
     */
    void gradient(Gradient<A> gradient, int[] part, int[] slot, int rows, int from, int to);
}
