package dev.rnn4j.core.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    private static final MatrixKernels VECTOR = new Named("vector", 20, 20, true, "");
    private static final MatrixKernels BLAS = new Named("blas", 10, 30, false, "");
    private static final MatrixKernels ABSENT = new Named("absent", 90, 90, true, "it is not there; bring it");

    private record Named(String name, int rank, int gradientRank, boolean exact, String obstacle)
            implements MatrixKernels {
        @Override
        public MatrixProducts<float[]> float32() {
            throw new UnsupportedOperationException();
        }

        @Override
        public MatrixProducts<double[]> float64() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void withoutKernelsItIsPlainJava() {
        KernelChoice choice = KernelChoice.of(List.of(), "");
        assertEquals("plain", choice.name());
        assertEquals(List.of("plain, for the matrix products"), choice.uses());
        assertTrue(choice.exact());
    }

    @Test
    void productsAndGradientsHaveRanksOfTheirOwn() {
        KernelChoice choice = KernelChoice.of(List.of(new Named("slow", 1, 1, true, ""), BLAS, VECTOR), "");
        assertEquals(
                List.of("vector", "slow"),
                choice.products().stream().map(MatrixKernels::name).toList());
        assertEquals(
                List.of("blas", "vector", "slow"),
                choice.gradients().stream().map(MatrixKernels::name).toList());
    }

    @Test
    void inexactProductsAreAskedForOnlyIfNoExactOnesAreOfAHigherRank() {
        assertTrue(KernelChoice.of(List.of(BLAS, VECTOR), "").exact());
        KernelChoice choice = KernelChoice.of(List.of(new Named("slow", 1, 1, true, ""), BLAS), "");
        assertFalse(choice.exact());
        assertEquals(
                List.of("blas", "slow"),
                choice.products().stream().map(MatrixKernels::name).toList());
    }

    @Test
    void thoseThatAreUsedAreNamedByRank() {
        KernelChoice choice = KernelChoice.of(List.of(BLAS, ABSENT, VECTOR), "");
        assertEquals("vector, blas", choice.name());
        assertEquals(List.of("vector, for the matrix products", "blas, for the matrix products"), choice.uses());
        assertEquals(List.of("The matrix kernels 'absent' are not used: it is not there; bring it"), choice.reasons());
    }

    @Test
    void aNameLeavesPlainJavaAloneBesideIt() {
        assertEquals(
                "blas", KernelChoice.of(List.of(BLAS, ABSENT, VECTOR), "blas").name());
        assertEquals(
                "plain", KernelChoice.of(List.of(BLAS, ABSENT, VECTOR), "plain").name());
    }

    @Test
    void rankZeroIsUsedOnlyByName() {
        MatrixKernels shy = new Named("shy", 0, 0, true, "");
        assertEquals("plain", KernelChoice.of(List.of(shy), "").name());
        assertEquals("shy", KernelChoice.of(List.of(shy), "shy").name());
    }

    @Test
    void aNameThatIsNotThereOrCannotBeUsedIsRefused() {
        assertEquals(
                "there are no matrix kernels 'gpu'; there are: plain, blas: add the module rnn-kernels-gpu, or leave"
                        + " -Drnn4j.kernels away",
                assertThrows(BadInputException.class, () -> KernelChoice.of(List.of(BLAS), "gpu"))
                        .getMessage());
        assertEquals(
                "the matrix kernels 'absent' cannot be used: it is not there; bring it",
                assertThrows(BadInputException.class, () -> KernelChoice.of(List.of(ABSENT), "absent"))
                        .getMessage());
    }
}
