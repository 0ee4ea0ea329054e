package dev.rnn4j.testkit;

import dev.rnn4j.api.SequenceLoss;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** What a {@link SequenceLoss} must keep to. Extend it and say which one it is; each rule is then a test. */
public abstract class SequenceLossContract {
    /** For subclasses. */
    protected SequenceLossContract() {}

    /** The loss under test. */
    protected abstract SequenceLoss loss();

    /** What it is given as targets; unless said otherwise, up to T / 2 tokens from 1 to O − 1. */
    protected SequenceLossChecks.Targets targets() {
        return SequenceLossChecks.Targets.half();
    }

    @Provide
    Arbitrary<Sizes> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 8),
                        Arbitraries.integers().between(1, 1),
                        Arbitraries.integers().between(2, 5),
                        Arbitraries.integers().between(1, 1),
                        Arbitraries.longs().between(0, 99_999))
                .as(Sizes::new);
    }

    @Property(tries = 20, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientAgreesWithFiniteDifferences(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.gradient(loss(), targets(), sizes);
    }

    @Property(tries = 10, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void logitsOfSoftmaxCanBeMovedTogether(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.shift(loss(), targets(), sizes);
    }

    @Property(tries = 10, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void extremeLogitsStayFinite(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.extremes(loss(), targets(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void emptyTargetsAndSequencesAreLegal(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.empty(loss(), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nothingIsRememberedBetweenCalls(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.memory(loss(), targets(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void twoThreadsAgree(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.threads(loss(), targets(), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nameAndSettingsRebuildIt(@ForAll("sizes") Sizes sizes) {
        SequenceLossChecks.registered(loss(), targets(), sizes);
    }
}
