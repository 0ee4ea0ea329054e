import dev.rnn4j.core.kernel.MatrixKernels;

/** Matrix products by OpenBLAS, for large layers. Its natives are modules of their own, which the application adds. */
module dev.rnn4j.kernels.blas {
    requires dev.rnn4j.core;
    requires org.bytedeco.javacpp;
    requires org.bytedeco.openblas;

    provides MatrixKernels with
            dev.rnn4j.kernels.blas.BlasKernels;
}
