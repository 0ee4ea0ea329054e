package dev.rnn4j.kernels.blas;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;

/**
 * Matrix products by OpenBLAS. It takes what is large: the gradients of weights before all other kernels, as those are sums
 * over all rows of all steps at once; products only where no other kernels do them, as it packs the weights in every call.
 */
public final class BlasKernels implements MatrixKernels {
    /** For the service loader. */
    public BlasKernels() {}

    @Override
    public String name() {
        return "blas";
    }

    @Override
    public int rank() {
        return 10;
    }

    @Override
    public int gradientRank() {
        return 30;
    }

    @Override
    public boolean exact() {
        return false;
    }

    @Override
    public String use() {
        return "for the gradients of large weights, and for large products that no other kernels do (OpenBLAS "
                + OpenBlas.version() + ")";
    }

    @Override
    public String obstacle() {
        return OpenBlas.obstacle();
    }

    @Override
    public MatrixProducts<float[]> float32() {
        return new Products32(Worth.LARGE);
    }

    @Override
    public MatrixProducts<double[]> float64() {
        return new Products64(Worth.LARGE);
    }
}
