package dev.rnn4j.testkit;

import dev.rnn4j.api.Loss;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What a {@link Loss} must keep to. Extend it and say which one it is; each rule is then a test.
 */
public abstract class LossContract {
    /** For subclasses. */
    protected LossContract() {}

    /** The loss under test. */
    protected abstract Loss loss();

    /** What it is given as targets; unless said otherwise, what suits {@link Loss#logitsOf}. */
    protected LossChecks.Targets targets() {
        return LossChecks.Targets.of(loss());
    }

    /** The output's width O, for a loss that takes only one; 0 if it takes any. */
    protected int onlyWidth() {
        return 0;
    }

    @Provide
    Arbitrary<Sizes> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 1),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers()
                                .between(onlyWidth() > 0 ? onlyWidth() : 1, onlyWidth() > 0 ? onlyWidth() : 6),
                        Arbitraries.integers().between(1, 1),
                        Arbitraries.longs().between(0, 99_999))
                .as(Sizes::new);
    }

    @Property(tries = 12, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientAgreesWithFiniteDifferences(@ForAll("sizes") Sizes sizes) {
        LossChecks.gradient(loss(), targets(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void rowsOfABatchAreIndependent(@ForAll("sizes") Sizes sizes) {
        LossChecks.rows(loss(), targets(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void weightsAreNotNegative(@ForAll("sizes") Sizes sizes) {
        LossChecks.weights(loss(), targets(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void float32AgreesWithFloat64(@ForAll("sizes") Sizes sizes) {
        LossChecks.precisions(loss(), targets(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void extremeOutputsStayFinite(@ForAll("sizes") Sizes sizes) {
        LossChecks.extremes(loss(), targets(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nothingIsRememberedBetweenCalls(@ForAll("sizes") Sizes sizes) {
        LossChecks.memory(loss(), targets(), sizes);
    }

    @Property(tries = 2, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void twoThreadsAgree(@ForAll("sizes") Sizes sizes) {
        LossChecks.threads(loss(), targets(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nameAndSettingsRebuildIt(@ForAll("sizes") Sizes sizes) {
        LossChecks.registered(loss(), targets(), sizes);
    }
}
