package dev.rnn4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One training step through the public trainer: a batch made of examples, forwards, backwards through all steps, Adam.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TrainingBenchmark {
    /** Which cell. */
    @Param({"simple", "lstm", "gru"})
    public String cell;

    /** Which size. */
    @Param({"S", "M", "L", "XL"})
    public Size size;

    private Subject subject;

    /** Makes the network and its data. */
    @Setup
    public void open() {
        subject = new Subject(Workload.of(Task.TRAINING, cell, size));
    }

    /** The step. */
    @Benchmark
    public double step() {
        return subject.run();
    }
}
