import dev.rnn4j.core.kernel.MatrixKernels;

/** Matrix products by the JDK's Vector API: an incubator module, so its name is said here and nowhere else. */
module dev.rnn4j.kernels.vector {
    requires dev.rnn4j.core;
    requires jdk.incubator.vector;

    provides MatrixKernels with
            dev.rnn4j.kernels.vector.VectorKernels;
}
