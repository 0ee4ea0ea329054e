package dev.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BaselinesTest {
    private static final double[] KNOWN = {1, 5, 2, 7, 4, 11};

    @Test
    void naive_repeats_the_last_value() {
        assertArrayEquals(new double[] {11, 11, 11}, Baselines.naive(KNOWN, 3));
    }

    @Test
    void drift_continues_the_line_from_the_first_to_the_last_value() {
        assertArrayEquals(new double[] {13, 15}, Baselines.drift(KNOWN, 2), 1e-12);
    }

    @Test
    void seasonal_naive_repeats_the_last_season() {
        assertArrayEquals(
                new double[] {4, 11, 4, 11, 4}, Baselines.seasonalNaive(2).forecast(KNOWN, 5));
        assertArrayEquals(new double[] {7, 4, 11, 7}, Baselines.seasonalNaive(3).forecast(KNOWN, 4));
    }

    @Test
    void seasonal_naive_without_a_season_is_naive() {
        assertArrayEquals(Baselines.naive(KNOWN, 4), Baselines.seasonalNaive(1).forecast(KNOWN, 4));
    }

    @Test
    void seasonal_drift_adds_the_mean_change_for_each_season_ahead() {
        // The changes are 1, 2, 2 and 4.
        assertArrayEquals(
                new double[] {6.25, 13.25, 8.5}, Baselines.seasonalDrift(2).forecast(KNOWN, 3), 1e-12);
    }

    @Test
    void holt_winters_continues_a_line_with_a_season_exactly() {
        double[] series = new double[44];
        double[] season = {3, -1, -4, 2};
        for (int t = 0; t < series.length; t++) {
            series[t] = 50 + 2 * t + season[t % 4];
        }
        double[] known = Arrays.copyOf(series, 36);
        double[] next = HoltWinters.fit(known, 4, Scale.PLAIN).forecast(known, 8);
        for (int h = 0; h < 8; h++) {
            assertEquals(series[36 + h], next[h], 1e-9, "step " + h);
        }
    }

    @Test
    void holt_winters_on_logarithms_continues_growth_by_a_part() {
        double[] series = new double[24];
        for (int t = 0; t < series.length; t++) {
            series[t] = Math.pow(1.1, t) * (t % 2 == 0 ? 2 : 1);
        }
        double[] known = Arrays.copyOf(series, 20);
        double[] next = HoltWinters.fit(known, 2, Scale.LOG).forecast(known, 4);
        for (int h = 0; h < 4; h++) {
            assertEquals(1, next[h] / series[20 + h], 1e-9, "step " + h);
        }
    }
}
