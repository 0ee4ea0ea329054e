package dev.rnn4j.core.kernel;

/**
 * A way to compute matrix products, found by the service loader. The engine takes the one of the highest rank that can be
 * used here; what that one does not take is left to the next, and at last to plain Java, which is always there, as
 * {@code plain}. The system property {@code rnn4j.kernels} names the only one to be used beside it.
 */
public interface MatrixKernels {
    /** A short name in lower case, such as {@code vector}. */
    String name();

    /** Which is asked first where several can be used: the one with the largest number. That of plain Java is 0. */
    int rank();

    /** The same for the gradients of weights, where it differs. */
    default int gradientRank() {
        return rank();
    }

    /**
     * Whether a number of a product has the same bits whatever rows and columns are computed in one call. Those of which
     * this cannot be said compute products only of a batch that is cut into the same tiles whatever the number of threads,
     * which is a large one, and only if no exact ones are of a higher rank.
     */
    default boolean exact() {
        return true;
    }

    /** What it is used for, in words, and whatever else tells one installation from another. */
    default String use() {
        return "for the matrix products";
    }

    /**
     * Why it cannot be used, or would not be faster, in this process, and what to do about it.
     *
     * @return one sentence; empty if it can be used
     */
    String obstacle();

    /** Products in float32 for the use of one thread. */
    MatrixProducts<float[]> float32();

    /** Products in float64 for the use of one thread. */
    MatrixProducts<double[]> float64();
}
