package dev.rnn4j.testkit;

import dev.rnn4j.api.Activation;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What an {@link Activation} must keep to. Extend it and say which one it is; each rule is then a test.
 *
 * <p>Points at which the function has a kink need not be named: where its slopes from both sides differ, the gradient is
 * not judged.
 */
public abstract class ActivationContract {
    /** For subclasses. */
    protected ActivationContract() {}

    /** The activation under test. */
    protected abstract Activation activation();

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

    @Property(tries = 12, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientAgreesWithFiniteDifferences(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.gradient(activation(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void rowsOfABatchAreIndependent(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.rows(activation(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void float32AgreesWithFloat64(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.precisions(activation(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void extremeInputsStayFinite(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.extremes(activation(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nothingIsRememberedBetweenCalls(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.memory(activation(), sizes);
    }

    @Property(tries = 2, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void twoThreadsAgree(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.threads(activation(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nameAndSettingsRebuildIt(@ForAll("sizes") Sizes sizes) {
        ActivationChecks.registered(activation(), sizes);
    }
}
