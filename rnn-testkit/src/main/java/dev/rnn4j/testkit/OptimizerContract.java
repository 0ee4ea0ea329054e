package dev.rnn4j.testkit;

import dev.rnn4j.api.Optimizer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What an {@link Optimizer} must keep to. Extend it and say which one it is; each rule is then a test. Slots that are read and not written, and a weight that
 * is not, are refused before anything runs, so every rule sees them.
 */
public abstract class OptimizerContract {
    /** For subclasses. */
    protected OptimizerContract() {}

    /** The optimizer under test. */
    protected abstract Optimizer optimizer();

    /** Whether each element's update depends on that element alone; false if it sums over the parameter. */
    protected boolean elementwise() {
        return true;
    }

    @Provide
    Arbitrary<Sizes> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 7),
                        Arbitraries.integers().between(1, 1),
                        Arbitraries.longs().between(0, 99_999))
                .as(Sizes::new);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void scheduleOfZeroLeavesTheWeight(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.schedule(optimizer(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void extremeGradientsStayFinite(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.extremes(optimizer(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void elementsInAnotherOrderAreUpdatedInThatOrder(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.permutation(optimizer(), elementwise(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void aMatrixIsUpdatedLikeItsElementsInARow(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.shape(optimizer(), elementwise(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void elementsAreIndependent(@ForAll("sizes") Sizes sizes) {
        if (elementwise()) {
            OptimizerChecks.independence(optimizer(), sizes);
        }
    }

    @Property(tries = 4, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void stepsGoDownABowl(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.descent(optimizer(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void float32AgreesWithFloat64(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.precisions(optimizer(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nothingIsRememberedBetweenCalls(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.memory(optimizer(), sizes);
    }

    @Property(tries = 2, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void twoThreadsAgree(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.threads(optimizer(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nameAndSettingsRebuildIt(@ForAll("sizes") Sizes sizes) {
        OptimizerChecks.registered(optimizer(), sizes);
    }
}
