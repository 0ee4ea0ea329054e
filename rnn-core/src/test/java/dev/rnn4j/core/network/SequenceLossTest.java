package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.unroll.LossRun;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network under a loss of whole sequences. */
class SequenceLossTest {
    private static final int CLASSES = 3;

    /** The cross-entropy of a target that is aligned with the outputs, row by row. */
    private static final Loss ROWS = (y, t) -> y.log().times(t).sum().unaryMinus();

    /** The same as a loss of the whole sequence, from the outputs. */
    private static final SequenceLoss WHOLE = (y, target, gradient) -> {
        double sum = 0;
        for (int t = 0; t < target.length; t++) {
            sum -= Math.log(y[t][target[t]]);
            gradient[t][target[t]] = -1 / y[t][target[t]];
        }
        return sum;
    };

    /** The same from the logits. */
    private static final SequenceLoss FROM_LOGITS = new SequenceLoss() {
        @Override
        public String logitsOf() {
            return "identity";
        }

        @Override
        public double ofSequence(double[][] z, int[] target, double[][] gradient) {
            double sum = 0;
            for (int t = 0; t < target.length; t++) {
                double all = 0;
                for (double x : z[t]) {
                    all += Math.exp(x);
                }
                sum += Math.log(all) - z[t][target[t]];
                for (int i = 0; i < z[t].length; i++) {
                    gradient[t][i] = Math.exp(z[t][i]) / all - (i == target[t] ? 1 : 0);
                }
            }
            return sum;
        }
    };

    /** Not aligned: each token of the target pulls at every step, the more the later. */
    private static final SequenceLoss PULL = (y, target, gradient) -> {
        double sum = target.length;
        for (int t = 0; t < y.length; t++) {
            for (int u : target) {
                sum += (t + 1) * y[t][u] * y[t][u];
                gradient[t][u] += 2 * (t + 1) * y[t][u];
            }
        }
        return sum;
    };

    private static Network network(Precision precision, boolean softmax) {
        NetworkBuilder b = Network.builder().inputs(2).bidirectional(new ElmanCell(3));
        return (softmax ? b.dense(CLASSES, Value::softmax) : b.dense(CLASSES))
                .precision(precision)
                .seed(1)
                .build();
    }

    private static Series input(long seed, int steps) {
        Random r = new Random(seed);
        double[][] x = new double[steps][2];
        for (double[] row : x) {
            row[0] = r.nextGaussian();
            row[1] = r.nextGaussian();
        }
        return Series.rows(x);
    }

    private static Example aligned(long seed, int steps) {
        return new Example(
                input(seed, steps),
                Series.tokens(new Random(seed).ints(steps, 0, CLASSES).toArray()));
    }

    private static Gradients gradients(Network n, List<Example> batch, Loss loss, Reduction reduction) {
        return n.gradients(batch, loss, reduction, Truncation.none(), Map.of());
    }

    private static void assertSame(Gradients expected, Gradients actual, double tolerance) {
        assertEquals(expected.loss(), actual.loss(), tolerance);
        assertTrue(expected.loss() > 0);
        expected.parameters().forEach((name, t) -> {
            for (int i = 0; i < t.size(); i++) {
                assertEquals(t.flat(i), actual.parameters().get(name).flat(i), tolerance, name);
            }
        });
        for (int i = 0; i < expected.input().size(); i++) {
            assertEquals(expected.input().flat(i), actual.input().flat(i), tolerance);
        }
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void aLossThatIsASumOverAlignedRowsIsThatOfTheRows(Reduction reduction) {
        List<Example> batch = List.of(aligned(1, 3), aligned(2, 5), aligned(3, 1), aligned(4, 5));
        Network n = network(Precision.FLOAT64, true);
        Gradients rows = gradients(n, batch, ROWS, reduction);
        assertSame(rows, gradients(n, batch, WHOLE, reduction), 1e-13);
        Network logits = network(Precision.FLOAT64, false);
        n.parameterNames().forEach(p -> logits.setParameter(p, n.parameter(p)));
        assertSame(rows, gradients(logits, batch, FROM_LOGITS, reduction), 1e-13);
        Network small = network(Precision.FLOAT32, true);
        assertSame(rows, gradients(small, batch, WHOLE, reduction), 1e-5);
    }

    private static final List<Example> ANY_LENGTH = List.of(
            new Example(input(1, 2), Series.tokens(0, 2, 1, 1, 0)),
            new Example(input(2, 4), Series.tokens()),
            new Example(input(3, 0), Series.tokens(1)),
            new Example(input(4, 5), Series.tokens(2)),
            new Example(Series.rows(new double[0][]), Series.tokens()));

    @Test
    void aTargetHasAnyLengthAndTheGradientAgreesWithFiniteDifferences() {
        Network n = network(Precision.FLOAT64, true);
        for (Reduction reduction : Reduction.values()) {
            Gradients g = gradients(n, ANY_LENGTH, PULL, reduction);
            for (String name : n.parameterNames()) {
                Tensor p = n.parameter(name);
                for (int i = 0; i < p.size(); i++) {
                    double x = p.flat(i);
                    double[] loss = new double[2];
                    for (int side = 0; side < 2; side++) {
                        p.setFlat(i, x + (side == 0 ? -1e-5 : 1e-5));
                        n.setParameter(name, p);
                        loss[side] = gradients(n, ANY_LENGTH, PULL, reduction).loss();
                    }
                    p.setFlat(i, x);
                    n.setParameter(name, p);
                    assertEquals(
                            (loss[1] - loss[0]) / 2e-5, g.parameters().get(name).flat(i), 1e-8, name);
                }
            }
        }
    }

    /** The targets have 5, 0, 1, 1 and 0 tokens, so the sequences weigh 5, 1, 1, 1 and 1. */
    @Test
    void theReductionsWeighASequenceByItsTargetButAtLeastOne() {
        Network n = network(Precision.FLOAT64, true);
        double[] each = ANY_LENGTH.stream()
                .mapToDouble(e -> gradients(n, List.of(e), PULL, Reduction.SUM).loss())
                .toArray();
        double sum = each[0] + each[1] + each[2] + each[3] + each[4];
        assertEquals(sum, gradients(n, ANY_LENGTH, PULL, Reduction.SUM).loss(), 1e-13);
        assertEquals(sum / 9, gradients(n, ANY_LENGTH, PULL, Reduction.MEAN).loss(), 1e-13);
        double perSequence = (each[0] / 5 + each[1] + each[2] + each[3] + each[4]) / 5;
        assertEquals(
                perSequence,
                gradients(n, ANY_LENGTH, PULL, Reduction.MEAN_PER_SEQUENCE).loss(),
                1e-13);
        for (Reduction r : Reduction.values()) {
            double evaluated = trainer(n, PULL)
                    .reduction(r)
                    .batchSize(2)
                    .build()
                    .evaluate(ANY_LENGTH)
                    .loss();
            assertEquals(gradients(n, ANY_LENGTH, PULL, r).loss(), evaluated, 1e-13, r.name());
        }
    }

    private static Trainer.Builder trainer(Network n, Loss loss) {
        return Trainer.builder(n)
                .loss(loss)
                .optimizer(u -> u.next(u.weight().minus(u.gradient().times(u.rate(0.1)))))
                .epochs(1);
    }

    /** Longer than what an evaluation with a loss row by row computes at once. */
    @Test
    void aLongSequenceIsEvaluatedAsAWhole() {
        Network n = Network.builder()
                .inputs(2)
                .recurrent(new ElmanCell(3))
                .dense(CLASSES, Value::softmax)
                .precision(Precision.FLOAT64)
                .build();
        List<Example> batch = List.of(
                new Example(input(1, 700), Series.tokens(2, 1)), new Example(input(2, 300), Series.tokens(1, 0, 1)));
        assertEquals(
                gradients(n, batch, PULL, Reduction.MEAN).loss(),
                trainer(n, PULL).build().evaluate(batch).loss(),
                1e-10);
    }

    private static void refused(String message, Runnable call) {
        assertEquals(message, assertThrows(BadInputException.class, call::run).getMessage());
    }

    @Test
    void aTargetThatTheLossRefusesIsNamedWithItsExample() {
        SequenceLoss picky = new SequenceLoss() {
            @Override
            public String name() {
                return "picky";
            }

            @Override
            public double ofSequence(double[][] y, int[] target, double[][] gradient) {
                if (target.length == 1) {
                    throw new BadInputException("one token is too few: give two");
                }
                return 1;
            }
        };
        // sorted by length the fourth example comes first
        refused(
                "loss 'picky', example 3: one token is too few: give two",
                () -> gradients(network(Precision.FLOAT32, true), ANY_LENGTH, picky, Reduction.MEAN));
    }

    @Test
    void whatDoesNotGoWithALossOfWholeSequencesIsRefused() {
        Network n = network(Precision.FLOAT32, true);
        for (Truncation cut : List.of(Truncation.chunks(2), Truncation.window(2))) {
            refused(
                    "truncation cannot go with loss, which is a loss of whole sequences: leave truncation out",
                    () -> n.gradients(ANY_LENGTH, PULL, Reduction.MEAN, cut, Map.of()));
        }
        refused(
                "truncation cannot go with loss, which is a loss of whole sequences: leave truncation out",
                () -> trainer(n, PULL).truncation(Truncation.chunks(2)).build());
        refused(
                "target of example 0 has rows of width 3, but loss is a loss of whole sequences and takes tokens: use"
                        + " Series.tokens",
                () -> gradients(n, List.of(new Example(input(1, 1), Series.row(1, 0, 0))), PULL, Reduction.MEAN));
        Network one = Network.builder()
                .inputs(2)
                .recurrent(new ElmanCell(3))
                .lastStep()
                .dense(CLASSES)
                .build();
        refused(
                "loss is a loss of whole sequences, but the network reads one row out of a sequence: leave lastStep(),"
                        + " meanPool() or maxPool() out, so that there is an output at every step",
                () -> trainer(one, PULL).build());
        refused(
                "metric 'accuracy' counts row by row, but loss is a loss of whole sequences: measure"
                        + " tokenErrorRate(decoder) or exactMatch(decoder)",
                () -> trainer(n, PULL).metrics(Metric.accuracy()).build());
        Network writes = Network.builder()
                .inputs(2)
                .inputMode(InputMode.REPEAT)
                .recurrent(new ElmanCell(3))
                .dense(CLASSES)
                .build();
        assertThrows(BadInputException.class, () -> trainer(writes, PULL).build());
        Network decodes = Network.builder()
                .inputs(2)
                .recurrent(new ElmanCell(3))
                .decodeTokens(CLASSES)
                .recurrent(new ElmanCell(3))
                .dense(CLASSES)
                .build();
        assertThrows(BadInputException.class, () -> trainer(decodes, PULL).build());
        refused(
                "loss is a loss of whole sequences and has none for a row: give it to a trainer or to Network.gradients, or"
                        + " call its ofSequence",
                () -> LossRun.of(PULL, 3, Precision.FLOAT64));
    }

    @Test
    void aLossThatIsNotFiniteStopsTheTraining() {
        Network n = network(Precision.FLOAT32, true);
        SequenceLoss broken = (y, target, gradient) -> Double.NaN;
        String message = assertThrows(
                        BadInputException.class,
                        () -> trainer(n, broken).build().train(ANY_LENGTH))
                .getMessage();
        assertTrue(message.startsWith("the loss is not finite at step 1"), message);
    }
}
