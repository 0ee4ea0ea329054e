package dev.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.core.Precision;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
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
            assertClose(loop.name(), naive, i -> kernel[i], precision);
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void bothProductsComputeWhatTheirNaiveTwinsDo(Precision precision) {
        ProductBenchmark benchmark = new ProductBenchmark();
        benchmark.shape = "5x7x11";
        benchmark.precision = precision;
        benchmark.open();
        double[] product = numbers(5 * 11, benchmark.product());
        double[] naive = numbers(5 * 11, benchmark.productNaive());
        assertClose("product", naive, i -> product[i], precision);

        benchmark.weightGradient();
        double[] naiveGradient = numbers(7 * 11, benchmark.weightGradientNaive());
        assertClose("gradient", naiveGradient, i -> benchmark.gradientOf(i / 11, i % 11), precision);
    }

    private static double[] numbers(int n, Object array) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Numbers.get(array, i);
        }
        return x;
    }

    private static void assertClose(String what, double[] expected, IntToDoubleFunction actual, Precision precision) {
        double tolerance = precision == Precision.FLOAT32 ? 2e-6 : 1e-14;
        for (int i = 0; i < expected.length; i++) {
            double scale = Math.max(1, Math.abs(expected[i]));
            assertEquals(expected[i], actual.applyAsDouble(i), tolerance * scale, what + " " + precision + " at " + i);
        }
    }
}
