package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Merge;
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

/** Both directions of a layer, merged at each step and where they are read out. */
class MergeTest {
    private static final int UNITS = 3;

    private static NetworkBuilder both(Merge merge) {
        return Network.builder()
                .inputs(2)
                .bidirectional(new ElmanCell(UNITS), merge)
                .precision(Precision.FLOAT64)
                .seed(9);
    }

    private static double merged(Merge merge, double a, double b) {
        return switch (merge) {
            case SUM -> a + b;
            case MEAN -> (a + b) / 2;
            case PRODUCT -> a * b;
            case CONCAT -> throw new AssertionError();
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = Merge.class,
            names = {"SUM", "MEAN", "PRODUCT"})
    void each_step_merges_both_directions_of_that_step_and_the_last_step_those_of_each_directions_end(Merge merge) {
        Series input = GradientCheck.series(new Random(1), 5, 2);
        Tensor sideBySide = both(Merge.CONCAT).build().predict(input);
        Tensor steps = both(merge).build().predict(input);
        Tensor last = both(merge).lastStep().build().predict(input);
        Tensor mean = both(merge).meanPool().build().predict(input);
        assertArrayEquals(new int[] {5, UNITS}, steps.shape());
        assertArrayEquals(new int[] {UNITS}, last.shape());
        for (int i = 0; i < UNITS; i++) {
            double sum = 0;
            for (int t = 0; t < 5; t++) {
                assertEquals(merged(merge, sideBySide.get(t, i), sideBySide.get(t, UNITS + i)), steps.get(t, i));
                sum += steps.get(t, i);
            }
            assertEquals(merged(merge, sideBySide.get(4, i), sideBySide.get(0, UNITS + i)), last.get(i));
            assertEquals(sum / 5, mean.get(i), 1e-15);
        }
    }

    @Property(seed = "3", tries = 25, shrinking = ShrinkingMode.OFF)
    void gradients_agree_with_finite_differences(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 0, max = 4) int steps,
            @ForAll Merge merge,
            @ForAll boolean lastStep,
            @ForAll boolean deep,
            @ForAll int seed) {
        Random random = new Random(seed);
        NetworkBuilder b = both(Merge.CONCAT);
        b = deep ? b.bidirectional(new ElmanCell(2), merge) : both(merge);
        Network network =
                GradientCheck.shaken((lastStep ? b.lastStep() : b).dense(2).build(), random);
        GradientCheck.check(
                network,
                GradientCheck.examples(network, random, rows, steps),
                Reduction.MEAN,
                GradientCheck.states(network, random, rows));
    }

    @Property(seed = "4", tries = 30, shrinking = ShrinkingMode.OFF)
    void a_batch_of_unequal_lengths_gives_each_row_what_it_gets_alone(
            @ForAll Precision precision, @ForAll Merge merge, @ForAll boolean lastStep, @ForAll int seed) {
        NetworkBuilder b = both(merge).precision(precision);
        Network network = (lastStep ? b.lastStep() : b).dense(2).build();
        List<Series> inputs = GradientCheck.examples(network, new Random(seed), 6, 5).stream()
                .map(Example::input)
                .toList();
        List<Tensor> together = network.predict(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            assertEquals(network.predict(inputs.get(i)), together.get(i), "row " + i);
        }
    }

    @Test
    void an_empty_sequence_is_read_out_as_the_merge_of_the_states_it_starts_from() {
        Network network = both(Merge.PRODUCT).lastStep().build();
        Gradients g = network.gradients(
                List.of(new Example(Series.rows(new double[0][2]), Series.row(0, 0, 0))),
                GradientCheck.SQUARED,
                Reduction.MEAN,
                Truncation.none(),
                Map.of(
                        "h_l0", Tensor.of(new double[] {1, 2, 3}, 1, UNITS),
                        "h_l0_reverse", Tensor.of(new double[] {4, 5, -6}, 1, UNITS)));
        assertArrayEquals(new double[] {4, 10, -18}, g.outputs().toArray());
        assertArrayEquals(
                new double[] {4, 5, -6}, g.finalStates().get("h_l0_reverse").toArray());
    }

    @ParameterizedTest
    @EnumSource(Merge.class)
    void both_directions_end_in_states_of_their_own(Merge merge) {
        Network network = both(merge).lastStep().build();
        List<Example> batch = GradientCheck.examples(network, new Random(6), 3, 4);
        Map<String, Tensor> ends = run(network, batch).finalStates();
        Map<String, Tensor> expected =
                run(both(Merge.CONCAT).lastStep().dense(3).build(), batch).finalStates();
        assertEquals(expected, ends);
        assertEquals(Map.of("h_l0", UNITS, "h_l0_reverse", UNITS), network.states());
    }

    private static Gradients run(Network network, List<Example> batch) {
        List<Example> fitting = batch.stream()
                .map(e -> new Example(e.input(), Series.row(new double[network.outputWidth()])))
                .toList();
        return network.gradients(fitting, GradientCheck.SQUARED, Reduction.MEAN, Truncation.none(), Map.of());
    }

    @Test
    void dropout_before_the_read_out_is_drawn_for_the_row_that_is_read() {
        Network network = both(Merge.SUM).dropout(0.5).lastStep().dense(1).build();
        Network without = both(Merge.SUM).lastStep().dense(1).build();
        Series input = GradientCheck.series(new Random(2), 4, 2);
        assertEquals(without.predict(input), network.predict(input));
        List<Example> data = List.of(new Example(input, Series.row(0.5)));
        double before = network.predict(input).get(0);
        Trainer.builder(network)
                .loss(GradientCheck.SQUARED)
                .optimizer(u -> u.next(u.weight().minus(u.gradient().times(0.1))))
                .epochs(40)
                .build()
                .train(data);
        assertTrue(Math.abs(network.predict(input).get(0) - 0.5) < Math.abs(before - 0.5));
    }

    @ParameterizedTest
    @EnumSource(Merge.class)
    void a_network_comes_back_from_its_file(Merge merge, @TempDir Path directory) {
        NetworkBuilder b = Network.builder().inputs(2).bidirectional("simple", 3, merge);
        Network network = b.bidirectional("simple", Map.of("units", 2), merge)
                .lastStep()
                .dense(2)
                .build();
        network.save(directory.resolve("n"));
        Network again = Network.load(directory.resolve("n"));
        Series input = GradientCheck.series(new Random(2), 4, 2);
        assertEquals(network.predict(input), again.predict(input));
        assertEquals(network.summary(), again.summary());
    }

    @Test
    void a_merged_layer_needs_its_whole_sequence() {
        Network network = both(Merge.SUM).build();
        String said = assertThrows(BadInputException.class, network::stream).getMessage();
        assertTrue(said.contains("a stream cannot run in reverse"), said);
    }
}
