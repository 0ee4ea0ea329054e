package dev.rnn4j.cells;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.unroll.Unrolled;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What each wrapper makes of the numbers of the cell inside it. */
class WrappersTest {
    private static final int STEPS = 6;
    private static final int ROWS = 3;
    private static final int WIDTH = 4;

    /** A state that nothing enters: what a wrapper does to it is all that can be seen. */
    private static final Cell COUNTER =
            t -> t.emit(t.next("h", t.state("h", WIDTH).plus(1)));

    private static Tensor normal(int... shape) {
        Tensor x = Tensor.zeros(shape);
        Random random = new Random(7);
        for (int i = 0; i < x.size(); i++) {
            x.setFlat(i, random.nextGaussian());
        }
        return x;
    }

    private static Unrolled unrolled(Cell cell) {
        return Unrolled.of(cell, WIDTH, Precision.FLOAT64);
    }

    private static Unrolled.Run run(Unrolled u) {
        u.initialise(3);
        return u.forward(normal(STEPS, ROWS, WIDTH), new int[] {STEPS, 2, 4}, Map.of());
    }

    private static void assertSame(Unrolled expected, Unrolled actual) {
        Unrolled.Run e = run(expected);
        Unrolled.Run a = run(actual);
        assertEquals(e, a);
        assertEquals(expected.parameterNames(), actual.parameterNames());
        Tensor d = normal(e.outputs().shape());
        assertEquals(expected.backward(d, Map.of()), actual.backward(d, Map.of()));
    }

    /** Rows of single numbers, all the same, for a cell without parameters. */
    private static Tensor one(Unrolled u, int steps, int rows, Map<String, Tensor> start) {
        return u.forward(Tensor.zeros(steps, rows, WIDTH), null, start).outputs();
    }

    // ---- what does nothing

    @Test
    void a_rate_of_0_and_a_limit_out_of_reach_are_the_bare_cell_bit_for_bit() {
        for (Cell inner : List.of(new LstmCell(5), new GruCell(5), new LstmProjectedCell(5, 2), new ElmanCell(5))) {
            for (Cell wrapper : List.of(
                    new ZoneoutCell(inner, 0), new VariationalDropoutCell(inner, 0, 0), new ClippedCell(inner, 1e6))) {
                assertSame(unrolled(inner), unrolled(wrapper));
                assertSame(unrolled(inner).training(4), unrolled(wrapper).training(4));
            }
        }
    }

    @Test
    void in_use_variational_dropout_is_the_bare_cell_bit_for_bit() {
        Cell inner = new GruResetBeforeCell(5);
        assertSame(unrolled(inner), unrolled(new VariationalDropoutCell(inner, 0.5, 0.5)));
    }

    @Test
    void parameters_and_states_keep_the_names_and_shapes_of_the_inner_cell() {
        for (UnaryOperator<Cell> wrap : List.<UnaryOperator<Cell>>of(
                c -> new ZoneoutCell(c, 0.5),
                c -> new VariationalDropoutCell(c, 0.5, 0.5),
                c -> new ClippedCell(c, 1),
                ResidualCell::new)) {
            for (Cell inner :
                    List.of(new LstmCell(WIDTH), new MinimalRnnCell(WIDTH), new LstmProjectedCell(6, WIDTH))) {
                Unrolled bare = unrolled(inner);
                for (Unrolled wrapped : List.of(
                        unrolled(wrap.apply(inner)), unrolled(wrap.apply(inner)).training(1))) {
                    assertEquals(bare.parameterNames(), wrapped.parameterNames());
                    assertEquals(bare.stateWidths(), wrapped.stateWidths());
                    bare.parameterNames()
                            .forEach(p -> assertEquals(
                                    List.of(Arrays.toString(bare.parameter(p).shape())),
                                    List.of(Arrays.toString(wrapped.parameter(p).shape()))));
                }
            }
        }
    }

    // ---- zoneout

    @Test
    void in_use_a_zoned_out_state_is_the_expectation() {
        // s' = 0.25 s + 0.75 (s + 1) = s + 0.75
        Tensor y = one(unrolled(new ZoneoutCell(COUNTER, 0.25)), 4, 1, Map.of());
        for (int t = 0; t < 4; t++) {
            assertEquals(0.75 * (t + 1), y.get(t, 0, 0), 1e-15);
        }
    }

    @Test
    void in_training_each_unit_keeps_its_value_with_the_probability_and_otherwise_takes_the_new_one() {
        int steps = 200;
        int rows = 50;
        Tensor y = one(unrolled(new ZoneoutCell(COUNTER, 0.25)).training(1), steps, rows, Map.of());
        int kept = 0;
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < rows; b++) {
                for (int i = 0; i < WIDTH; i++) {
                    double moved = y.get(t, b, i) - (t == 0 ? 0 : y.get(t - 1, b, i));
                    assertTrue(moved == 0 || moved == 1, "moved by " + moved);
                    kept += moved == 0 ? 1 : 0;
                }
            }
        }
        // 40,000 draws: the deviation of the share is 0.0022
        assertEquals(0.25, (double) kept / (steps * rows * WIDTH), 0.01);
    }

    @Test
    void an_lstm_comes_from_its_memory_before_zoneout_and_emits_its_hidden_state_after_it() {
        Cell inner = new LstmCell(WIDTH);
        Unrolled bare = unrolled(inner);
        Unrolled zoned = unrolled(new ZoneoutCell(inner, 0.1, 0.5));
        Map<String, Tensor> start = Map.of("h", normal(1, WIDTH), "c", normal(1, WIDTH));
        Tensor x = normal(1, 1, WIDTH);
        bare.initialise(3);
        zoned.initialise(3);
        Unrolled.Run from = bare.forward(x, null, start);
        Unrolled.Run to = zoned.forward(x, null, start);
        for (int i = 0; i < WIDTH; i++) {
            double h = 0.1 * start.get("h").get(0, i) + 0.9 * from.outputs().get(0, 0, i);
            double c = 0.5 * start.get("c").get(0, i)
                    + 0.5 * from.finalStates().get("c").get(0, i);
            assertEquals(h, to.outputs().get(0, 0, i), 1e-15);
            assertEquals(h, to.finalStates().get("h").get(0, i), 1e-15);
            assertEquals(c, to.finalStates().get("c").get(0, i), 1e-15);
        }
    }

    @Test
    void wrappers_of_one_kind_within_each_other_draw_apart() {
        // kept by the outer or by the inner one: 1 - 0.5 * 0.5
        Tensor y = one(
                unrolled(new ZoneoutCell(new ZoneoutCell(COUNTER, 0.5), 0.5)).training(1), 1, 2000, Map.of());
        double moved = Arrays.stream(y.toArray()).sum() / y.size();
        assertEquals(0.25, moved, 0.02);
    }

    // ---- variational dropout

    /** Shows the operands that enter the maps: with weights of one, y holds the input's and then the state's. */
    private static final Cell SHOW = t -> {
        Value h = t.state("h", 1);
        Value x = t.linear(WIDTH, "a").noBias().of(t.input()).get();
        Value u = t.linear(1, "b").noBias().of(h).get();
        Value again = t.linear(1, "c").noBias().named("again").of(h).get();
        t.next("h", h);
        t.emit(x.concat(u, again, h));
    };

    @Test
    void a_mask_is_the_same_for_all_steps_and_maps_and_differs_from_row_to_row() {
        Unrolled u = unrolled(new VariationalDropoutCell(SHOW, 0.25, 0.5)).training(1);
        Tensor eye = Tensor.zeros(WIDTH, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            eye.set(1, i, i);
        }
        u.setParameter("weight_ih_l0", eye);
        u.setParameter("weight_hh_l0", Tensor.of(new double[] {1}, 1, 1));
        u.setParameter("weight_again_l0", Tensor.of(new double[] {1}, 1, 1));
        int rows = 2000;
        Tensor ones = Tensor.zeros(STEPS, rows, WIDTH);
        Tensor start = Tensor.zeros(rows, 1);
        for (int i = 0; i < ones.size(); i++) {
            ones.setFlat(i, 1);
        }
        for (int b = 0; b < rows; b++) {
            start.set(1, b, 0);
        }
        Tensor y = u.forward(ones, null, Map.of("h", start)).outputs();
        int inputs = 0;
        int states = 0;
        for (int b = 0; b < rows; b++) {
            for (int i = 0; i < WIDTH + 3; i++) {
                for (int t = 1; t < STEPS; t++) {
                    assertEquals(y.get(0, b, i), y.get(t, b, i));
                }
            }
            for (int i = 0; i < WIDTH; i++) {
                double m = y.get(0, b, i);
                assertTrue(m == 0 || m == 1 / 0.75, "mask " + m);
                inputs += m == 0 ? 1 : 0;
            }
            double m = y.get(0, b, WIDTH);
            assertTrue(m == 0 || m == 2, "mask " + m);
            states += m == 0 ? 1 : 0;
            assertEquals(m, y.get(0, b, WIDTH + 1));
            assertEquals(1, y.get(0, b, WIDTH + 2)); // used by itself, h is not masked
        }
        assertEquals(0.25, inputs / (double) (rows * WIDTH), 0.02);
        assertEquals(0.5, states / (double) rows, 0.05);
    }

    @Test
    void a_gated_state_is_masked_as_the_state_is() {
        Cell gated = t -> {
            Value h = t.state("h", WIDTH);
            Value plain = t.linear(WIDTH, "a").noBias().of(h).get();
            Value r = t.linear(WIDTH, "g").of(t.input()).get().sigmoid();
            Value half = t.linear(WIDTH, "b").noBias().of(r.times(h)).get();
            t.next("h", h);
            t.emit(plain.minus(half.times(2)));
        };
        Unrolled u = unrolled(new VariationalDropoutCell(gated, 0, 0.5)).training(1);
        Tensor weights = Tensor.zeros(2 * WIDTH, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            weights.set(1, i, i);
            weights.set(1, WIDTH + i, i);
        }
        u.setParameter("weight_hh_l0", weights);
        // with weights of 0 the gate is 1/2
        Tensor y = one(u, 2, 8, Map.of("h", normal(8, WIDTH)));
        assertEquals(Tensor.zeros(2, 8, WIDTH), y);
    }

    // ---- clipped, residual

    @Test
    void clipped_states_stay_within_the_limit_and_are_what_is_emitted_and_gone_on_from() {
        Tensor y = one(unrolled(new ClippedCell(COUNTER, 2.5)), 4, 1, Map.of());
        assertEquals(List.of(1.0, 2.0, 2.5, 2.5), firstColumn(y));
        Tensor counts = one(
                unrolled(new ClippedCell(COUNTER, 2.5)),
                2,
                1,
                Map.of("h", Tensor.of(new double[] {-9, 0, 2, 9}, 1, 4)));
        assertEquals(
                List.of(-2.5, 1.0, 2.5, 2.5),
                Arrays.stream(counts.toArray()).boxed().toList().subList(0, 4));
        // o tanh(c') of the clipped memory
        Unrolled lstm = unrolled(new ClippedCell(Settings.none()
                .with(ClippedCell.CELL, new LstmCell(WIDTH))
                .with(ClippedCell.LIMIT, 0.125)
                .with(ClippedCell.STATES, "memory")));
        Tensor h = one(lstm, 1, 1, Map.of("c", Tensor.of(new double[] {8, -8, 8, -8}, 1, 4)));
        assertEquals(0.5 * Math.tanh(0.125), h.get(0, 0, 0), 1e-15);
        assertEquals(-0.5 * Math.tanh(0.125), h.get(0, 0, 1), 1e-15);
    }

    private static List<Double> firstColumn(Tensor y) {
        return Arrays.stream(new int[] {0, 1, 2, 3})
                .mapToObj(t -> y.get(t, 0, 0))
                .toList();
    }

    @Test
    void a_cell_that_does_not_go_on_from_next_emits_the_changed_state_all_the_same() {
        Cell careless = t -> {
            Value next = t.state("h", WIDTH).plus(1);
            t.next("h", next);
            t.emit(next);
        };
        assertEquals(
                List.of(1.0, 2.0, 2.5, 2.5),
                firstColumn(one(unrolled(new ClippedCell(careless, 2.5)), 4, 1, Map.of())));
        assertEquals(
                List.of(0.5, 1.0, 1.5, 2.0),
                firstColumn(one(unrolled(new ZoneoutCell(careless, 0.5)), 4, 1, Map.of())));
    }

    @Test
    void residual_adds_the_input_to_the_output_and_leaves_the_states_alone() {
        Cell inner = new GruCell(WIDTH);
        Unrolled.Run bare = run(unrolled(inner));
        Unrolled.Run residual = run(unrolled(new ResidualCell(inner)));
        assertEquals(bare.finalStates(), residual.finalStates());
        Tensor x = normal(STEPS, ROWS, WIDTH);
        int[] lengths = {STEPS, 2, 4};
        for (int t = 0; t < STEPS; t++) {
            for (int b = 0; b < ROWS; b++) {
                for (int i = 0; i < WIDTH; i++) {
                    double sum = t < lengths[b] ? bare.outputs().get(t, b, i) + x.get(t, b, i) : 0;
                    assertEquals(sum, residual.outputs().get(t, b, i), 1e-15);
                }
            }
        }
    }

    // ---- by name, in networks and files

    @Test
    void by_name_units_go_to_the_cell_inside_and_a_file_brings_all_back(@TempDir Path directory) {
        Network network = Network.builder()
                .inputs(3)
                .recurrent("zoneout(cell=lstm)", 4)
                .recurrent("residual(cell=variational-dropout(cell=clipped(cell=gru,limit=2),input-rate=0.1))", 4)
                .bidirectional("zoneout", Map.of("cell", "lstm", "units", 2, "forget-bias", 0.5, "memory-rate", 0.5))
                .lastStep()
                .dense(1)
                .seed(1)
                .build();
        assertEquals(
                Set.of("h_l0", "c_l0", "h_l1", "h_l2", "c_l2", "h_l2_reverse", "c_l2_reverse"),
                new HashSet<>(network.states().keySet()));
        Path file = directory.resolve("network.safetensors");
        network.save(file);
        Network again = Network.load(file);
        Series series = Series.rows(new double[][] {{1, 2, 3}, {-1, 0, 1}});
        assertEquals(network.predict(series), again.predict(series));
        assertEquals(network.equations(), again.equations());
    }

    // ---- refusals

    private static String refusal(Cell cell) {
        String message =
                assertThrows(BadInputException.class, () -> unrolled(cell)).getMessage();
        assertTrue(message.lines().count() == 1, message);
        return message;
    }

    @Test
    void what_does_not_fit_the_inner_cell_is_refused() {
        assertEquals(
                "residual adds its input of width 4 to an output of width 5: give the cell 'gru' an output of width 4,"
                        + " or put a layer before it whose output has width 5",
                refusal(new ResidualCell(new GruCell(5))));
        assertEquals(
                "zoneout: memory-rate is about the memory c, but the cell 'gru' has only the states h: leave it out",
                refusal(new ZoneoutCell(new GruCell(5), 0.1, 0.1)));
        assertEquals(
                "clipped: states=hidden is about the hidden states, but the cell 'sru' has only the states c: choose all,"
                        + " or leave it out",
                refusal(new ClippedCell(Settings.none()
                        .with(ClippedCell.CELL, new SruCell(5))
                        .with(ClippedCell.LIMIT, 1.0)
                        .with(ClippedCell.STATES, "hidden"))));
    }

    @Test
    void a_rate_of_1_is_refused() {
        assertThrows(BadInputException.class, () -> new ZoneoutCell(COUNTER, 1));
        assertThrows(BadInputException.class, () -> new VariationalDropoutCell(COUNTER, 1, 0));
    }
}
