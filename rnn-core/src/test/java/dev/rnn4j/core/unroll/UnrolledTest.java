package dev.rnn4j.core.unroll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cell by itself, on numbers worked out by hand. */
class UnrolledTest {
    /** s' = s + w x, and out comes the state before the step. */
    private static final Cell LATE_SUM = t -> {
        Value s = t.state("s", 1);
        t.next("s", s.plus(t.linear(1).noBias().of(t.input()).get()));
        t.emit(s);
    };

    /** s' = v s + x, which comes out. */
    private static final Cell LEAK = t -> {
        Value s = t.state("s", 1);
        t.emit(t.next("s", t.vector("v", 1, Initializer.ones()).times(s).plus(t.input())));
    };

    private static Tensor sequence(double... x) {
        return Tensor.of(x, x.length, 1, 1);
    }

    @Test
    void gradientOfACellThatEmitsItsOldState() {
        Unrolled cell = Unrolled.of(LATE_SUM, 1, Precision.FLOAT64);
        cell.setParameter("weight_ih_l0", Tensor.of(new double[] {2}, 1, 1));
        // s is 0, 2, 6, 14 before the steps and 30 after the last
        Unrolled.Run run = cell.forward(sequence(1, 2, 4, 8), null, Map.of());
        assertArrayEquals(new double[] {0, 2, 6, 14}, run.outputs().toArray());
        assertEquals(30, run.finalStates().get("s").flat(0));
        // x at step t reaches all later outputs, each with w; dw is the sum of x by as many: 1·3 + 2·2 + 4·1
        Unrolled.Gradients d = cell.backward(sequence(1, 1, 1, 1), Map.of());
        assertArrayEquals(new double[] {6, 4, 2, 0}, d.input().toArray());
        assertEquals(11, d.parameters().get("weight_ih_l0").flat(0));
        assertEquals(4, d.initialStates().get("s").flat(0));
    }

    @Test
    void gradientThatIsHandedOnAndReadAfterwards() {
        Unrolled cell = Unrolled.of(
                t -> {
                    Value s = t.state("s", 1);
                    Value twice = t.linear(1).noBias().of(t.input()).get().times(2);
                    t.emit(t.next("s", s.plus(t.input()).plus(twice)));
                },
                1,
                Precision.FLOAT64);
        cell.setParameter("weight_ih_l0", Tensor.of(new double[] {1}, 1, 1));
        // s' = s + x + 2 w x, so each x counts three times in all outputs from its step on
        assertArrayEquals(
                new double[] {3, 9, 21, 24},
                cell.forward(sequence(1, 2, 4, 1), null, Map.of()).outputs().toArray());
        Unrolled.Gradients d = cell.backward(sequence(1, 1, 1, 1), Map.of());
        assertArrayEquals(new double[] {12, 9, 6, 3}, d.input().toArray());
        // 2 · (4·1 + 3·2 + 2·4 + 1·1)
        assertEquals(38, d.parameters().get("weight_ih_l0").flat(0));
    }

    @Test
    void aBatchWithoutAnyStepKeepsItsStates() {
        Unrolled cell = Unrolled.of(LEAK, 1, Precision.FLOAT32);
        cell.initialise(1);
        Map<String, Tensor> start = Map.of("s", Tensor.of(new double[] {5, 7}, 2, 1));
        for (int steps : new int[] {0, 3}) {
            Unrolled.Run run = cell.forward(Tensor.zeros(steps, 2, 1), new int[2], start);
            assertEquals(start, run.finalStates());
            Unrolled.Gradients d = cell.backward(Tensor.zeros(steps, 2, 1), start);
            assertEquals(start, d.initialStates());
            assertEquals(0, d.parameters().get("v_l0").flat(0));
        }
    }

    @Test
    void rowsComeBackInTheCallersOrder() {
        Unrolled cell = Unrolled.of(LEAK, 1, Precision.FLOAT64);
        cell.setParameter("v_l0", Tensor.of(new double[] {10}, 1));
        // rows (1), (1, 2, 3) and (4, 5): each step appends a digit
        Tensor x = Tensor.of(new double[] {1, 1, 4, 9, 2, 5, 9, 3, 9}, 3, 3, 1);
        Unrolled.Run run = cell.forward(x, new int[] {1, 3, 2}, Map.of());
        assertArrayEquals(
                new double[] {1, 1, 4, 0, 12, 45, 0, 123, 0}, run.outputs().toArray());
        assertArrayEquals(new double[] {1, 123, 45}, run.finalStates().get("s").toArray());
    }

    @Test
    void reverseStartsAtEachRowsLastStep() {
        Unrolled cell = Unrolled.reversed(LEAK, 1, Precision.FLOAT64);
        assertEquals(List.of("v_l0_reverse"), cell.parameterNames());
        cell.setParameter("v_l0_reverse", Tensor.of(new double[] {10}, 1));
        Tensor x = Tensor.of(new double[] {1, 1, 9, 2, 9, 3}, 3, 2, 1);
        Unrolled.Run run = cell.forward(x, new int[] {1, 3}, Map.of());
        assertArrayEquals(new double[] {1, 321, 0, 32, 0, 3}, run.outputs().toArray());
        assertArrayEquals(new double[] {1, 321}, run.finalStates().get("s").toArray());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Unrolled cell = Unrolled.of(LEAK, 1, Precision.FLOAT64);
        Tensor x = Tensor.zeros(2, 3, 1);
        assertMessage(
                "x has shape [2, 3], but [T, B, I] is needed here",
                () -> cell.forward(Tensor.zeros(2, 3), null, Map.of()));
        assertMessage(
                "there are 2 lengths for a batch of 3 rows: give one for each row",
                () -> cell.forward(x, new int[2], Map.of()));
        assertMessage(
                "row 1 has length 3, but it must be from 0 to T = 2",
                () -> cell.forward(x, new int[] {2, 3, 0}, Map.of()));
        assertMessage("there is no state 'h'; there are: [s]", () -> cell.forward(x, null, Map.of("h", x)));
        assertMessage("there is no parameter 'w'; there are: [v_l0]", () -> cell.parameter("w"));
        assertMessage("v_l0 has shape [2], but [1] is needed here", () -> cell.setParameter("v_l0", Tensor.zeros(2)));
        assertThrows(IllegalStateException.class, () -> cell.backward(x, Map.of()));
    }

    @Test
    void anInputThatNothingFeedsIsRefused() {
        assertMessage(
                "the cell asks for an input 'year', which nothing feeds here: unroll cells that read input() alone",
                () -> Unrolled.of(t -> t.emit(t.input("year", 1)), 1, Precision.FLOAT32));
    }

    private static void assertMessage(String message, Runnable work) {
        assertEquals(message, assertThrows(BadInputException.class, work::run).getMessage());
    }
}
