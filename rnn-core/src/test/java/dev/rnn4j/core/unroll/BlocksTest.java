package dev.rnn4j.core.unroll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows seen as blocks of columns. */
class BlocksTest {
    private static final Tensor X = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60}, 1, 2, 6);

    private static double[] of(Precision precision, UnaryOperator<Value> equation) {
        Cell cell = t -> t.emit(equation.apply(t.input()));
        return Unrolled.of(cell, 6, precision)
                .forward(X, null, Map.of())
                .outputs()
                .toArray();
    }

    @ParameterizedTest
    @EnumSource
    void blocksAreAddedUpAcrossAndDown(Precision precision) {
        assertArrayEquals(new double[] {3, 7, 11, 30, 70, 110}, of(precision, x -> x.sumBlocks(2)));
        assertArrayEquals(new double[] {9, 12, 90, 120}, of(precision, x -> x.fold(2)));
        assertArrayEquals(new double[] {21, 210}, of(precision, x -> x.sumBlocks(6)));
        assertArrayEquals(new double[] {21, 210}, of(precision, x -> x.fold(1)));
    }

    @ParameterizedTest
    @EnumSource
    void columnsAndRowsAreRepeated(Precision precision) {
        UnaryOperator<Value> two = x -> x.slice(1, 2);
        assertArrayEquals(
                new double[] {2, 2, 2, 3, 3, 3, 20, 20, 20, 30, 30, 30},
                of(precision, x -> two.apply(x).spread(3)));
        assertArrayEquals(
                new double[] {2, 3, 2, 3, 2, 3, 20, 30, 20, 30, 20, 30},
                of(precision, x -> two.apply(x).repeat(3)));
    }

    @Test
    void blocksThatDoNotFillTheRowAreRefused() {
        BadInputException e = assertThrows(BadInputException.class, () -> of(Precision.FLOAT64, x -> x.fold(4)));
        assertTrue(e.getMessage().contains("fold(4) of a value of width 6"), e.getMessage());
        assertThrows(BadInputException.class, () -> of(Precision.FLOAT64, x -> x.sumBlocks(0)));
        assertThrows(BadInputException.class, () -> of(Precision.FLOAT64, x -> x.repeat(0)));
        assertThrows(BadInputException.class, () -> of(Precision.FLOAT64, x -> x.spread(-1)));
    }
}
