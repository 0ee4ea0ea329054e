package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.train.BatchReport;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a step allocates once everything has its buffers: the fewest bytes of several, as a class that is loaded or a
 * method that is compiled in between allocates, too.
 */
class SteadyStepTest {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int TIMES = 60;

    private static final Loss SQUARE =
            (output, target) -> output.minus(target).square().sum();

    /** With a slot, and a scalar that changes with the step. */
    private static final Optimizer MOMENTUM = u -> {
        Value m = u.slot("momentum").times(0.9).plus(u.gradient());
        u.next("momentum", m);
        u.next(u.weight().minus(m.times(u.rate(1e-3))));
    };

    private static long fewestBytes(Runnable step) {
        long fewest = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            step.run();
            fewest = Math.min(fewest, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return fewest;
    }

    private static Network network(Precision precision, UnaryOperator<NetworkBuilder> reads, int units) {
        return reads.apply(Network.builder())
                .recurrent(new ElmanCell(units))
                .layerNorm()
                .recurrent(new ElmanCell(units))
                .dense(3, Value::softmax)
                .precision(precision)
                .seed(1)
                .build();
    }

    // ---- streams

    @ParameterizedTest
    @EnumSource(Precision.class)
    void aStepOfAStreamIntoTheCallersArrayAllocatesNothing(Precision precision) {
        Stream rows = network(precision, b -> b.inputs(5), 20).stream();
        double[] row = {1, 0, -0.5, 0.25, 2};
        double[] outputs = new double[3];
        assertEquals(0, fewestBytes(() -> rows.step(row, outputs)));

        Stream tokens = network(precision, b -> b.tokens(7), 20).stream();
        assertEquals(0, fewestBytes(() -> tokens.step(4, outputs)));

        Stream embedded = network(precision, b -> b.tokens(7).embedding(4), 20).stream();
        assertEquals(0, fewestBytes(() -> embedded.step(4, outputs)));
    }

    @Test
    void aStepOfSeveralStreamsIntoTheCallersArraysAllocatesNothing() {
        Streams rows = network(Precision.FLOAT32, b -> b.inputs(2), 9).streams(3);
        double[][] inputs = {{1, 2}, {0, -1}, {0.5, 0.5}};
        double[][] outputs = new double[3][3];
        assertEquals(0, fewestBytes(() -> rows.step(inputs, outputs)));

        Streams tokens = network(Precision.FLOAT32, b -> b.tokens(7), 9).streams(3);
        int[] read = {6, 0, 3};
        assertEquals(0, fewestBytes(() -> tokens.step(read, outputs)));
    }

    @Test
    void aStepOfAStreamAllocatesItsOutputsOtherwise() {
        Stream rows = network(Precision.FLOAT32, b -> b.inputs(2), 9).stream();
        double[] row = {1, 2};
        long each = fewestBytes(() -> rows.step(row));
        assertTrue(each <= 64, "bytes of a step with an array of 3 numbers: " + each);
    }

    // ---- training

    /** The fewest bytes from the end of one batch to that of the next. */
    private static long ofTraining(int units, int rows, int steps, UnaryOperator<Trainer.Builder> more) {
        Network network = network(Precision.FLOAT32, b -> b.inputs(4), units);
        double[][] x = new double[steps][4];
        int[] classes = new int[steps];
        for (int t = 0; t < steps; t++) {
            x[t][t % 4] = 1;
            classes[t] = t % 3;
        }
        Example example = new Example(Series.rows(x), Series.tokens(classes));
        long[] fewest = {Long.MAX_VALUE};
        long[] before = {0};
        TrainingListener listener = new TrainingListener() {
            @Override
            public void batchEnd(BatchReport report) {
                long now = THREADS.getCurrentThreadAllocatedBytes();
                fewest[0] = Math.min(fewest[0], report.step() == 1 ? Long.MAX_VALUE : now - before[0]);
                before[0] = THREADS.getCurrentThreadAllocatedBytes();
            }
        };
        more.apply(Trainer.builder(network)
                        .loss(SQUARE)
                        .optimizer(MOMENTUM)
                        .batchSize(rows)
                        .epochs(1)
                        .threads(1)
                        .listener(listener))
                .build()
                .train(Collections.nCopies(rows * TIMES, example));
        return fewest[0];
    }

    @Test
    void whatATrainingStepAllocatesIsLittleAndDoesNotGrowWithUnitsRowsOrSteps() {
        long small = ofTraining(4, 3, 5, b -> b);
        long large = ofTraining(24, 40, 30, b -> b);
        assertTrue(small < 4000, "bytes of a step: " + small);
        assertTrue(large <= small, "bytes of a step of a small network: " + small + ", of a large one: " + large);
    }

    @Test
    void whatAStepAfterEachChunkAllocatesIsAFewObjectsForEachRow() {
        UnaryOperator<Trainer.Builder> chunks =
                b -> b.truncation(Truncation.chunks(5)).updateEachChunk();
        long narrow = ofTraining(4, 3, 50, chunks);
        long wide = ofTraining(24, 3, 50, chunks);
        long rows = ofTraining(4, 40, 50, chunks);
        assertTrue(narrow < 5000, "bytes of a step: " + narrow);
        assertTrue(wide <= narrow + 1000, "bytes of a step: " + narrow + ", with more units: " + wide);
        assertTrue(rows - narrow < 37 * 200, "bytes of a step: " + narrow + ", with more rows: " + rows);
    }
}
