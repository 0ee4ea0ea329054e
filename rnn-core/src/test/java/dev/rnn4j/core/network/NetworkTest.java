package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTest {
    private static final Loss SQUARED = (y, t) -> y.minus(t).square().mean();

    private static NetworkBuilder stacked(Precision precision) {
        return Network.builder()
                .inputs(3)
                .recurrent(new ElmanCell(5))
                .recurrent(new ElmanCell(4))
                .dense(2, Value::sigmoid)
                .precision(precision)
                .seed(7);
    }

    private static Series random(Random r, int steps, int width) {
        double[][] rows = new double[steps][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = r.nextGaussian();
            }
        }
        return Series.rows(rows);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_batch_of_unequal_lengths_gives_each_row_what_it_gets_alone(Precision precision) {
        Network network = stacked(precision).build();
        Random r = new Random(1);
        List<Series> inputs =
                List.of(random(r, 4, 3), random(r, 9, 3), random(r, 1, 3), random(r, 0, 3), random(r, 6, 3));
        List<Tensor> together = network.predict(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            assertEquals(network.predict(inputs.get(i)), together.get(i), "row " + i);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_stream_gives_step_by_step_what_the_whole_sequence_gives(Precision precision) {
        Network network = stacked(precision).build();
        Series input = random(new Random(2), 7, 3);
        Tensor whole = network.predict(input);
        Stream stream = network.stream();
        for (int t = 0; t < 7; t++) {
            double[] y = stream.step(input.get(t, 0), input.get(t, 1), input.get(t, 2));
            assertArrayEquals(new double[] {whole.get(t, 0), whole.get(t, 1)}, y, "step " + t);
        }
    }

    @Test
    void a_copied_stream_goes_on_by_itself() {
        Network network = stacked(Precision.FLOAT32).build();
        Stream a = network.stream();
        a.step(1, 2, 3);
        Stream b = a.copy();
        double[] after = a.step(0.5, 0, 0);
        a.step(9, 9, 9);
        assertArrayEquals(after, b.step(0.5, 0, 0));
        b.reset();
        assertArrayEquals(network.stream().step(1, 1, 1), b.step(1, 1, 1));
    }

    @Test
    void tokens_give_what_one_hot_rows_give() {
        NetworkBuilder tokens = Network.builder()
                .tokens(6)
                .recurrent(new ElmanCell(4))
                .dense(3)
                .precision(Precision.FLOAT64)
                .seed(3);
        Network byToken = tokens.build();
        Network byRow = tokens.inputs(6).build();
        int[] sequence = {5, 0, 3, 3, 1};
        double[][] oneHot = new double[sequence.length][6];
        for (int t = 0; t < sequence.length; t++) {
            oneHot[t][sequence[t]] = 1;
        }
        Tensor a = byToken.predict(Series.tokens(sequence));
        Tensor b = byRow.predict(Series.rows(oneHot));
        assertArrayEquals(b.toArray(), a.toArray(), 1e-15);

        Series targets = Series.tokens(0, 1, 2, 0, 1);
        Gradients ga = gradients(byToken, new Example(Series.tokens(sequence), targets));
        Gradients gb = gradients(byRow, new Example(Series.rows(oneHot), targets));
        for (String name : byToken.parameterNames()) {
            assertArrayEquals(
                    gb.parameters().get(name).toArray(),
                    ga.parameters().get(name).toArray(),
                    1e-15,
                    name);
        }
    }

    private static Gradients gradients(Network network, Example... examples) {
        return network.gradients(List.of(examples), SQUARED, Reduction.MEAN, Truncation.none(), Map.of());
    }

    @Test
    void gradients_of_a_deep_network_agree_with_finite_differences_in_both_directions_and_with_dropout_left_out() {
        Network network = Network.builder()
                .tokens(5)
                .embedding(3)
                .dropout(0.5)
                .bidirectional(new ElmanCell(4))
                .recurrent(new ElmanCell(3))
                .lastStep()
                .dense(4, Value::tanh)
                .dense(2, Value::softmax)
                .precision(Precision.FLOAT64)
                .seed(5)
                .build();
        List<Example> batch = List.of(
                Example.of(Series.tokens(1, 4, 2), 1), Example.of(Series.tokens(), 0), Example.of(Series.tokens(3), 0));
        Map<String, Tensor> exact = network.gradients(batch, SQUARED, Reduction.MEAN, Truncation.none(), Map.of())
                .parameters();
        double h = 1e-5;
        for (String name : network.parameterNames()) {
            Tensor p = network.parameter(name);
            for (int i = 0; i < p.size(); i++) {
                double numeric = (loss(network, batch, name, p, i, h) - loss(network, batch, name, p, i, -h)) / (2 * h);
                assertEquals(numeric, exact.get(name).flat(i), 1e-9, name + "[" + i + "]");
            }
            network.setParameter(name, p);
        }
    }

    private static double loss(Network network, List<Example> batch, String name, Tensor p, int i, double by) {
        Tensor moved = p.copy();
        moved.setFlat(i, p.flat(i) + by);
        network.setParameter(name, moved);
        return network.gradients(batch, SQUARED, Reduction.MEAN, Truncation.none(), Map.of())
                .loss();
    }

    @Test
    void truncation_longer_than_the_sequence_changes_nothing() {
        Network network = stacked(Precision.FLOAT64).build();
        Random r = new Random(4);
        List<Example> batch =
                List.of(new Example(random(r, 6, 3), random(r, 6, 2)), new Example(random(r, 3, 3), random(r, 3, 2)));
        Gradients full = network.gradients(batch, SQUARED, Reduction.MEAN, Truncation.none(), Map.of());
        for (Truncation t : List.of(Truncation.chunks(6), Truncation.window(9))) {
            Gradients cut = network.gradients(batch, SQUARED, Reduction.MEAN, t, Map.of());
            assertEquals(full.loss(), cut.loss(), 1e-15);
            for (String name : network.parameterNames()) {
                assertArrayEquals(
                        full.parameters().get(name).toArray(),
                        cut.parameters().get(name).toArray(),
                        1e-14,
                        t + " " + name);
            }
        }
        Gradients short1 = network.gradients(batch, SQUARED, Reduction.MEAN, Truncation.window(1), Map.of());
        assertNotEquals(
                full.parameters().get("weight_hh_l0"), short1.parameters().get("weight_hh_l0"));
    }

    @Test
    void a_padded_row_has_no_part_in_loss_or_gradient() {
        Network network = stacked(Precision.FLOAT64).build();
        Random r = new Random(6);
        Example example = new Example(random(r, 5, 3), random(r, 5, 2));
        Example empty = new Example(Series.rows(new double[0][3]), Series.rows(new double[0][2]));
        Gradients alone = gradients(network, example);
        Gradients with = gradients(network, empty, example);
        assertEquals(alone.loss(), with.loss());
        assertEquals(alone.parameters(), with.parameters());
    }

    @Test
    void many_threads_predict_the_same_bits_with_one_network() throws Exception {
        Network network = stacked(Precision.FLOAT32).build();
        Series input = random(new Random(8), 40, 3);
        Tensor expected = network.predict(input);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Tensor>> work = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                work.add(() -> network.predict(input));
            }
            for (Future<Tensor> f : pool.invokeAll(work)) {
                assertEquals(expected, f.get());
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void the_same_seed_starts_the_same_and_another_one_differently() {
        assertEquals(
                stacked(Precision.FLOAT32).build().parameter("weight_ih_l0"),
                stacked(Precision.FLOAT32).build().parameter("weight_ih_l0"));
        assertNotEquals(
                stacked(Precision.FLOAT32).build().parameter("weight_ih_l0"),
                stacked(Precision.FLOAT32).seed(8).build().parameter("weight_ih_l0"));
    }

    @Test
    void what_does_not_fit_is_named_with_its_place_and_the_cure() {
        Network network = stacked(Precision.FLOAT32).build();
        message(
                "input width 4, expected 3: layer 'simple-0', example 0; give rows of 3 numbers",
                () -> network.predict(Series.row(1, 2, 3, 4)));
        message(
                "input of tokens, expected rows of width 3: layer 'simple-0', example 0; use Series.rows",
                () -> network.predict(Series.tokens(1)));
        message(
                "target length 1, expected 2: layer 'out', example 0; give one target for each step",
                () -> gradients(network, new Example(Series.rows(new double[2][3]), Series.tokens(1))));
        message(
                "target 2, expected 0 to 1: layer 'out', step 0 of example 0; the network has 2 outputs",
                () -> gradients(network, new Example(Series.row(1, 2, 3), Series.tokens(2))));
        message(
                "there is no state 'c_l0'; the network has: h_l0, h_l1",
                () -> network.gradients(
                        List.of(new Example(Series.row(1, 2, 3), Series.tokens(1))),
                        SQUARED,
                        Reduction.MEAN,
                        Truncation.none(),
                        Map.of("c_l0", Tensor.zeros(1, 5))));
        message("of shape [3, 5], expected [5, 3]", () -> network.setParameter("weight_ih_l0", Tensor.zeros(3, 5)));
        message(
                "out.bias cannot hold 1.0E300 in 32 bits",
                () -> Network.builder()
                        .inputs(1)
                        .dense(1)
                        .build()
                        .setParameter("out.bias", Tensor.of(new double[] {1e300}, 1)));
        message("cannot hold NaN", () -> network.setParameter("out.bias", Tensor.of(new double[] {0, Double.NaN}, 2)));
        message("step 0, column 1 is NaN", () -> Series.row(1, Double.NaN));
        message("no input", () -> Network.builder().dense(2).build());
        message(
                "embedding needs tokens",
                () -> Network.builder().inputs(2).embedding(2).dense(1).build());
        message(
                "input token 9, expected 0 to 4: layer 'simple-0', step 1 of example 0; the network was built for 5",
                () -> Network.builder()
                        .tokens(5)
                        .recurrent(new ElmanCell(2))
                        .build()
                        .predict(Series.tokens(0, 9)));
    }

    private static void message(String part, Runnable broken) {
        String said = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
