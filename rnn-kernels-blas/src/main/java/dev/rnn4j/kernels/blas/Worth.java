package dev.rnn4j.kernels.blas;

/** What is large enough for a call of native code, with its copies, to be faster than plain Java. */
enum Worth {
    /** What is faster. */
    LARGE,
    /** All, whether it is faster or not. */
    ALL;

    private static final int ROWS_OF_A_PRODUCT = 32;
    private static final long WEIGHTS_OF_A_PRODUCT = 1 << 18;
    private static final int ROWS_OF_A_GRADIENT = 512;
    private static final long WEIGHTS_OF_A_GRADIENT = 1 << 18;

    boolean product(int rows, int inputs, int columns) {
        return this == ALL || rows >= ROWS_OF_A_PRODUCT && (long) inputs * columns >= WEIGHTS_OF_A_PRODUCT;
    }

    boolean gradient(int rows, int inputs, int columns) {
        return this == ALL || rows >= ROWS_OF_A_GRADIENT && (long) inputs * columns >= WEIGHTS_OF_A_GRADIENT;
    }
}
