package dev.rnn4j.core.unroll;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Widths at which products are cut into panels and batches into tiles, with remainders everywhere. */
class WideCellTest {
    /** Two stages, so that one product follows from another within a step. */
    private static Cell cell(int units) {
        return t -> {
            Value h = t.state("h", units);
            Gates z = t.linear(units, "f", "r").of(t.input(), h);
            Value kept = z.get("r").sigmoid().times(h);
            Value n = t.linear(units)
                    .named("in", "kept")
                    .of(t.input(), kept)
                    .get()
                    .tanh();
            Value f = z.get("f").sigmoid();
            t.emit(t.next("h", f.times(h).plus(f.oneMinus().times(n))));
        };
    }

    private static Tensor normal(Random random, double deviation, int... shape) {
        Tensor x = Tensor.zeros(shape);
        for (int i = 0; i < x.size(); i++) {
            x.setFlat(i, (float) (deviation * random.nextGaussian()));
        }
        return x;
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.flat(i) * b.flat(i);
        }
        return sum;
    }

    private static int[] lengths(int steps, int rows, Random random) {
        int[] lengths = new int[rows];
        Arrays.setAll(lengths, b -> b == 0 ? steps : random.nextInt(steps + 1));
        return lengths;
    }

    private static Map<String, Tensor> parameters(Unrolled u, Random random, double deviation) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (String p : u.parameterNames()) {
            all.put(p, normal(random, deviation, u.parameter(p).shape()));
        }
        return all;
    }

    /** All parameters moved at once along a random direction. */
    @ParameterizedTest
    @CsvSource({"3, 9, 130, 70", "2, 5, 257, 33", "4, 17, 3, 129", "2, 40, 64, 64", "2, 6, 300, 1"})
    void gradientAlongADirectionAgreesWithFiniteDifferences(int steps, int rows, int inputs, int units) {
        Random random = new Random(3);
        Unrolled u = Unrolled.of(cell(units), inputs, Precision.FLOAT64);
        Map<String, Tensor> at = parameters(u, random, 0.5 / Math.sqrt(inputs + units));
        Map<String, Tensor> direction = parameters(u, random, 1 / Math.sqrt(inputs + units));
        Tensor x = normal(random, 1, steps, rows, inputs);
        int[] lengths = lengths(steps, rows, random);
        Tensor dOutput = normal(random, 1, steps, rows, units);
        at.forEach(u::setParameter);
        u.forward(x, lengths, Map.of());
        Map<String, Tensor> gradients = u.backward(dOutput, Map.of()).parameters();
        double derived = 0;
        for (String p : u.parameterNames()) {
            derived += dot(gradients.get(p), direction.get(p));
        }
        double h = 1e-3;
        double[] loss = new double[5];
        for (int k = -2; k <= 2; k++) {
            double far = k * h;
            at.forEach((p, value) -> {
                Tensor moved = value.copy();
                for (int i = 0; i < moved.size(); i++) {
                    moved.setFlat(i, moved.flat(i) + far * direction.get(p).flat(i));
                }
                u.setParameter(p, moved);
            });
            loss[k + 2] = dot(u.forward(x, lengths, Map.of()).outputs(), dOutput);
        }
        double measured = (loss[0] - 8 * loss[1] + 8 * loss[3] - loss[4]) / (12 * h);
        assertEquals(measured, derived, 1e-7 * Math.max(1, Math.abs(derived)));
    }

    @ParameterizedTest
    @CsvSource({"3, 9, 130, 70", "2, 5, 257, 33", "4, 17, 3, 129", "2, 6, 300, 1"})
    void neitherTilesNorOtherRowsChangeABit(int steps, int rows, int inputs, int units) {
        for (Precision precision : Precision.values()) {
            Random random = new Random(4);
            Unrolled whole = Unrolled.of(cell(units), inputs, precision);
            Unrolled tiled = whole.inTilesOf(4);
            Map<String, Tensor> at = parameters(whole, random, 0.5 / Math.sqrt(inputs + units));
            at.forEach(whole::setParameter);
            at.forEach(tiled::setParameter);
            Tensor x = normal(random, 1, steps, rows, inputs);
            Tensor dOutput = normal(random, 1, steps, rows, units);
            int[] lengths = lengths(steps, rows, random);
            Tensor y = whole.forward(x, lengths, Map.of()).outputs();
            Tensor dx = whole.backward(dOutput, Map.of()).input();
            assertEquals(y, tiled.forward(x, lengths, Map.of()).outputs());
            assertEquals(dx, tiled.backward(dOutput, Map.of()).input());
            for (int b = 0; b < rows; b++) {
                int[] length = {lengths[b]};
                Unrolled.Run alone = whole.forward(row(x, b), length, Map.of());
                assertArrayEquals(row(y, b).toArray(), alone.outputs().toArray());
                assertArrayEquals(
                        row(dx, b).toArray(),
                        whole.backward(row(dOutput, b), Map.of()).input().toArray());
            }
        }
    }

    private static Tensor row(Tensor x, int b) {
        Tensor to = Tensor.zeros(x.size(0), 1, x.size(2));
        for (int t = 0; t < x.size(0); t++) {
            for (int j = 0; j < x.size(2); j++) {
                to.set(x.get(t, b, j), t, 0, j);
            }
        }
        return to;
    }
}
