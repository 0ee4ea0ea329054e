package dev.rnn4j.core.kernel;

/**
 * A way to compute matrix products, found by the service loader. The engine takes the one of the highest rank that can be
 * used here; the system property {@code rnn4j.kernels} names another one. Plain Java is always there, as {@code plain}.
 */
public interface MatrixKernels {
    /** A short name in lower case, such as {@code vector}. */
    String name();

    /** Which is taken where several can be used: the one with the largest number. That of plain Java is 0. */
    int rank();

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
