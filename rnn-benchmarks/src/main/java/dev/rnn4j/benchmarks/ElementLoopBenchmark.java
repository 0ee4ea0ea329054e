package dev.rnn4j.benchmarks;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.engine.KernelAccess;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The engine's loops over elements, nanoseconds for one element; the same in a JVM that may not make vector instructions
 * of loops; and a naive twin there. A loop that the JIT compiler does not vectorise any more is as fast in either JVM.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class ElementLoopBenchmark {
    static final int N = 2048;
    /** HotSpot's switch for the vectorisation of loops. */
    static final String NO_VECTORS = "-XX:-UseSuperWord";

    /** Which loop. */
    @Param
    public ElementLoop loop;

    /** In which precision. */
    @Param
    public Precision precision;

    private KernelAccess.Loop kernel;
    private Object a;
    private Object b;
    private Object c;
    private Object y;

    /** Draws the numbers. */
    @Setup
    public void open() {
        kernel = new KernelAccess.Loop(loop.name(), N, ElementLoop.K, ElementLoop.K2, precision);
        a = Numbers.drawn(1, N, -3, 3, precision);
        b = Numbers.drawn(2, N, 0.1, 0.9, precision);
        c = Numbers.drawn(3, N, -1, 1, precision);
        y = Numbers.drawn(4, N, 0, 1, precision);
    }

    /** The engine's loop. */
    @Benchmark
    @OperationsPerInvocation(N)
    public Object kernel() {
        kernel.run(y, a, b, c);
        return y;
    }

    /** The engine's loop without vector instructions. */
    @Benchmark
    @OperationsPerInvocation(N)
    @Fork(value = 1, jvmArgsAppend = NO_VECTORS)
    public Object scalar() {
        kernel.run(y, a, b, c);
        return y;
    }

    /** Its naive twin. */
    @Benchmark
    @OperationsPerInvocation(N)
    @Fork(value = 1, jvmArgsAppend = NO_VECTORS)
    public Object naive() {
        if (precision == Precision.FLOAT32) {
            naive(loop.twin32(), (float[]) y, (float[]) a, (float[]) b, (float[]) c);
        } else {
            naive(loop.twin64(), (double[]) y, (double[]) a, (double[]) b, (double[]) c);
        }
        return y;
    }

    private static void naive(ElementLoop.Twin32 twin, float[] y, float[] a, float[] b, float[] c) {
        for (int i = 0; i < N; i++) {
            y[i] = twin.of(a[i], b[i], c[i]);
        }
    }

    private static void naive(ElementLoop.Twin64 twin, double[] y, double[] a, double[] b, double[] c) {
        for (int i = 0; i < N; i++) {
            y[i] = twin.of(a[i], b[i], c[i]);
        }
    }
}
