package dev.rnn4j.core.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.OptimizerRun;
import dev.rnn4j.core.unroll.Unrolled;
import org.junit.jupiter.api.Test;

class PrinterTest {
    private static String equations(Cell cell) {
        return Unrolled.of(cell, 3, Precision.FLOAT64).toString();
    }

    @Test
    void values_are_called_by_their_gates_and_states_as_in_a_paper() {
        Cell lstm = t -> {
            Value h = t.state("h", 2);
            Value c = t.state("c", 2);
            Gates z = t.linear(2, "i", "f", "g", "o").of(t.input(), h);
            Value next = t.next(
                    "c",
                    z.get("f")
                            .sigmoid()
                            .times(c)
                            .plus(z.get("i").sigmoid().times(z.get("g").tanh())));
            t.emit(t.next("h", z.get("o").sigmoid().times(next.tanh())));
        };
        assertEquals("""
                f = sigmoid(weight_ih_l0.f x + weight_hh_l0.f h + bias_ih_l0.f)
                i = sigmoid(weight_ih_l0.i x + weight_hh_l0.i h + bias_ih_l0.i)
                g = tanh(weight_ih_l0.g x + weight_hh_l0.g h + bias_ih_l0.g)
                c' = f * c + i * g
                o = sigmoid(weight_ih_l0.o x + weight_hh_l0.o h + bias_ih_l0.o)
                h' = o * tanh(c')
                out = h'
                weight_ih_l0 [8, 3]
                bias_ih_l0 [8]
                weight_hh_l0 [8, 2]
                """, equations(lstm));
    }

    @Test
    void a_gate_that_is_called_as_a_state_has_a_number() {
        Cell cell = t -> {
            Value h = t.state("h", 2);
            Value z = t.linear(2, "h").of(t.input(), h).get().tanh();
            t.emit(t.next("h", z.minus(h.minus(z)).times(z)));
        };
        String printed = equations(cell);
        assertTrue(printed.matches("(?s)(v\\d+) = tanh\\(weight.*h' = \\(\\1 - \\(h - \\1\\)\\) \\* \\1\n.*"), printed);
    }

    @Test
    void a_state_that_becomes_another_value_of_the_step_says_so() {
        Cell delay = t -> {
            Value before = t.state("before", 3);
            t.next("before", t.input());
            t.emit(t.input().minus(before).times(0.5));
        };
        assertEquals("before' = x\nout = 0.5 * (x - before)\n", equations(delay));
    }

    @Test
    void an_optimizer_is_printed_with_its_slots() {
        Optimizer momentum = u -> {
            Value v = u.next("velocity", u.slot("velocity").times(0.9).plus(u.gradient()));
            u.next(u.weight().minus(v.times(u.rate(0.1))));
        };
        assertEquals(
                "slot.velocity' = 0.9 * slot.velocity + gradient\nweight' = weight - scalar * slot.velocity'\n",
                OptimizerRun.of(momentum, Tensor.zeros(2), Precision.FLOAT64).toString());
    }

    @Test
    void equations_of_any_depth_are_printed() {
        Cell deep = t -> {
            Value x = t.input();
            for (int i = 0; i < 20_000; i++) {
                x = x.plus(1);
            }
            t.emit(x);
        };
        assertTrue(equations(deep).lines().count() > 1000);
    }
}
