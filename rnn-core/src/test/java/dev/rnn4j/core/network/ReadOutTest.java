package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row out of many steps: the last, the mean, the largest. */
class ReadOutTest {
    private static NetworkBuilder read(NetworkBuilder b, String how) {
        return switch (how) {
            case "last" -> b.lastStep();
            case "mean" -> b.meanPool();
            default -> b.maxPool();
        };
    }

    private static Network pooled(String how, boolean bidirectional, Precision precision) {
        NetworkBuilder b = Network.builder().inputs(2).precision(precision).seed(5);
        b = bidirectional ? b.bidirectional(new ElmanCell(3)) : b.recurrent(new ElmanCell(3));
        return read(b, how).dense(2).build();
    }

    @Test
    void the_pool_of_rows_is_the_mean_and_the_largest_by_hand_and_zero_without_rows() {
        Series rows = Series.rows(new double[][] {{1, -5}, {-2, -7}, {4, -3}});
        NetworkBuilder b = Network.builder().inputs(2).precision(Precision.FLOAT64);
        Network mean = b.meanPool().build();
        Network max = Network.builder()
                .inputs(2)
                .precision(Precision.FLOAT64)
                .maxPool()
                .build();
        Series none = Series.rows(new double[0][2]);
        assertArrayEquals(new double[] {1, -5}, mean.predict(rows).toArray(), 1e-15);
        assertArrayEquals(new double[] {4, -3}, max.predict(rows).toArray());
        for (Network n : List.of(mean, max)) {
            assertArrayEquals(
                    new double[2], n.predict(List.of(rows, none)).get(1).toArray());
            assertTrue(n.manyToOne());
            assertEquals(Map.of(), n.states());
        }
    }

    @Test
    void the_largest_sends_its_gradient_to_the_first_of_the_largest_and_the_mean_to_all() {
        Example e = new Example(Series.rows(new double[][] {{1, 0}, {3, 0}, {3, -1}}), Series.row(0, 0));
        Network max = Network.builder().inputs(2).maxPool().build();
        Network mean = Network.builder().inputs(2).meanPool().build();
        assertArrayEquals(new double[] {0, 1, 1, 0, 0, 0}, slope(max, e), 1e-6);
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0, 1 / 3.0}, slope(mean, e), 1e-6);
    }

    private static double[] slope(Network n, Example e) {
        return n.gradients(List.of(e), (y, t) -> y.sum(), Reduction.SUM, Truncation.none(), Map.of())
                .input()
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "max"})
    void what_is_pooled_is_what_the_same_layers_emit_at_each_step(String how) {
        Network pooled = pooled(how, true, Precision.FLOAT64);
        Network steps = Network.builder()
                .inputs(2)
                .bidirectional(new ElmanCell(3))
                .precision(Precision.FLOAT64)
                .seed(5)
                .build();
        Series input = GradientCheck.series(new Random(3), 6, 2);
        Tensor all = steps.predict(input);
        double[] pool = new double[6];
        for (int i = 0; i < 6; i++) {
            double sum = 0;
            double largest = Double.NEGATIVE_INFINITY;
            for (int t = 0; t < 6; t++) {
                sum += all.get(t, i);
                largest = Math.max(largest, all.get(t, i));
            }
            pool[i] = how.equals("mean") ? sum / 6 : largest;
        }
        Tensor w = pooled.parameter("out.weight");
        Tensor y = pooled.predict(input);
        for (int o = 0; o < 2; o++) {
            double expected = pooled.parameter("out.bias").get(o);
            for (int i = 0; i < 6; i++) {
                expected += w.get(o, i) * pool[i];
            }
            assertEquals(expected, y.get(o), 1e-14);
        }
    }

    @Property(seed = "7", tries = 20, shrinking = ShrinkingMode.OFF)
    void gradients_agree_with_finite_differences(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 0, max = 5) int steps,
            @ForAll boolean max,
            @ForAll boolean bidirectional,
            @ForAll int seed) {
        Random random = new Random(seed);
        Network network = GradientCheck.shaken(pooled(max ? "max" : "mean", bidirectional, Precision.FLOAT64), random);
        GradientCheck.check(
                network,
                GradientCheck.examples(network, random, rows, steps),
                Reduction.MEAN,
                GradientCheck.states(network, random, rows));
    }

    @Property(seed = "8", tries = 40, shrinking = ShrinkingMode.OFF)
    void a_batch_of_unequal_lengths_gives_each_row_what_it_gets_alone(
            @ForAll Precision precision, @ForAll boolean max, @ForAll boolean bidirectional, @ForAll int seed) {
        Random random = new Random(seed);
        Network network = pooled(max ? "max" : "mean", bidirectional, precision);
        List<Series> inputs = GradientCheck.examples(network, random, 7, 6).stream()
                .map(Example::input)
                .toList();
        List<Tensor> together = network.predict(inputs);
        for (int b = 0; b < inputs.size(); b++) {
            assertEquals(network.predict(inputs.get(b)), together.get(b), "row " + b);
        }
    }

    @Test
    void a_pool_has_no_states_in_public() {
        Network network = pooled("max", false, Precision.FLOAT64);
        assertEquals(Map.of("h_l0", 3), network.states());
        Gradients g = network.gradients(
                GradientCheck.examples(network, new Random(1), 2, 3),
                GradientCheck.SQUARED,
                Reduction.MEAN,
                Truncation.none(),
                Map.of());
        assertEquals(network.states().keySet(), g.finalStates().keySet());
        assertEquals(network.states().keySet(), g.states().keySet());
    }

    @ParameterizedTest
    @ValueSource(strings = {"last", "mean", "max"})
    void a_network_comes_back_from_its_file(String how, @TempDir Path directory) {
        Network network = pooled(how, true, Precision.FLOAT32);
        network.save(directory.resolve("n"));
        Network again = Network.load(directory.resolve("n"));
        Series input = GradientCheck.series(new Random(2), 4, 2);
        assertEquals(network.predict(input), again.predict(input));
        assertEquals(network.summary(), again.summary());
    }

    @ParameterizedTest
    @ValueSource(strings = {"last", "mean", "max"})
    void a_read_out_may_come_first(String how) {
        Network rows = read(Network.builder().inputs(2).precision(Precision.FLOAT64), how)
                .dense(2)
                .build();
        GradientCheck.check(rows, GradientCheck.examples(rows, new Random(8), 3, 4), Reduction.MEAN, Map.of());
        Network tokens = read(Network.builder().tokens(3), how).dense(2).build();
        Tensor before = tokens.parameter("out.weight");
        Trainer.builder(tokens)
                .loss(GradientCheck.SQUARED)
                .optimizer(u -> u.next(u.weight().minus(u.gradient().times(0.1))))
                .build()
                .train(List.of(Example.of(Series.tokens(2, 0), 1)));
        assertNotEquals(before, tokens.parameter("out.weight"));
    }

    @Test
    void one_hot_tokens_are_pooled_to_their_frequencies() {
        Network network = Network.builder().tokens(3).meanPool().build();
        assertArrayEquals(
                new double[] {0.25, 0.75, 0},
                network.predict(Series.tokens(1, 0, 1, 1)).toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"mean", "max"})
    void truncation_streams_and_a_second_read_out_are_refused(String how) {
        Network network = pooled(how, false, Precision.FLOAT32);
        for (Truncation t : List.of(Truncation.chunks(9), Truncation.window(1))) {
            message(
                    "truncation cannot be used with meanPool() or maxPool()",
                    () -> network.gradients(
                            GradientCheck.examples(network, new Random(1), 2, 3),
                            GradientCheck.SQUARED,
                            Reduction.MEAN,
                            t,
                            Map.of()));
        }
        message("a stream needs a many-to-many network", network::stream);
        NetworkBuilder twice = read(Network.builder().inputs(2), how);
        message("lastStep() after " + how + "Pool()", twice::lastStep);
        message("a recurrent layer after " + how + "Pool()", () -> twice.recurrent(new ElmanCell(2)));
        message(how + "Pool() in a one-to-many network", twice.inputMode(InputMode.REPEAT)::build);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void many_rows_over_several_tiles_are_pooled_each_by_itself(Precision precision) {
        Network network = Network.builder()
                .inputs(1)
                .recurrent(new ElmanCell(70))
                .maxPool()
                .dense(1)
                .precision(precision)
                .build();
        List<Series> inputs = GradientCheck.examples(network, new Random(4), 64, 5).stream()
                .map(Example::input)
                .toList();
        List<Tensor> together = network.predict(inputs);
        for (int b = 0; b < 64; b++) {
            assertEquals(network.predict(inputs.get(b)), together.get(b), "row " + b);
        }
    }

    private static void message(String part, Runnable broken) {
        String said = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
