package dev.rnn4j.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.random.Draws;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final int ALL = Integer.MAX_VALUE;

    private static double[] logs(double... p) {
        return Arrays.stream(p).map(Math::log).toArray();
    }

    private static double[] left(Sampling sampling, double... p) {
        return sampling.probabilities(logs(p));
    }

    @Test
    void theTemperatureIsAnExponentOfTheProbabilities() {
        assertArrayEquals(new double[] {0.5, 0.3, 0.2}, left(new Sampling(1, ALL, 1), 0.5, 0.3, 0.2), 1e-15);
        double sum = 0.25 + 0.09 + 0.04;
        assertArrayEquals(
                new double[] {0.25 / sum, 0.09 / sum, 0.04 / sum},
                left(new Sampling(0.5, ALL, 1), 0.5, 0.3, 0.2),
                1e-15);
        assertArrayEquals(new double[] {0, 0.5, 0.5}, left(new Sampling(1e-300, ALL, 1), 0.2, 0.4, 0.4));
        assertArrayEquals(new double[] {0, 0.5, 0.5}, left(new Sampling(Double.MIN_VALUE, ALL, 1), 0.2, 0.4, 0.4));
        assertArrayEquals(new double[] {0.5, 0.5, 0}, left(new Sampling(1e300, ALL, 1), 0.9, 0.1, 0), 1e-15);
    }

    @Test
    void topKKeepsTheKLikeliestAndOfEqualOnesTheLowest() {
        assertArrayEquals(new double[] {0, 0.75, 0.25, 0}, left(new Sampling(1, 2, 1), 0.1, 0.6, 0.2, 0.1), 1e-15);
        assertArrayEquals(new double[] {0.5, 0.5, 0, 0}, left(new Sampling(1, 2, 1), 0.25, 0.25, 0.25, 0.25), 1e-15);
        assertArrayEquals(new double[] {0, 0, 1, 0}, left(new Sampling(1, 1, 1), 0.1, 0.2, 0.5, 0.2), 1e-15);
        assertArrayEquals(new double[] {0.5, 0.5}, left(new Sampling(1, 9, 1), 0.5, 0.5), 1e-15);
    }

    @Test
    void theNucleusIsTheSmallestSetOfTheLikeliestWithItsShareOfTheProbability() {
        double[] p = {0.1, 0.5, 0.1, 0.3};
        assertArrayEquals(new double[] {0, 1, 0, 0}, left(new Sampling(1, ALL, 0.5), p), 1e-15);
        assertArrayEquals(new double[] {0, 0.625, 0, 0.375}, left(new Sampling(1, ALL, 0.500001), p), 1e-15);
        assertArrayEquals(new double[] {0, 0.625, 0, 0.375}, left(new Sampling(1, ALL, 0.8), p), 1e-15);
        assertArrayEquals(new double[] {1 / 9.0, 5 / 9.0, 0, 3 / 9.0}, left(new Sampling(1, ALL, 0.81), p), 1e-15);
        assertArrayEquals(p, left(new Sampling(1, ALL, 1), p), 1e-15);
        assertArrayEquals(new double[] {0, 1, 0, 0}, left(new Sampling(1, ALL, Double.MIN_VALUE), p), 1e-15);
    }

    @Test
    void temperatureComesFirstThenTopKThenTheNucleusOfWhatIsLeft() {
        // squared and made to add up to 1: 25/39, 9/39, 4/39, 1/39; of the first three 25/38, 9/38, 4/38
        double[] p = {0.5, 0.3, 0.2, 0.1};
        assertArrayEquals(new double[] {25 / 34.0, 9 / 34.0, 0, 0}, left(new Sampling(0.5, 3, 0.89), p), 1e-15);
        assertArrayEquals(new double[] {25 / 38.0, 9 / 38.0, 4 / 38.0, 0}, left(new Sampling(0.5, 3, 0.9), p), 1e-15);
    }

    @Test
    void anImpossibleTokenIsNeverLeft() {
        for (Sampling s : new Sampling[] {
            new Sampling(1, ALL, 1), new Sampling(1, 3, 1), new Sampling(1, ALL, 0.99), new Sampling(1e9, 2, 1)
        }) {
            assertEquals(0, left(s, 0, 1, 0)[0]);
            assertEquals(1, s.draw(logs(0, 1, 0), 0.999999));
            assertEquals(-1, s.draw(logs(0, 0, 0), 0.5));
        }
        assertEquals(-1, Sampling.likeliest(logs(0, 0)));
        assertEquals(1, Sampling.likeliest(logs(0.1, 0.45, 0.45)));
    }

    @Property(seed = "5", tries = 300)
    void whatIsLeftAddsUpToOneAndIsTheLikeliest(
            @ForAll @Size(min = 1, max = 12) double[] any,
            @ForAll @DoubleRange(min = 0.05, max = 20) double temperature,
            @ForAll @IntRange(min = 1, max = 14) int topK,
            @ForAll @DoubleRange(min = 0.01, max = 1) double nucleus) {
        double[] p =
                LogProbabilities.of(Arrays.stream(any).map(x -> 5 * Math.sin(x)).toArray());
        double[] left = new Sampling(temperature, topK, nucleus).probabilities(p);
        assertEquals(1, Arrays.stream(left).sum(), 1e-12);
        double leastKept = IntStream.range(0, p.length)
                .filter(i -> left[i] > 0)
                .mapToDouble(i -> p[i])
                .min()
                .orElseThrow();
        long kept = Arrays.stream(left).filter(x -> x > 0).count();
        assertTrue(kept <= topK);
        for (int i = 0; i < p.length; i++) {
            assertTrue(left[i] > 0 || p[i] <= leastKept, "token " + i + " is likelier than one that is kept");
        }
    }

    @Test
    void tokensComeAsOftenAsTheirProbabilitySays() {
        double[] p = {0.4, 0.25, 0.15, 0.1, 0.06, 0.04};
        Sampling sampling = new Sampling(1, ALL, 1);
        long[] counts = new long[p.length];
        Draws draws = Draws.of(3, "test");
        for (int i = 0; i < 20_000; i++) {
            counts[sampling.draw(logs(p), draws.uniform(i))]++;
        }
        assertTrue(new ChiSquareTest().chiSquareTest(p, counts) > 0.01, Arrays.toString(counts));
    }

    @Test
    void sequencesComeAsOftenAsTheirProbabilitySays() {
        // token 1 ends; the second token depends on the first
        HistoryModel model = new HistoryModel(
                3,
                1,
                h -> h.length == 0
                        ? new double[] {0.5, 0.2, 0.3}
                        : h[0] == 0 ? new double[] {0.1, 0.6, 0.3} : new double[] {0.7, 0.1, 0.2});
        double[] p = {0.05, 0.3, 0.15, 0.2, 0.21, 0.03, 0.06};
        String[] sequences = {"[0, 0]", "[0]", "[0, 2]", "[]", "[2, 0]", "[2]", "[2, 2]"};
        long[] counts = new long[p.length];
        for (Generated g : Generator.builder(model)
                .temperature(1)
                .maximumLength(2)
                .seed(11)
                .build()
                .generate(Series.tokens(), 10_000)) {
            int which = Arrays.asList(sequences).indexOf(g.tokens().toString());
            counts[which]++;
            assertEquals(Math.log(p[which]), g.logProbability(), 1e-12);
            assertEquals(g.tokens().size() < 2, g.ended());
        }
        assertTrue(new ChiSquareTest().chiSquareTest(p, counts) > 0.01, Arrays.toString(counts));
    }
}
