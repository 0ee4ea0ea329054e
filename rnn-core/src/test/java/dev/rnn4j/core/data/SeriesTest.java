package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private static final Series TOKENS = Series.tokens(4, 5, 6);
    private static final Series ROWS = Series.rows(new double[][] {{1, 2}, {3, 4}});

    @Test
    void aSliceHasTheStepsBetween() {
        assertEquals(5, TOKENS.slice(1, 3).token(0));
        assertEquals(2, TOKENS.slice(1, 3).length());
        assertEquals(4, ROWS.slice(1, 2).get(0, 1));
        assertEquals(0, TOKENS.slice(3, 3).length());
    }

    @Test
    void stepsAndColumnsThatAreNotThereAreNotRead() {
        assertThrows(IndexOutOfBoundsException.class, () -> TOKENS.slice(1, 4));
        assertThrows(IndexOutOfBoundsException.class, () -> ROWS.slice(-1, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> TOKENS.token(3));
        assertThrows(IndexOutOfBoundsException.class, () -> ROWS.get(0, 2)); // the first number of the next step
    }

    @Test
    void aStepIsCopiedIntoRoomOfItsWidth() {
        double[] to = new double[2];
        ROWS.copyRow(1, to);
        assertArrayEquals(new double[] {3, 4}, to);
        assertThrows(IndexOutOfBoundsException.class, () -> ROWS.copyRow(2, to));
        assertEquals(
                "room for 3 numbers, but a step has 2: give new double[2]",
                assertThrows(BadInputException.class, () -> ROWS.copyRow(0, new double[3]))
                        .getMessage());
        assertEquals(
                "a series of tokens has no columns: use token(step)",
                assertThrows(BadInputException.class, () -> TOKENS.copyRow(0, to))
                        .getMessage());
    }

    @Test
    void tokensAreNotReadAsRowsNorRowsAsTokens() {
        assertEquals(
                "a series of tokens has no columns: use token(step)",
                assertThrows(BadInputException.class, () -> TOKENS.get(0, 0)).getMessage());
        assertEquals(
                "a series of rows has no tokens: use get(step, column)",
                assertThrows(BadInputException.class, () -> ROWS.token(0)).getMessage());
    }
}
