package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.train.Evaluation;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights and masks of targets. */
class WeightsTest {
    /** Whose rows weigh as much as their target, as class weights do. */
    private static final Loss WEIGHING = new Loss() {
        @Override
        public Value of(Value output, Value target) {
            return weight(target).times(output.minus(target).square());
        }

        @Override
        public Value weight(Value target) {
            return target.abs().plus(1);
        }
    };

    private static Network network(Precision precision, boolean lastStep) {
        NetworkBuilder b = Network.builder()
                .inputs(2)
                .recurrent(new ElmanCell(3))
                .precision(precision)
                .seed(2);
        return (lastStep ? b.lastStep() : b).dense(1).build();
    }

    private static Gradients gradients(Network n, List<Example> batch, Loss loss, Reduction reduction) {
        return n.gradients(batch, loss, reduction, Truncation.none(), Map.of());
    }

    private static Example weighted(Example e, Random random) {
        double[] w = IntStream.range(0, e.target().length())
                .mapToDouble(t -> Math.max(0, 3 * random.nextDouble() - 1))
                .toArray();
        return e.withStepWeights(w).weighted(random.nextInt(4) == 0 ? 0 : random.nextDouble());
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void the_loss_is_the_weighted_mean_by_hand(Reduction reduction) {
        Network same = Network.builder()
                .inputs(1)
                .recurrent(t -> t.emit(t.input()))
                .precision(Precision.FLOAT64)
                .build();
        // losses 1, 4, 9 and 4, 16; class weights 2, 3, 2 and 1, 2
        Example a = new Example(
                        Series.rows(new double[][] {{2}, {4}, {4}}), Series.rows(new double[][] {{1}, {2}, {1}}))
                .withStepWeights(1, 0.5, 0);
        Example b = new Example(Series.rows(new double[][] {{2}, {5}}), Series.rows(new double[][] {{0}, {1}}))
                .weighted(3)
                .withStepWeights(2, 0.25);
        double sumA = 1 * 2 * 1 + 0.5 * 3 * 4;
        double weightA = 1 * 2 + 0.5 * 3;
        double sumB = 2 * 1 * 4 + 0.25 * 2 * 16;
        double weightB = 2 * 1 + 0.25 * 2;
        double expected = switch (reduction) {
            case MEAN -> (sumA + 3 * sumB) / (weightA + 3 * weightB);
            case MEAN_PER_SEQUENCE -> (sumA / weightA + 3 * sumB / weightB) / 4;
            case SUM -> sumA + 3 * sumB;
        };
        assertEquals(
                expected, gradients(same, List.of(a, b), WEIGHING, reduction).loss(), 1e-14);
        assertEquals(
                expected, evaluation(same, WEIGHING, reduction, List.of(a, b)).loss(), 1e-14);
    }

    private static Evaluation evaluation(Network n, Loss loss, Reduction reduction, List<Example> batch, Metric... m) {
        return Trainer.builder(n)
                .loss(loss)
                .optimizer(u -> u.next(u.weight()))
                .reduction(reduction)
                .batchSize(2)
                .metrics(m)
                .build()
                .evaluate(batch);
    }

    @Property(seed = "21", tries = 25, shrinking = ShrinkingMode.OFF)
    void gradients_agree_with_finite_differences(
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll @IntRange(min = 0, max = 4) int steps,
            @ForAll boolean lastStep,
            @ForAll Reduction reduction,
            @ForAll int seed) {
        Random random = new Random(seed);
        Network network = network(Precision.FLOAT64, lastStep);
        List<Example> batch = GradientCheck.examples(network, random, rows, steps).stream()
                .map(e -> weighted(e, random))
                .toList();
        GradientCheck.check(network, batch, reduction, GradientCheck.states(network, random, rows));
    }

    @Property(seed = "22", tries = 40, shrinking = ShrinkingMode.OFF)
    void a_whole_number_as_weight_is_that_many_copies(
            @ForAll Precision precision, @ForAll boolean lastStep, @ForAll Reduction reduction, @ForAll int seed) {
        Random random = new Random(seed);
        Network network = network(precision, lastStep);
        List<Example> once = new ArrayList<>();
        List<Example> copies = new ArrayList<>();
        for (Example e : GradientCheck.examples(network, random, 4, 5)) {
            int n = random.nextInt(4);
            Example steps = weighted(e, random).weighted(1);
            once.add(steps.weighted(n));
            copies.addAll(IntStream.range(0, n).mapToObj(i -> steps).toList());
        }
        copies.add(copies.isEmpty() ? once.get(0) : copies.get(0).weighted(0));
        same(
                gradients(network, copies, WEIGHING, reduction),
                gradients(network, once, WEIGHING, reduction),
                precision == Precision.FLOAT64 ? 1e-13 : 1e-4);
        assertEquals(
                gradients(network, once, WEIGHING, reduction).loss(),
                evaluation(network, WEIGHING, reduction, once).loss(),
                precision == Precision.FLOAT64 ? 1e-13 : 1e-4);
    }

    private static void same(Gradients a, Gradients b, double tolerance) {
        assertEquals(a.loss(), b.loss(), tolerance * Math.max(1, a.loss()));
        a.parameters().forEach((name, g) -> {
            double[] other = b.parameters().get(name).toArray();
            for (int i = 0; i < g.size(); i++) {
                assertEquals(g.flat(i), other[i], tolerance * Math.max(1, Math.abs(g.flat(i))), name);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_masked_end_is_a_shorter_sequence(Precision precision) {
        Network network = network(precision, false);
        Random random = new Random(4);
        Series input = GradientCheck.series(random, 6, 2);
        Series target = GradientCheck.series(random, 6, 1);
        Example masked = new Example(input, target).withStepWeights(1, 1, 1, 1, 0, 0);
        Example shorter = new Example(input.slice(0, 4), target.slice(0, 4));
        for (Reduction reduction : Reduction.values()) {
            Gradients a = gradients(network, List.of(masked), WEIGHING, reduction);
            Gradients b = gradients(network, List.of(shorter), WEIGHING, reduction);
            assertEquals(b.loss(), a.loss());
            assertEquals(b.parameters(), a.parameters());
        }
    }

    @Test
    void a_masked_target_is_not_read_and_a_batch_of_masked_ones_has_no_loss() {
        Network network =
                Network.builder().tokens(3).recurrent(new ElmanCell(3)).dense(2).build();
        Example e = new Example(Series.tokens(0, 1, 2), Series.tokens(1, 77, 0));
        assertThrows(
                BadInputException.class, () -> gradients(network, List.of(e), GradientCheck.SQUARED, Reduction.MEAN));
        Example masked = e.withStepWeights(1, 0, 1);
        Example other = new Example(e.input(), Series.tokens(1, 1, 0)).withStepWeights(1, 0, 1);
        assertEquals(
                gradients(network, List.of(other), GradientCheck.SQUARED, Reduction.MEAN),
                gradients(network, List.of(masked), GradientCheck.SQUARED, Reduction.MEAN));
        for (Example none : List.of(e.weighted(0), e.withStepWeights(0, 0, 0))) {
            for (Reduction reduction : Reduction.values()) {
                Gradients g = gradients(network, List.of(none), GradientCheck.SQUARED, reduction);
                assertEquals(0, g.loss());
                g.parameters().forEach((name, d) -> assertArrayEquals(new double[d.size()], d.toArray(), name));
                assertEquals(
                        0,
                        evaluation(network, GradientCheck.SQUARED, reduction, List.of(none))
                                .loss());
            }
        }
    }

    @Test
    void metrics_see_the_rows_that_count() {
        Network network =
                Network.builder().inputs(2).recurrent(t -> t.emit(t.input())).build();
        Series input = Series.rows(new double[][] {{1, 0}, {1, 0}, {0, 1}});
        Example e = new Example(input, Series.tokens(0, 1, 1)); // right, wrong, right
        Metric accuracy = Metric.accuracy();
        assertEquals(2 / 3.0, measured(network, accuracy, e));
        assertEquals(1, measured(network, accuracy, e.withStepWeights(0.1, 0, 5)));
        assertEquals(2 / 3.0, measured(network, accuracy, e, e.weighted(0)));
        assertEquals(0.5, measured(network, accuracy, e.withStepWeights(1, 1, 0)));
    }

    private static double measured(Network network, Metric metric, Example... examples) {
        return evaluation(network, GradientCheck.SQUARED, Reduction.MEAN, List.of(examples), metric)
                .metrics()
                .get(metric.name());
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void truncated_losses_weigh_what_whole_ones_do(Reduction reduction) {
        Network network = network(Precision.FLOAT64, false);
        Random random = new Random(8);
        List<Example> batch = GradientCheck.examples(network, random, 4, 7).stream()
                .map(e -> weighted(e, random))
                .toList();
        Gradients whole = gradients(network, batch, WEIGHING, reduction);
        for (Truncation t : List.of(Truncation.chunks(2), Truncation.window(3), Truncation.window(2, 5))) {
            Gradients cut = network.gradients(batch, WEIGHING, reduction, t, Map.of());
            assertEquals(whole.loss(), cut.loss(), 1e-14, t::toString);
        }
        Gradients window = network.gradients(batch, WEIGHING, reduction, Truncation.window(7), Map.of());
        same(whole, window, 1e-13);
    }

    @Test
    void weights_that_cannot_be_are_refused_in_one_line() {
        Example e = new Example(Series.tokens(1, 2), Series.tokens(0, 0));
        message("the weight of an example is -1.0", () -> e.weighted(-1));
        message("the weight of an example is NaN", () -> e.weighted(Double.NaN));
        message("the weight of step 1 is Infinity", () -> e.withStepWeights(0, Double.POSITIVE_INFINITY));
        message("there are 3 step weights, but the target has 2 steps", () -> e.withStepWeights(1, 1, 1));
    }

    private static void message(String part, Runnable broken) {
        String said = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
