package dev.rnn4j.kernels.blas;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;

/** All products by OpenBLAS, also small ones, which would be faster without it. Used by name only. */
public final class AllByBlas implements MatrixKernels {
    static final String NAME = "all-by-blas";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int rank() {
        return 0;
    }

    /** Not true, but then the engine would leave small batches to others. */
    @Override
    public boolean exact() {
        return true;
    }

    @Override
    public String obstacle() {
        return OpenBlas.obstacle();
    }

    @Override
    public MatrixProducts<float[]> float32() {
        return new Products32(Worth.ALL);
    }

    @Override
    public MatrixProducts<double[]> float64() {
        return new Products64(Worth.ALL);
    }
}
