package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.api.Value;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
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

/** Normalisation of each step's row. */
class LayerNormTest {
    @Test
    void a_row_is_normalised_then_scaled_by_the_gain_and_moved_by_the_bias() {
        Network network = Network.builder()
                .inputs(4)
                .layerNorm()
                .precision(Precision.FLOAT64)
                .build();
        assertEquals(List.of("layer-norm-0.weight", "layer-norm-0.bias"), network.parameterNames());
        network.setParameter("layer-norm-0.weight", Tensor.of(new double[] {1, 2, 3, 4}, 4));
        network.setParameter("layer-norm-0.bias", Tensor.of(new double[] {0, 0, 10, 0}, 4));
        // mean 2, variance 3.5
        double d = Math.sqrt(3.5 + 1e-5);
        assertArrayEquals(
                new double[] {-1 / d, -4 / d, 10 + 9 / d, 0},
                network.predict(Series.row(1, 0, 5, 2)).toArray(),
                1e-14);
    }

    @Property(seed = "5", tries = 20, shrinking = ShrinkingMode.OFF)
    void gradients_agree_with_finite_differences(
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 0, max = 4) int steps,
            @ForAll boolean below,
            @ForAll boolean lastStep,
            @ForAll int seed) {
        Random random = new Random(seed);
        NetworkBuilder b =
                Network.builder().inputs(3).precision(Precision.FLOAT64).seed(seed);
        b = (below ? b.layerNorm() : b).recurrent(new ElmanCell(3)).layerNorm();
        b = lastStep ? b.lastStep().layerNorm() : b;
        Network network = GradientCheck.shaken(b.dense(2).build(), random);
        GradientCheck.check(
                network,
                GradientCheck.examples(network, random, rows, steps),
                Reduction.MEAN,
                GradientCheck.states(network, random, rows));
    }

    @Property(seed = "6", tries = 20, shrinking = ShrinkingMode.OFF)
    void a_batch_of_unequal_lengths_gives_each_row_what_it_gets_alone(@ForAll Precision precision, @ForAll int seed) {
        Network network = Network.builder()
                .inputs(2)
                .bidirectional(new ElmanCell(3))
                .layerNorm()
                .dense(2)
                .precision(precision)
                .build();
        List<Series> inputs = GradientCheck.examples(network, new Random(seed), 6, 5).stream()
                .map(Example::input)
                .toList();
        List<Tensor> together = network.predict(inputs);
        for (int i = 0; i < inputs.size(); i++) {
            assertEquals(network.predict(inputs.get(i)), together.get(i), "row " + i);
        }
    }

    @Test
    void a_network_that_reads_its_own_output_may_normalise_and_streams_do_step_by_step_what_a_pass_does() {
        Network own = Network.builder()
                .inputs(2)
                .inputMode(InputMode.FEEDBACK)
                .recurrent(new ElmanCell(3))
                .layerNorm()
                .dense(2, Value::tanh)
                .precision(Precision.FLOAT64)
                .build();
        GradientCheck.check(
                GradientCheck.shaken(own, new Random(1)),
                List.of(new Example(Series.row(1, -1), GradientCheck.series(new Random(2), 3, 2))),
                Reduction.SUM,
                Map.of());
        Network steps = Network.builder()
                .inputs(2)
                .recurrent(new ElmanCell(3))
                .layerNorm()
                .build();
        Series input = GradientCheck.series(new Random(3), 4, 2);
        Stream stream = steps.stream();
        Tensor whole = steps.predict(input);
        for (int t = 0; t < 4; t++) {
            double[] expected = {whole.get(t, 0), whole.get(t, 1), whole.get(t, 2)};
            assertArrayEquals(expected, stream.step(input.get(t, 0), input.get(t, 1)));
        }
    }

    @Test
    void a_network_comes_back_from_its_file(@TempDir Path directory) {
        Network network = GradientCheck.shaken(
                Network.builder()
                        .inputs(2)
                        .recurrent(new ElmanCell(3))
                        .layerNorm()
                        .dense(2)
                        .build(),
                new Random(4));
        network.save(directory.resolve("n"));
        Network again = Network.load(directory.resolve("n"));
        Series input = GradientCheck.series(new Random(2), 4, 2);
        assertEquals(network.predict(input), again.predict(input));
        assertEquals(network.summary(), again.summary());
    }
}
