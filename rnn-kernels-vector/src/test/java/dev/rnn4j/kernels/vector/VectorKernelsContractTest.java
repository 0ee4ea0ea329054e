package dev.rnn4j.kernels.vector;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.testkit.MatrixKernelsContract;

/** They keep the contract with vectors of any number of bits, also where plain Java would be as fast. */
class VectorKernelsContractTest extends MatrixKernelsContract {
    @Override
    protected MatrixKernels kernels() {
        return new VectorKernels();
    }
}
