package dev.rnn4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Decoder;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetricTest {
    private static double[] oneHot(int c, int width) {
        double[] row = new double[width];
        row[c] = 1;
        return row;
    }

    /** Rows with these answers and targets among three classes. */
    private static double rows(Metric metric, int[] answers, int[] targets) {
        Metric.Count count = metric.start();
        for (int i = 0; i < answers.length; i++) {
            count.add(oneHot(answers[i], 3), oneHot(targets[i], 3), 0);
        }
        return count.value();
    }

    /** Class 0: TP 2, FP 1, FN 1. Class 1: TP 1, FP 1, FN 2. Class 2: TP 1, FP 2, FN 1. */
    @Test
    void f1IsCountedByHand() {
        int[] answers = {0, 0, 0, 1, 1, 2, 2, 2};
        int[] targets = {0, 0, 1, 1, 2, 2, 0, 1};
        assertEquals(4.0 / 6, rows(Metric.f1(0), answers, targets), 1e-15);
        assertEquals(2.0 / 5, rows(Metric.f1(1), answers, targets), 1e-15);
        assertEquals(2.0 / 5, rows(Metric.f1(2), answers, targets), 1e-15);
        assertEquals((4.0 / 6 + 2.0 / 5 + 2.0 / 5) / 3, rows(Metric.f1(), answers, targets), 1e-15);
    }

    @Test
    void f1LeavesOutClassesThatDoNotOccur() {
        assertEquals(1, rows(Metric.f1(), new int[] {0, 1}, new int[] {0, 1}));
        assertEquals((4.0 / 5 + 0) / 2, rows(Metric.f1(), new int[] {0, 0, 0}, new int[] {0, 0, 1}), 1e-15);
        assertEquals(Double.NaN, rows(Metric.f1(2), new int[] {0, 1}, new int[] {0, 1}));
        assertEquals(0, rows(Metric.f1(1), new int[] {0}, new int[] {1}));
        assertThrows(BadInputException.class, () -> Metric.f1(-1));
        assertEquals(Double.NaN, rows(Metric.f1(), new int[0], new int[0]));
    }

    @Test
    void f1OfASingleOutputHasTwoClasses() {
        Metric.Count count = Metric.f1(1).start();
        count.add(new double[] {0.9}, new double[] {1}, 0);
        count.add(new double[] {0.6}, new double[] {0}, 0);
        count.add(new double[] {0.1}, new double[] {1}, 0);
        assertEquals(0.5, count.value());
    }

    private static int distance(int[] a, int[] b) {
        int d = SequenceCounts.distance(a, b);
        assertEquals(d, SequenceCounts.distance(b, a));
        return d;
    }

    @Test
    void editDistanceCountsWhatIsInsertedDroppedAndChanged() {
        // kitten, sitting
        assertEquals(3, distance("kitten".chars().toArray(), "sitting".chars().toArray()));
        assertEquals(0, distance(new int[] {1, 2}, new int[] {1, 2}));
        assertEquals(2, distance(new int[] {1, 2}, new int[] {2, 1}), "swapped neighbours are two edits");
        assertEquals(3, distance(new int[0], new int[] {1, 1, 1}));
        assertEquals(0, distance(new int[0], new int[0]));
        assertEquals(1, distance(new int[] {1, 2, 3}, new int[] {1, 3}));
    }

    private static double[][] path(int... classes) {
        double[][] y = new double[classes.length][];
        for (int t = 0; t < classes.length; t++) {
            y[t] = oneHot(classes[t], 4);
        }
        return y;
    }

    @Test
    void tokenErrorRateAndExactMatchReadCtcPaths() {
        Decoder decoder = Decoder.ctcBestPath(0);
        Metric.SequenceCount rate =
                (Metric.SequenceCount) Metric.tokenErrorRate(decoder).start();
        Metric.SequenceCount exact =
                (Metric.SequenceCount) Metric.exactMatch(decoder).start();
        assertEquals(Double.NaN, rate.value());
        assertEquals(Double.NaN, exact.value());
        for (Metric.SequenceCount c : List.of(rate, exact)) {
            c.addSequence(path(1, 1, 0, 1, 2, 0), Series.tokens(1, 1, 2), 0);
            c.addSequence(path(0, 3, 3, 3), Series.tokens(3, 3), 0);
            c.addSequence(path(0, 0), Series.tokens(), 0);
            c.addSequence(path(2), Series.tokens(), 0);
            c.addSequence(path(), Series.tokens(1), 0);
        }
        assertEquals(3.0 / 6, rate.value());
        assertEquals(2.0 / 5, exact.value());
    }

    @Test
    void targetsOfRowsHaveTheirLargestAsToken() {
        Metric.SequenceCount exact = (Metric.SequenceCount) Metric.exactMatch().start();
        exact.addSequence(path(1, 2), Series.rows(path(1, 2)), 0);
        exact.addSequence(path(1, 2), Series.rows(path(1, 3)), 0);
        assertEquals(0.5, exact.value());
    }

    @Test
    void bitsPerSymbolIsTheLossInBitsForEachTokenOfTheTargets() {
        Metric.SequenceCount bits =
                (Metric.SequenceCount) Metric.bitsPerSymbol().start();
        bits.addSequence(path(1, 2), Series.tokens(1, 2, 3), Math.log(8));
        bits.addSequence(path(1, 2), Series.tokens(1), Math.log(32));
        assertEquals(2, bits.value(), 1e-15);
        assertEquals(Double.NaN, Metric.bitsPerSymbol().start().value());
    }

    // ---- as an evaluation drives them

    private record Shown(double[][] outputs, Series target, double loss) {}

    private static List<Shown> shown(Network network, Loss loss, List<Example> examples) {
        List<Shown> all = new ArrayList<>();
        Metric spy = new NamedMetric("spy", () -> new Metric.SequenceCount() {
            @Override
            public void addSequence(double[][] outputs, Series target, double l) {
                all.add(new Shown(outputs, target, l));
            }

            @Override
            public double value() {
                return all.size();
            }
        });
        Trainer trainer = Trainer.builder(network)
                .loss(loss)
                .optimizer(u -> u.next(u.weight()))
                .reduction(Reduction.SUM)
                .metrics(spy, Metric.bitsPerSymbol())
                .build();
        Evaluation e = trainer.evaluate(examples);
        double sum = all.stream().mapToDouble(Shown::loss).sum();
        assertEquals(e.loss(), sum, 1e-5);
        int symbols = all.stream().mapToInt(s -> s.target().length()).sum();
        assertEquals(sum / symbols / Math.log(2), e.metrics().get("bits per symbol"), 1e-6);
        return all;
    }

    private static Network network(boolean lastStep) {
        var b = Network.builder().tokens(3).recurrent(new ElmanCell(4));
        return (lastStep ? b.lastStep() : b).dense(3).seed(2).build();
    }

    private static void assertOutputs(Network n, Series input, Shown s, int... steps) {
        assertEquals(steps.length, s.outputs().length);
        Tensor all = n.predict(input);
        for (int i = 0; i < steps.length; i++) {
            for (int k = 0; k < 3; k++) {
                assertEquals(all.flat(steps[i] * 3 + k), s.outputs()[i][k]);
            }
        }
    }

    @Test
    void aSequenceIsShownOnceWithTheStepsThatHaveATarget() {
        Loss ignoring = new Loss() {
            @Override
            public Value of(Value y, Value t) {
                return y.minus(t).square().mean();
            }

            @Override
            public OptionalInt ignoredIndex() {
                return OptionalInt.of(-1);
            }
        };
        Network n = network(false);
        Series shorter = Series.tokens(0, 1);
        Series longer = Series.tokens(2, 1, 0, 2);
        List<Shown> all = shown(
                n,
                ignoring,
                List.of(
                        new Example(shorter, Series.tokens(1, 2)),
                        new Example(longer, Series.tokens(-1, 2, -1, 0)),
                        new Example(Series.tokens(1), Series.tokens(-1)),
                        new Example(Series.tokens(), Series.tokens())));
        assertEquals(2, all.size());
        assertOutputs(n, longer, all.get(0), 1, 3);
        assertArrayEquals(
                new int[] {2, 0},
                new int[] {all.get(0).target().token(0), all.get(0).target().token(1)});
        assertOutputs(n, shorter, all.get(1), 0, 1);
    }

    /** It is evaluated in several segments. */
    @Test
    void aLongSequenceIsShownOnce() {
        Network n = network(false);
        Series input = Series.tokens(new Random(1).ints(600, 0, 3).toArray());
        Loss squared = (y, t) -> y.minus(t).square().mean();
        List<Shown> all =
                shown(n, squared, List.of(new Example(input, input), new Example(Series.tokens(1), Series.tokens(2))));
        assertEquals(2, all.size());
        assertOutputs(n, input, all.get(0), IntStream.range(0, 600).toArray());
        assertEquals(600, all.get(0).target().length());
        assertEquals(input.token(599), all.get(0).target().token(599));
    }

    @Test
    void targetsOfRowsAreShownAsRows() {
        Network n = network(false);
        Series target = Series.rows(new double[][] {{0, 0.5, 0.5}, {1, 0, 0}});
        Loss squared = (y, t) -> y.minus(t).square().mean();
        List<Shown> all = shown(n, squared, List.of(new Example(Series.tokens(0, 2), target)));
        assertEquals(2, all.get(0).target().length());
        assertEquals(0.5, all.get(0).target().get(0, 2));
        assertEquals(1, all.get(0).target().get(1, 0));
    }

    @Test
    void aManyToOneSequenceIsShownWithItsOneOutput() {
        Network n = network(true);
        Series input = Series.tokens(0, 1, 1);
        Loss squared = (y, t) -> y.minus(t).square().mean();
        List<Shown> all = shown(n, squared, List.of(Example.of(input, 2)));
        assertEquals(1, all.size());
        assertOutputs(n, input, all.get(0), 0);
        assertEquals(2, all.get(0).target().token(0));
    }

    @Test
    void aLossOfWholeSequencesShowsAllOutputsAndAnyTarget() {
        Network n = network(false);
        SequenceLoss any = (y, target, gradient) -> y.length + 10 * target.length;
        Series input = Series.tokens(0, 1, 1);
        List<Shown> all = shown(
                n,
                any,
                List.of(
                        new Example(input, Series.tokens(2, 2, 2, 1)),
                        new Example(Series.tokens(), Series.tokens()),
                        new Example(Series.tokens(1, 2), Series.tokens())));
        assertEquals(3, all.size());
        assertOutputs(n, input, all.get(0), 0, 1, 2);
        assertEquals(4, all.get(0).target().length());
        assertEquals(43, all.get(0).loss());
        assertEquals(0, all.get(2).outputs().length);
    }

    @Test
    void twoMetricsOfOneNameAreRefusedUnlessRenamed() {
        Trainer.Builder b = Trainer.builder(network(false));
        String message = assertThrows(
                        BadInputException.class,
                        () -> b.metrics(Metric.exactMatch(), Metric.exactMatch(Decoder.ctcBestPath(0))))
                .getMessage();
        assertEquals(
                "two metrics are called 'exact match': a report has one number for each name; leave one out, or call its"
                        + " named(...)",
                message);
        b.metrics(Metric.exactMatch(), Metric.exactMatch(Decoder.ctcBestPath(0)).named("exact match of CTC"));
    }
}
