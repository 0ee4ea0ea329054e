package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** States before the first step: learned, given with an example, given for a batch. */
class StartStatesTest {
    /** Two states of unlike widths. */
    private static final Cell TWO_STATES = t -> {
        Value h = t.state("h", 2);
        Value c = t.state("c", 3);
        Value z = t.linear(3).of(t.input(), h).get();
        Value next = t.next("c", c.times(0.5).plus(z).tanh());
        t.emit(t.next("h", next.slice(0, 2).plus(next.slice(1, 2))));
    };

    private static Network learned(Precision precision, boolean lastStep) {
        NetworkBuilder b = Network.builder()
                .inputs(2)
                .recurrent(TWO_STATES)
                .learnInitialStates()
                .bidirectional(new ElmanCell(2), Merge.SUM)
                .learnInitialStates()
                .precision(precision)
                .seed(3);
        return GradientCheck.shaken((lastStep ? b.lastStep() : b).dense(2).build(), new Random(9));
    }

    private static Gradients gradients(
            Network n, List<Example> batch, Reduction reduction, Map<String, Tensor> states) {
        return n.gradients(batch, GradientCheck.SQUARED, reduction, Truncation.none(), states);
    }

    @Test
    void each_state_has_a_parameter_of_its_own_that_begins_as_zeros() {
        Network network = Network.builder()
                .inputs(2)
                .recurrent(TWO_STATES)
                .learnInitialStates()
                .bidirectional(new ElmanCell(4))
                .learnInitialStates()
                .recurrent(new ElmanCell(1))
                .build();
        Map<String, Integer> widths = Map.of("h_0_l0", 2, "c_0_l0", 3, "h_0_l1", 4, "h_0_l1_reverse", 4);
        widths.forEach((name, width) -> assertEquals(Tensor.zeros(width), network.parameter(name)));
        assertEquals(
                widths.size(),
                network.parameterNames().stream()
                        .filter(n -> n.contains("_0_l"))
                        .count());
    }

    @Property(seed = "11", tries = 20, shrinking = ShrinkingMode.OFF)
    void gradients_agree_with_finite_differences(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 0, max = 4) int steps,
            @ForAll boolean lastStep,
            @ForAll Reduction reduction,
            @ForAll int seed) {
        Random random = new Random(seed);
        Network network = learned(Precision.FLOAT64, lastStep);
        List<Example> batch = new ArrayList<>(GradientCheck.examples(network, random, rows, steps));
        batch.set(0, batch.get(0).withState("c_l0", 0.3, -0.2, 0.1));
        Map<String, Tensor> some = new LinkedHashMap<>(GradientCheck.states(network, random, rows));
        some.keySet().retainAll(random.nextBoolean() ? List.of("h_l1_reverse") : List.of());
        GradientCheck.check(network, batch, reduction, some);
    }

    @Property(seed = "12", tries = 20, shrinking = ShrinkingMode.OFF)
    void a_batch_gives_each_row_and_each_parameter_what_its_rows_give_alone(
            @ForAll Precision precision, @ForAll boolean lastStep, @ForAll int seed) {
        Random random = new Random(seed);
        Network network = learned(precision, lastStep);
        List<Example> batch = new ArrayList<>(GradientCheck.examples(network, random, 5, 5));
        for (int b = 0; b < 5; b += 2) {
            batch.set(b, batch.get(b).withState("h_l1", random.nextGaussian(), random.nextGaussian()));
        }
        Gradients together = gradients(network, batch, Reduction.SUM, Map.of());
        Tensor sum = Tensor.zeros(2);
        for (Example e : batch) {
            Gradients alone = gradients(network, List.of(e), Reduction.SUM, Map.of());
            Tensor g = alone.parameters().get("h_0_l1");
            for (int i = 0; i < 2; i++) {
                sum.setFlat(i, sum.flat(i) + g.flat(i));
            }
            if (e.states().containsKey("h_l1")) {
                assertEquals(Tensor.zeros(2), g);
            }
        }
        double tolerance = precision == Precision.FLOAT64 ? 1e-12 : 1e-4;
        assertArrayEquals(sum.toArray(), together.parameters().get("h_0_l1").toArray(), tolerance);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_state_is_the_same_whether_learned_or_given_with_the_example_with_the_batch_or_to_a_stream(
            Precision precision) {
        NetworkBuilder b = Network.builder().inputs(2).recurrent(TWO_STATES).precision(precision);
        Network given = b.seed(4).build();
        Network learned = b.learnInitialStates().build();
        double[] h = {0.5, -1};
        double[] c = {0.25, 2, -0.75};
        learned.setParameter("h_0_l0", Tensor.of(h, 2));
        learned.setParameter("c_0_l0", Tensor.of(c, 3));
        Map<String, Tensor> states = Map.of("h_l0", Tensor.of(h, 2), "c_l0", Tensor.of(c, 3));
        Series input = GradientCheck.series(new Random(5), 5, 2);
        Tensor expected = learned.predict(input);
        assertNotEquals(expected, given.predict(input));
        assertEquals(expected, given.predict(input, states));

        Example example = new Example(input, GradientCheck.series(new Random(6), 5, 2));
        Gradients byParameter = gradients(learned, List.of(example), Reduction.MEAN, Map.of());
        Example withStates = example.withState("h_l0", h).withState("c_l0", c);
        Gradients byExample = gradients(given, List.of(withStates), Reduction.MEAN, Map.of());
        Map<String, Tensor> ofBatch = Map.of("h_l0", Tensor.of(h, 1, 2), "c_l0", Tensor.of(c, 1, 3));
        assertEquals(byExample, gradients(given, List.of(example), Reduction.MEAN, ofBatch));
        assertEquals(byExample.loss(), byParameter.loss());
        assertArrayEquals(
                byExample.states().get("c_l0").toArray(),
                byParameter.parameters().get("c_0_l0").toArray(),
                "the gradient of the state is that of the parameter");

        for (Stream stream : List.of(learned.stream(), given.stream(states))) {
            for (int twice = 0; twice < 2; twice++) {
                for (int t = 0; t < 5; t++) {
                    double[] y = stream.step(input.get(t, 0), input.get(t, 1));
                    assertArrayEquals(new double[] {expected.get(t, 0), expected.get(t, 1)}, y, "step " + t);
                }
                stream.reset();
            }
            assertArrayEquals(
                    new double[] {expected.get(0, 0), expected.get(0, 1)},
                    stream.copy().step(input.get(0, 0), input.get(0, 1)));
        }
    }

    @Test
    void a_state_of_the_batch_counts_before_that_of_an_example_and_both_before_the_learned_one() {
        Network network = Network.builder()
                .inputs(1)
                .recurrent(t -> t.emit(t.next("h", t.state("h", 1).plus(t.input()))))
                .learnInitialStates()
                .build();
        network.setParameter("h_0_l0", Tensor.of(new double[] {100}, 1));
        Example plain = new Example(Series.row(1), Series.row(0));
        Example with = plain.withState("h_l0", 10);
        Gradients g = gradients(network, List.of(plain, with), Reduction.SUM, Map.of());
        assertArrayEquals(new double[] {101, 11}, g.outputs().toArray());
        Map<String, Tensor> batch = Map.of("h_l0", Tensor.of(new double[] {1000, 2000}, 2, 1));
        g = gradients(network, List.of(plain, with), Reduction.SUM, batch);
        assertArrayEquals(new double[] {1001, 2001}, g.outputs().toArray());
        assertArrayEquals(new double[] {0}, g.parameters().get("h_0_l0").toArray());
    }

    @Test
    void truncation_sends_to_the_learned_state_what_its_first_steps_say() {
        Network network = GradientCheck.shaken(
                Network.builder()
                        .inputs(2)
                        .recurrent(TWO_STATES)
                        .learnInitialStates()
                        .precision(Precision.FLOAT64)
                        .build(),
                new Random(2));
        Example whole =
                new Example(GradientCheck.series(new Random(3), 7, 2), GradientCheck.series(new Random(4), 7, 2));
        Example first = new Example(whole.input().slice(0, 3), whole.target().slice(0, 3));
        Tensor chunks = network.gradients(
                        List.of(whole), GradientCheck.SQUARED, Reduction.SUM, Truncation.chunks(3), Map.of())
                .parameters()
                .get("c_0_l0");
        Tensor alone = gradients(network, List.of(first), Reduction.SUM, Map.of())
                .parameters()
                .get("c_0_l0");
        assertArrayEquals(alone.toArray(), chunks.toArray(), 1e-15);
        Tensor window = network.gradients(
                        List.of(whole), GradientCheck.SQUARED, Reduction.SUM, Truncation.window(3), Map.of())
                .parameters()
                .get("c_0_l0");
        assertArrayEquals(alone.toArray(), window.toArray(), 1e-15);
    }

    @Test
    void a_learned_state_tells_the_first_step_from_the_others() {
        // the cell adds to its state only what it reads, so without a start of its own it stays at 0
        Network network = Network.builder()
                .inputs(1)
                .recurrent(t -> {
                    Value keep = t.vector("keep", 1, Initializer.ones()).times(0.5);
                    t.emit(t.next("h", t.state("h", 1).times(keep).plus(t.input())));
                })
                .learnInitialStates()
                .build();
        Example example = new Example(Series.rows(new double[3][1]), Series.rows(new double[][] {{1}, {0.5}, {0.25}}));
        Trainer trainer = Trainer.builder(network)
                .loss(GradientCheck.SQUARED)
                .optimizer(u -> u.next(u.weight().minus(u.gradient().times(0.2))))
                .epochs(400)
                .build();
        trainer.train(List.of(example));
        assertArrayEquals(
                new double[] {1, 0.5, 0.25}, network.predict(example.input()).toArray(), 0.02);
        assertEquals(2, network.parameter("h_0_l0").get(0), 0.1);
        assertTrue(trainer.evaluate(List.of(example)).loss() < 1e-3);
        Example moved = example.withState("h_l0", 0);
        assertEquals((1 + 0.25 + 0.0625) / 3, trainer.evaluate(List.of(moved)).loss(), 1e-6);
    }

    @Test
    void networks_that_write_from_one_step_start_from_given_and_learned_states_too() {
        for (InputMode mode : List.of(InputMode.FIRST_ONLY, InputMode.REPEAT, InputMode.FEEDBACK)) {
            NetworkBuilder b = Network.builder()
                    .inputs(2)
                    .inputMode(mode)
                    .recurrent(TWO_STATES)
                    .precision(Precision.FLOAT64)
                    .seed(6);
            Network given = b.build();
            Network learned = b.learnInitialStates().build();
            double[] c = {1, 2, 3};
            learned.setParameter("c_0_l0", Tensor.of(c, 3));
            Tensor expected = learned.generate(Series.row(1, -1), 4);
            assertEquals(expected, given.generate(Series.row(1, -1), 4, Map.of("c_l0", Tensor.of(c, 3))), mode::name);
            assertNotEquals(expected, given.generate(Series.row(1, -1), 4), mode::name);
            Random random = new Random(7);
            GradientCheck.check(
                    GradientCheck.shaken(learned, random),
                    List.of(new Example(Series.row(0.5, 1), GradientCheck.series(random, 3, 2))),
                    Reduction.MEAN,
                    Map.of());
        }
    }

    @Test
    void a_network_with_learned_states_comes_back_from_its_file(@TempDir Path directory) {
        Network network = GradientCheck.shaken(
                Network.builder()
                        .inputs(2)
                        .bidirectional("simple", 3)
                        .learnInitialStates()
                        .lastStep()
                        .build(),
                new Random(4));
        network.save(directory.resolve("n"));
        Network again = Network.load(directory.resolve("n"));
        assertEquals(network.parameter("h_0_l0_reverse"), again.parameter("h_0_l0_reverse"));
        Series input = GradientCheck.series(new Random(2), 4, 2);
        assertEquals(network.predict(input), again.predict(input));
        assertEquals(network.summary(), again.summary());
    }

    @Test
    void an_example_keeps_a_copy_of_its_states() {
        double[] row = {1, 2};
        Example e = new Example(Series.row(1), Series.row(1)).withState("h_l0", row);
        row[0] = 9;
        assertEquals(Map.of("h_l0", Tensor.of(new double[] {1, 2}, 2)), e.states());
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line() {
        Network network = Network.builder().inputs(2).recurrent(TWO_STATES).build();
        Example e = new Example(Series.row(1, 2), Series.row(1, 2));
        message(
                "there is no state 'x_l0' of example 1; the network has: h_l0, c_l0",
                () -> gradients(network, List.of(e, e.withState("x_l0", 1)), Reduction.MEAN, Map.of()));
        message(
                "initial state 'c_l0' of example 0 of shape [2], expected [3]: layer 'cell-0'; ",
                () -> gradients(network, List.of(e.withState("c_l0", 1, 2)), Reduction.MEAN, Map.of()));
        message(
                "initial state 'c_l0' of shape [1, 2], expected [1, 3]: layer 'cell-0'; ",
                () -> gradients(network, List.of(e), Reduction.MEAN, Map.of("c_l0", Tensor.zeros(1, 2))));
        message("holds NaN", () -> network.stream(Map.of("h_l0", Tensor.of(new double[] {0, Double.NaN}, 2))));
        message("of shape [1, 2], expected ", () -> network.predict(e.input(), Map.of("h_l0", Tensor.zeros(1, 2))));
        message(
                "learnInitialStates() without a recurrent layer just before",
                () -> Network.builder().inputs(2).dense(2).learnInitialStates());
        message(
                "has no state whose start could be learned",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent(t -> t.emit(t.input()))
                        .learnInitialStates()
                        .build());
        message(
                "in an encoder-decoder that is not possible",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent(TWO_STATES)
                        .learnInitialStates()
                        .decodeRows(2)
                        .recurrent(TWO_STATES)
                        .build());
        message(
                "would be a learned initial state and a vector of the cell",
                () -> Network.builder()
                        .inputs(1)
                        .recurrent(t ->
                                t.emit(t.next("h", t.state("h", 1).plus(t.vector("h_0", 1, Initializer.ones())))))
                        .learnInitialStates()
                        .build());
    }

    private static void message(String part, Runnable broken) {
        String said = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
