package dev.rnn4j.testkit;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.testkit.MatrixKernelsChecks.Shape;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;

/**
 * What {@link MatrixKernels} must keep to. Extend it and say which ones they are; each rule is then a test. Those that are
 * not {@linkplain MatrixKernels#exact exact} need the same bits only where the engine relies on it: for the same call again,
 * in any thread, and for a gradient in any shares.
 */
public abstract class MatrixKernelsContract {
    /** For subclasses. */
    protected MatrixKernelsContract() {}

    /** The kernels under test; they need not be those that the engine would choose. */
    protected abstract MatrixKernels kernels();

    @Provide
    Arbitrary<Shape> products() {
        return shapes(40, 600);
    }

    @Provide
    Arbitrary<Shape> gradients() {
        return shapes(600, 40);
    }

    /** Shapes of up to so many rows and inputs, small ones as often as large ones. */
    private static Arbitrary<Shape> shapes(int rows, int inputs) {
        return Combinators.combine(
                        upTo(rows),
                        upTo(inputs),
                        upTo(80).list().ofMinSize(1).ofMaxSize(4),
                        Arbitraries.longs().between(0, 99_999))
                .as(Shape::new);
    }

    private static Arbitrary<Integer> upTo(int n) {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(1, 9).withoutEdgeCases(),
                Arbitraries.integers().between(1, n).withDistribution(RandomDistribution.uniform()));
    }

    @Property(tries = 40, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void productsAreThoseOfPlainSums(@ForAll("products") Shape shape) {
        MatrixKernelsChecks.product(kernels(), shape);
    }

    @Property(tries = 20, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aNumberDoesNotDependOnTheRowsBesideIt(@ForAll("products") Shape shape) {
        MatrixKernelsChecks.rows(kernels(), shape);
    }

    @Property(tries = 20, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void operandsTogetherAreAsOneByOne(@ForAll("products") Shape shape) {
        MatrixKernelsChecks.together(kernels(), shape);
    }

    @Property(tries = 20, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aNumberDoesNotDependOnTheColumnsBesideIt(@ForAll("products") Shape shape) {
        MatrixKernelsChecks.columns(kernels(), shape);
    }

    @Property(tries = 20, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void weightsCanBeTransposedAndPackedAgain(@ForAll("products") Shape shape) {
        MatrixKernelsChecks.packing(kernels(), shape);
    }

    @Property(tries = 5, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void threadsShareWhatIsPacked(@ForAll("products") Shape shape) {
        MatrixKernelsChecks.threads(kernels(), shape);
    }

    @Property(tries = 40, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientsAreThoseOfPlainSums(@ForAll("gradients") Shape shape) {
        MatrixKernelsChecks.gradient(kernels(), shape);
    }

    @Property(tries = 20, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aGradientDoesNotDependOnItsSharesNorOnWhereRowsLie(@ForAll("gradients") Shape shape) {
        MatrixKernelsChecks.shares(kernels(), shape);
    }
}
