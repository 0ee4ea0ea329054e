package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private static int[] said(int blank, int... path) {
        return Decoder.collapse(path, blank);
    }

    @Test
    void repeatsAreMergedBeforeBlanksAreDropped() {
        assertArrayEquals(new int[] {1, 1, 2}, said(0, 1, 1, 0, 1, 2, 2));
        assertArrayEquals(new int[] {1, 2, 1}, said(0, 0, 1, 2, 1, 0, 0));
        assertArrayEquals(new int[] {}, said(0, 0, 0, 0));
        assertArrayEquals(new int[] {}, said(0));
        assertArrayEquals(new int[] {0, 0}, said(2, 0, 2, 2, 0));
        assertArrayEquals(new int[] {3}, said(0, 3, 3, 3));
    }

    @Test
    void theBestPathTakesTheLargestOutputOfEachStep() {
        double[][] y = {{0.1, 0.7, 0.2}, {0.2, 0.5, 0.3}, {0.6, 0.2, 0.2}, {0.1, 0.5, 0.4}, {0.2, 0.2, 0.6}};
        assertArrayEquals(new int[] {1, 1, 0, 1, 2}, Decoder.stepByStep().decode(y));
        assertArrayEquals(new int[] {1, 1, 2}, Decoder.ctcBestPath(0).decode(y));
        assertArrayEquals(new int[] {1, 0, 1}, Decoder.ctcBestPath(2).decode(y));
        assertArrayEquals(new int[0], Decoder.ctcBestPath(0).decode(new double[0][]));
    }

    @Test
    void aSingleOutputIsAYesOrNo() {
        assertArrayEquals(new int[] {1, 0, 1}, Decoder.stepByStep().decode(new double[][] {{0.5}, {0.4}, {3}}));
    }

    @Test
    void aTensorIsReadRowByRow() {
        Tensor y = Tensor.of(new double[] {0, 1, 1, 0, 0, 1}, 3, 2);
        assertArrayEquals(new int[] {1, 0, 1}, Decoder.stepByStep().decode(y));
        assertArrayEquals(new int[] {1}, Decoder.stepByStep().decode(Tensor.of(new double[] {0, 1}, 2)));
        assertArrayEquals(new int[0], Decoder.ctcBestPath(0).decode(Tensor.zeros(0, 3)));
        String message = assertThrows(
                        BadInputException.class, () -> Decoder.stepByStep().decode(Tensor.zeros(2, 3, 4)))
                .getMessage();
        assertEquals("outputs to decode have shape [2, 3, 4], expected [T, O]: decode one sequence at a time", message);
    }
}
