package dev.rnn4j.kernels.blas;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.testkit.MatrixKernelsContract;
import net.jqwik.api.lifecycle.BeforeProperty;

/** They keep the contract with products of all sizes, also where plain Java is faster. */
class BlasKernelsContractTest extends MatrixKernelsContract {
    @BeforeProperty
    void onlyWhereThereIsNativeCode() {
        assumeTrue(OpenBlas.obstacle().isEmpty(), OpenBlas.obstacle());
    }

    @Override
    protected MatrixKernels kernels() {
        return new BlasKernels();
    }
}
