package dev.rnn4j.core.unroll;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Step;
import dev.rnn4j.core.Precision;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a linear map refuses. */
class LinearMapTest {
    private static String refusal(Consumer<Step> equations) {
        return assertThrows(BadInputException.class, () -> Unrolled.of(equations::accept, 3, Precision.FLOAT64))
                .getMessage();
    }

    @Test
    void an_unknown_gate_is_answered_with_those_there_are() {
        assertEquals(
                "biasStart: no gate is named 'f', in the cell; there are: r, z",
                refusal(t -> t.linear(2, "r", "z").biasStart("f", 1)));
        assertEquals(
                "no gate is named 'f', in the cell; there are: r, z",
                refusal(t -> t.linear(2, "r", "z").of(t.input()).get("f")));
        assertEquals(
                "get() needs a single gate, in the cell; there are: r, z",
                refusal(t -> t.linear(2, "r", "z").of(t.input()).get()));
    }

    @Test
    void a_single_gate_without_a_name_is_said_to_be_that() {
        String cure = "; the map's only gate has no name: use \"\", or get()";
        assertEquals(
                "biasStart: no gate is named 'f', in the cell" + cure,
                refusal(t -> t.linear(2).biasStart("f", 1)));
        assertEquals(
                "no gate is named 'f', in the cell" + cure,
                refusal(t -> t.linear(2).of(t.input()).get("f")));
    }

    @Test
    void a_start_for_an_operand_that_is_not_there_is_refused() {
        assertEquals(
                "weightStart is about operand 1, but the map has 1, in the cell: count them from 0",
                refusal(t -> t.linear(2).weightStart(1, Initializer.zeros()).of(t.input())));
    }
}
