package dev.rnn4j.benchmarks;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.engine.KernelAccess;
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
 * The matrix product C = A W and the gradient of its weights Aᵀ C; the same in a JVM that may not make vector instructions
 * of loops; and a naive twin there, see {@link ElementLoopBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class ProductBenchmark {
    /** Rows of A, inputs and units, m x k x n: a step of an LSTM streaming, of S, M and L; many steps of a dense layer. */
    @Param({"1x64x256", "16x64x256", "32x128x512", "64x512x2048", "512x128x64"})
    public String shape;

    /** In which precision. */
    @Param
    public Precision precision;

    private int m;
    private int k;
    private int n;
    private Object a;
    private Object w;
    private Object c;
    private Object gradient;
    private KernelAccess.Product product;

    /** Draws the numbers. */
    @Setup
    public void open() {
        String[] sizes = shape.split("x");
        m = Integer.parseInt(sizes[0]);
        k = Integer.parseInt(sizes[1]);
        n = Integer.parseInt(sizes[2]);
        a = Numbers.drawn(1, m * k, -1, 1, precision);
        w = Numbers.drawn(2, k * n, -1, 1, precision);
        c = Numbers.drawn(3, m * n, -1, 1, precision);
        gradient = Numbers.drawn(4, k * n, -1, 1, precision);
        product = new KernelAccess.Product(m, k, n, a, w, c, precision);
    }

    /** The engine's product. */
    @Benchmark
    public Object product() {
        product.product();
        return c;
    }

    /** The engine's gradient of the weights. */
    @Benchmark
    public Object weightGradient() {
        product.weightGradient();
        return product;
    }

    /** The engine's product without vector instructions. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = ElementLoopBenchmark.NO_VECTORS)
    public Object productScalar() {
        return product();
    }

    /** The engine's gradient of the weights without vector instructions. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = ElementLoopBenchmark.NO_VECTORS)
    public Object weightGradientScalar() {
        return weightGradient();
    }

    /** The product's naive twin. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = ElementLoopBenchmark.NO_VECTORS)
    public Object productNaive() {
        if (precision == Precision.FLOAT32) {
            multiply((float[]) a, k, 1, (float[]) w, (float[]) c, m, k, n);
        } else {
            multiply((double[]) a, k, 1, (double[]) w, (double[]) c, m, k, n);
        }
        return c;
    }

    /** The gradient's naive twin. */
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = ElementLoopBenchmark.NO_VECTORS)
    public Object weightGradientNaive() {
        if (precision == Precision.FLOAT32) {
            multiply((float[]) a, 1, k, (float[]) c, (float[]) gradient, k, m, n);
        } else {
            multiply((double[]) a, 1, k, (double[]) c, (double[]) gradient, k, m, n);
        }
        return gradient;
    }

    /** z [rows, columns] = x y, where x[r, i] is at r · down + i · across. */
    private static void multiply(
            float[] x, int down, int across, float[] y, float[] z, int rows, int inner, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                float sum = 0;
                for (int i = 0; i < inner; i++) {
                    sum += x[r * down + i * across] * y[i * columns + j];
                }
                z[r * columns + j] = sum;
            }
        }
    }

    private static void multiply(
            double[] x, int down, int across, double[] y, double[] z, int rows, int inner, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < columns; j++) {
                double sum = 0;
                for (int i = 0; i < inner; i++) {
                    sum += x[r * down + i * across] * y[i * columns + j];
                }
                z[r * columns + j] = sum;
            }
        }
    }

    /** One number of the engine's gradient. */
    double gradientOf(int input, int unit) {
        return product.gradient(input, unit);
    }
}
