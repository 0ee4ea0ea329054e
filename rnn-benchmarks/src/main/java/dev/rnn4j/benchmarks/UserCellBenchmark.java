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

/** A training step with an LSTM written by a user beside one with the registered {@code lstm}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class UserCellBenchmark {
    /** Which size. */
    @Param({"S", "M"})
    public Size size;

    private Subject registered;
    private Subject users;

    /** Makes both networks and their data. */
    @Setup
    public void open() {
        Workload workload = Workload.of(Task.TRAINING, "lstm", size);
        registered = new Subject(workload);
        users = new Subject(workload, b -> b.recurrent(new UserLstmCell(size.hidden())));
    }

    /** With the registered cell. */
    @Benchmark
    public double registered() {
        return registered.run();
    }

    /** With the user's cell. */
    @Benchmark
    public double users() {
        return users.run();
    }
}
