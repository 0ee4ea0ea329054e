package dev.rnn4j.testkit;

import dev.rnn4j.api.Cell;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * What a {@link Cell} must keep to. Extend it and say which one it is; each rule is then a test.
 */
public abstract class CellContract {
    /** For subclasses. */
    protected CellContract() {}

    /**
     * The cell under test.
     *
     * @param units hidden units H, from 1 to 4; a cell without that choice may ignore it
     */
    protected abstract Cell cell(int units);

    /**
     * The input's width I.
     *
     * @param units H, as {@link #cell} gets it
     * @param width from 1 to 4, for a cell that reads any width; override this for one that does not
     */
    protected int inputWidth(int units, int width) {
        return width;
    }

    @Provide
    Arbitrary<Sizes> sizes() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 5),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.integers().between(1, 4),
                        Arbitraries.longs().between(0, 99_999))
                .as((steps, rows, width, units, seed) -> new Sizes(steps, rows, inputWidth(units, width), units, seed));
    }

    @Property(tries = 8, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientsAgreeWithFiniteDifferences(@ForAll("sizes") Sizes sizes) {
        CellChecks.gradient(cell(sizes.units()), sizes);
    }

    @Property(tries = 4, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientsThroughMasksAgreeWithFiniteDifferences(@ForAll("sizes") Sizes sizes) {
        CellChecks.gradientInTraining(cell(sizes.units()), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void rowsOfABatchAreIndependent(@ForAll("sizes") Sizes sizes) {
        CellChecks.rows(cell(sizes.units()), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void paddingChangesNothing(@ForAll("sizes") Sizes sizes) {
        CellChecks.masks(cell(sizes.units()), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void singleStepsAgreeWithTheWholeSequence(@ForAll("sizes") Sizes sizes) {
        CellChecks.steps(cell(sizes.units()), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void reverseIsForwardsOnTheSequenceTurnedRound(@ForAll("sizes") Sizes sizes) {
        CellChecks.reverse(cell(sizes.units()), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void float32AgreesWithFloat64(@ForAll("sizes") Sizes sizes) {
        CellChecks.precisions(cell(sizes.units()), sizes);
    }

    @Property(tries = 6, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void extremeInputsStayFinite(@ForAll("sizes") Sizes sizes) {
        CellChecks.extremes(cell(sizes.units()), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nothingIsRememberedBetweenCalls(@ForAll("sizes") Sizes sizes) {
        CellChecks.memory(cell(sizes.units()), sizes);
    }

    @Property(tries = 2, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void twoThreadsAgree(@ForAll("sizes") Sizes sizes) {
        CellChecks.threads(cell(sizes.units()), sizes);
    }

    @Property(tries = 3, seed = "14", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void nameAndSettingsRebuildIt(@ForAll("sizes") Sizes sizes) {
        CellChecks.registered(cell(sizes.units()), sizes);
    }
}
