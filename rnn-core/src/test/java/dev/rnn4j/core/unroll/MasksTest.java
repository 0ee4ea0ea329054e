package dev.rnn4j.core.unroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Masks and draws, in training and in use, and what wrappers ask of values. */
class MasksTest {
    private static final int STEPS = 50;
    private static final int ROWS = 40;
    private static final int WIDTH = 5;

    private static Cell drawing(double probability, Step.Per per) {
        return t -> t.emit(t.input().times(0).plus(t.bernoulli("draw", WIDTH, probability, per)));
    }

    private static Tensor run(Unrolled u, int... lengths) {
        return u.forward(Tensor.zeros(STEPS, ROWS, WIDTH), lengths.length == 0 ? null : lengths, Map.of())
                .outputs();
    }

    private static Unrolled of(Cell cell) {
        return Unrolled.of(cell, WIDTH, Precision.FLOAT64);
    }

    @Test
    void a_draw_is_0_or_1_in_training_and_its_expectation_in_use() {
        Tensor drawn = run(of(drawing(0.3, Step.Per.STEP)).training(1));
        for (double x : drawn.toArray()) {
            assertTrue(x == 0 || x == 1, "drawn: " + x);
        }
        // 10,000 draws: the deviation of their mean is 0.0046
        assertEquals(0.3, Arrays.stream(drawn.toArray()).average().orElseThrow(), 0.02);
        for (double x : run(of(drawing(0.3, Step.Per.STEP))).toArray()) {
            assertEquals(0.3, x);
        }
    }

    @Test
    void a_draw_for_the_sequence_stays_and_one_for_the_step_does_not() {
        Tensor kept = run(of(drawing(0.5, Step.Per.SEQUENCE)).training(1));
        Tensor changing = run(of(drawing(0.5, Step.Per.STEP)).training(1));
        for (int b = 0; b < ROWS; b++) {
            boolean same = true;
            for (int t = 1; t < STEPS; t++) {
                for (int i = 0; i < WIDTH; i++) {
                    assertEquals(kept.get(0, b, i), kept.get(t, b, i));
                    same &= changing.get(0, b, i) == changing.get(t, b, i);
                }
            }
            assertFalse(same, "row " + b + " was drawn once");
        }
        assertNotEquals(Tensor.zeros(STEPS, ROWS, WIDTH), kept);
    }

    @Test
    void a_row_s_draws_depend_on_the_seed_and_not_on_the_lengths_of_the_rows() {
        Unrolled u = of(drawing(0.5, Step.Per.STEP)).training(1);
        Tensor whole = run(u);
        assertEquals(whole, run(u));
        int[] lengths = new int[ROWS];
        Arrays.setAll(lengths, b -> b % STEPS);
        Tensor shorter = run(u, lengths);
        for (int b = 0; b < ROWS; b++) {
            for (int t = 0; t < lengths[b]; t++) {
                assertEquals(whole.get(t, b, 0), shorter.get(t, b, 0));
            }
        }
        assertNotEquals(whole, run(u.training(2)));
        assertEquals(Tensor.zeros(STEPS, ROWS, WIDTH), run(u, new int[ROWS]));
    }

    @Test
    void probabilities_of_0_and_1_are_certain() {
        assertEquals(
                Tensor.zeros(STEPS, ROWS, WIDTH),
                run(of(drawing(0, Step.Per.STEP)).training(1)));
        for (double x : run(of(drawing(1, Step.Per.STEP)).training(1)).toArray()) {
            assertEquals(1, x);
        }
    }

    @Test
    void a_mask_that_nothing_uses_does_no_harm() {
        Cell idle = t -> {
            t.mask("idle", 3, 0.5, Step.Per.SEQUENCE);
            t.emit(t.input());
        };
        assertEquals(Tensor.zeros(STEPS, ROWS, WIDTH), run(of(idle).training(1)));
    }

    @Test
    void a_name_drawn_twice_and_an_impossible_probability_are_refused() {
        Cell twice = t -> {
            t.mask("m", 2, 0.5, Step.Per.STEP);
            t.bernoulli("m", 2, 0.5, Step.Per.STEP);
            t.emit(t.input());
        };
        assertEquals(
                "mask 'm' is drawn twice, in the cell: give one of the two another name",
                assertThrows(BadInputException.class, () -> of(twice)).getMessage());
        assertEquals(
                "'draw' is drawn with probability 1.5, in the cell: it must be at least 0 and at most 1",
                assertThrows(BadInputException.class, () -> of(drawing(1.5, Step.Per.STEP)))
                        .getMessage());
    }

    @Test
    void a_value_follows_itself_and_all_that_it_was_computed_from() {
        Cell cell = t -> {
            Value x = t.input();
            Value h = t.state("h", WIDTH);
            Value c = t.state("c", WIDTH);
            Value r = t.linear(WIDTH).of(x).get().sigmoid().times(h);
            assertTrue(x.follows(x));
            assertTrue(r.follows(x));
            assertTrue(r.follows(h));
            assertFalse(r.follows(c));
            assertFalse(h.follows(r));
            assertFalse(x.follows(c));
            t.next("c", c);
            t.emit(t.next("h", r));
        };
        assertEquals(2, of(cell).stateWidths().size());
    }
}
