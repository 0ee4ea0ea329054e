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
 * The next step of one sequence, batch 1, with the state kept: {@code network.stream().step(row, outputs)}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class StreamingBenchmark {
    /** Which cell. */
    @Param({"simple", "lstm", "gru"})
    public String cell;

    /** Which size. */
    @Param({"S", "M", "L"})
    public Size size;

    private Subject subject;

    /** Makes the network and its data. */
    @Setup
    public void open() {
        subject = new Subject(Workload.of(Task.STREAMING, cell, size));
    }

    /** The work. */
    @Benchmark
    public double run() {
        return subject.run();
    }
}
