package dev.rnn4j.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.kernel.MatrixProducts;
import dev.rnn4j.core.kernel.MatrixProducts.Gradient;
import dev.rnn4j.core.kernel.MatrixProducts.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * The products of plain Java against chains of fused multiply-adds in the order of their terms: the same bits, however few
 * or many the rows, columns, steps and blocks are.
 */
class PlainProductsTest {
    /** Some parts have many rows, some few, some none. */
    private static int[] rowsOfParts(Random random, int parts) {
        return random.ints(parts, 0, random.nextBoolean() ? 6 : 70).toArray();
    }

    private static float[] floats(Random random, int n) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        return x;
    }

    private static double[] doubles(Random random, int n) {
        return random.doubles(n, -0.5, 0.5).toArray();
    }

    private static int[] widths(Random random, boolean wide) {
        return random.ints(1 + random.nextInt(4), 1, wide ? 300 : 20).toArray();
    }

    @Property(tries = 40, seed = "1")
    void manyOperandsInOneCallGiveTheBitsOfTheirEquation(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = 1, max = 150) int inputs,
            @ForAll boolean wide,
            @ForAll boolean transposed) {
        Random random = new Random(seed);
        int[] widths = widths(random, wide);
        int[] rows = rowsOfParts(random, 1 + random.nextInt(20));
        List<Weights<float[]>> blocks = new ArrayList<>();
        for (int n : widths) {
            float[] w = floats(random, inputs * n);
            blocks.add(new Weights<>(w, 0, transposed ? inputs : n, inputs, n, transposed));
        }
        float[][] a = new float[rows.length][];
        float[][][] c = new float[rows.length][][];
        float[][][] expected = new float[rows.length][][];
        for (int p = 0; p < rows.length; p++) {
            a[p] = floats(random, rows[p] * inputs);
            c[p] = new float[widths.length][];
            expected[p] = new float[widths.length][];
            for (int j = 0; j < widths.length; j++) {
                c[p][j] = floats(random, rows[p] * widths[j]);
                expected[p][j] = c[p][j].clone();
                Weights<float[]> w = blocks.get(j);
                for (int i = 0; i < expected[p][j].length; i++) {
                    for (int k = 0; k < inputs; k++) {
                        int u = i % widths[j];
                        float weight = w.array()[transposed ? u * inputs + k : k * widths[j] + u];
                        float x = a[p][i / widths[j] * inputs + k];
                        expected[p][j][i] = Math.fma(x, weight, expected[p][j][i]);
                    }
                }
            }
        }
        MatrixProducts<float[]> products = new Product32();
        products.multiplyAll(a, products.pack(blocks, null), c, rows, rows.length);
        assertTrue(Arrays.deepEquals(expected, c));
    }

    @Property(tries = 40, seed = "2")
    void theSameHoldsInFloat64(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = 1, max = 150) int inputs,
            @ForAll boolean wide) {
        Random random = new Random(seed);
        int[] widths = widths(random, wide);
        int[] rows = rowsOfParts(random, 1 + random.nextInt(20));
        List<Weights<double[]>> blocks = new ArrayList<>();
        for (int n : widths) {
            blocks.add(new Weights<>(doubles(random, inputs * n), 0, n, inputs, n, false));
        }
        double[][] a = new double[rows.length][];
        double[][][] c = new double[rows.length][widths.length][];
        double[][][] expected = new double[rows.length][widths.length][];
        for (int p = 0; p < rows.length; p++) {
            a[p] = doubles(random, rows[p] * inputs);
            for (int j = 0; j < widths.length; j++) {
                c[p][j] = doubles(random, rows[p] * widths[j]);
                expected[p][j] = c[p][j].clone();
                for (int i = 0; i < expected[p][j].length; i++) {
                    for (int k = 0; k < inputs; k++) {
                        double weight = blocks.get(j).array()[k * widths[j] + i % widths[j]];
                        double x = a[p][i / widths[j] * inputs + k];
                        expected[p][j][i] = Math.fma(x, weight, expected[p][j][i]);
                    }
                }
            }
        }
        MatrixProducts<double[]> products = new Product64();
        products.multiplyAll(a, products.pack(blocks, null), c, rows, rows.length);
        assertTrue(Arrays.deepEquals(expected, c));
    }

    @Property(tries = 40, seed = "3")
    void gradientsAddUpInTheOrderOfTheRowsWhicheverSideIsWider(
            @ForAll @IntRange(max = 1_000_000) int seed,
            @ForAll @IntRange(min = 1, max = 600) int inputs,
            @ForAll boolean wide) {
        Random random = new Random(seed);
        int[] widths = widths(random, wide);
        int[] rows = rowsOfParts(random, 1 + random.nextInt(8));
        List<float[]> a = new ArrayList<>();
        List<List<float[]>> d = new ArrayList<>();
        List<float[]> g = new ArrayList<>();
        List<float[]> expected = new ArrayList<>();
        int total = Arrays.stream(rows).sum();
        int[] part = new int[total];
        int[] slot = new int[total];
        int at = 0;
        for (int p = 0; p < rows.length; p++) {
            // an operand that is zero has no place
            a.add(p > 0 && random.nextInt(5) == 0 ? null : floats(random, rows[p] * inputs));
            for (int s = 0; s < rows[p]; s++) {
                part[at] = p;
                slot[at++] = s;
            }
        }
        for (int n : widths) {
            List<float[]> deltas = new ArrayList<>();
            for (int m : rows) {
                deltas.add(floats(random, m * n));
            }
            d.add(deltas);
            g.add(floats(random, inputs * n));
        }
        for (int j = 0; j < widths.length; j++) {
            float[] sum = g.get(j).clone();
            for (int i = 0; i < sum.length; i++) {
                for (int r = 0; r < total; r++) {
                    float[] x = a.get(part[r]);
                    float left = x == null ? 0 : x[slot[r] * inputs + i / widths[j]];
                    float right = d.get(j).get(part[r])[slot[r] * widths[j] + i % widths[j]];
                    sum[i] = Math.fma(left, right, sum[i]);
                }
            }
            expected.add(sum);
        }
        MatrixProducts<float[]> products = new Product32();
        Gradient<float[]> gradient = new Gradient<>(a, inputs, d, widths, g, new int[widths.length], widths);
        int middle = random.nextInt(inputs + 1);
        products.gradient(gradient, part, slot, total, 0, middle);
        products.gradient(gradient, part, slot, total, middle, inputs);
        for (int j = 0; j < widths.length; j++) {
            assertArrayEquals(expected.get(j), g.get(j), "block " + j);
        }
    }
}
