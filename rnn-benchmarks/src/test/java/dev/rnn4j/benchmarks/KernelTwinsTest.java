package dev.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.core.Precision;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A benchmark compares nothing if the two sides do not compute the same. */
class KernelTwinsTest {
    @ParameterizedTest
    @EnumSource(Precision.class)
    void everyLoopComputesWhatItsNaiveTwinDoes(Precision precision) {
        for (ElementLoop loop : ElementLoop.values()) {
            ElementLoopBenchmark benchmark = new ElementLoopBenchmark();
            benchmark.loop = loop;
            benchmark.precision = precision;
            benchmark.open();
            double[] kernel = numbers(ElementLoopBenchmark.N, benchmark.kernel());
            double[] naive = numbers(ElementLoopBenchmark.N, benchmark.naive());
            assertClose(loop.name(), naive, i -> kernel[i], precision, 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "FLOAT32, 5, 7, 11",
        "FLOAT64, 5, 7, 11",
        "FLOAT32, 130, 70, 9",
        "FLOAT64, 130, 70, 9",
        "FLOAT32, 3, 5, 600",
        "FLOAT64, 3, 5, 600"
    })
    void bothProductsComputeWhatTheirNaiveTwinsDo(Precision precision, int m, int k, int n) {
        ProductBenchmark benchmark = new ProductBenchmark();
        benchmark.shape = m + "x" + k + "x" + n;
        benchmark.precision = precision;
        benchmark.open();
        double[] product = numbers(m * n, benchmark.product());
        double[] naive = numbers(m * n, benchmark.productNaive());
        assertClose("product", naive, i -> product[i], precision, k);

        benchmark.weightGradient();
        double[] naiveGradient = numbers(k * n, benchmark.weightGradientNaive());
        assertClose("gradient", naiveGradient, i -> benchmark.gradientOf(i / n, i % n), precision, m);
    }

    private static double[] numbers(int n, Object array) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Numbers.get(array, i);
        }
        return x;
    }

    private static void assertClose(
            String what, double[] expected, IntToDoubleFunction actual, Precision precision, int terms) {
        double tolerance = (precision == Precision.FLOAT32 ? 2e-6 : 1e-14) * Math.max(1, terms / 10.0);
        for (int i = 0; i < expected.length; i++) {
            double scale = Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], actual.applyAsDouble(i), tolerance * scale, what + " " + precision + " at " + i);
        }
    }
}
