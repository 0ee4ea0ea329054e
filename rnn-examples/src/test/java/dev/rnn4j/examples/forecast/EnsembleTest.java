package dev.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final int SEASON = 4;
    private static final int HORIZON = 8;
    private static final int VALIDATION = 100;
    private static final int TEST = 140;
    private static final Recipe BRIEF = new Recipe("gru", 6, 0.01, 2, 5, 2, 1);

    /** A line, a season, a cycle that is no multiple of it, and noise. */
    private static double[] series() {
        double[] season = {9, -4, 3, -8};
        double[] series = new double[180];
        Random noise = new Random(5);
        for (int t = 0; t < series.length; t++) {
            series[t] = 200 + 0.3 * t + season[t % SEASON] + 12 * Math.sin(2 * Math.PI * t / 23) + noise.nextGaussian();
        }
        return series;
    }

    private static Ensemble train(double[] series, Recipe recipe) {
        return Ensemble.train(Arrays.copyOf(series, TEST), VALIDATION, SEASON, HORIZON, Scale.PLAIN, recipe);
    }

    @Test
    void a_cycle_is_foretold_better_than_by_seasonal_naive_with_drift_and_than_before_training() {
        double[] series = series();
        Ensemble ensemble = train(series, new Recipe("gru", 12, 0.01, 60, 60, 1, 1));
        double error = Backtest.of(ensemble, series, TEST, HORIZON).meanAbsoluteError();
        double naive = Backtest.of(Baselines.seasonalDrift(SEASON), series, TEST, HORIZON)
                .meanAbsoluteError();
        double untrained =
                Backtest.of(ensemble.untrained(), series, TEST, HORIZON).meanAbsoluteError();
        assertTrue(error < 0.5 * naive, error + " against " + naive);
        assertTrue(error < 0.5 * untrained, error + " against " + untrained + " before training");
    }

    @Test
    void values_after_an_origin_change_nothing_that_is_foretold_at_it() {
        double[] series = series();
        double[] changed = series.clone();
        for (int t = TEST; t < changed.length; t++) {
            changed[t] = 1000 - changed[t];
        }
        double[][] forecasts =
                Backtest.of(train(series, BRIEF), series, TEST, HORIZON).forecasts();
        double[][] again =
                Backtest.of(train(changed, BRIEF), changed, TEST, HORIZON).forecasts();
        assertArrayEquals(forecasts[0], again[0]);
        assertFalse(Arrays.equals(forecasts[1], again[1]), "the first test value is known at the second origin");
    }

    @Test
    void validation_values_choose_an_epoch_and_are_not_learned_from_nor_scaled_by() {
        double[] series = series();
        double[] changed = series.clone();
        for (int t = VALIDATION; t < changed.length; t++) {
            changed[t] *= 3;
        }
        Recipe once = new Recipe("gru", 6, 0.01, 1, 5, 1, 1);
        double[] known = Arrays.copyOf(series, VALIDATION);
        assertArrayEquals(
                train(series, once).forecast(known, HORIZON),
                train(changed, once).forecast(known, HORIZON));
    }

    @Test
    void values_not_learned_from_do_not_scale_what_networks_read() {
        double[] series = series();
        Windows windows = new Windows(Arrays.copyOf(series, VALIDATION), Scale.PLAIN, SEASON, HORIZON);
        double[] changed = series.clone();
        Arrays.fill(changed, VALIDATION, changed.length, 0);
        assertArrayEquals(
                windows.forecast(Arrays.copyOf(series, VALIDATION), new double[] {1}),
                windows.forecast(Arrays.copyOf(changed, VALIDATION), new double[] {1}));
        String last = windows.examples(series, VALIDATION - HORIZON, VALIDATION).toString();
        assertTrue(last.equals(
                windows.examples(changed, VALIDATION - HORIZON, VALIDATION).toString()));
    }

    @Test
    void an_answer_of_zeros_continues_level_and_season() {
        for (int season : new int[] {1, 2, 3, 4, 7}) {
            double[] series = new double[8 * season];
            for (int t = 0; t < series.length; t++) {
                series[t] = 100 + (t % season) * (t % season);
            }
            Windows windows = new Windows(series, Scale.LOG, season, 2);
            double[] next = windows.forecast(series, new double[2 * season]);
            for (int h = 0; h < next.length; h++) {
                assertTrue(Math.abs(next[h] - series[h % season]) < 1e-9, "season " + season + ", step " + h);
            }
        }
    }

    @Test
    void the_right_answer_gives_the_truth_back() {
        double[] series = series();
        Windows windows = new Windows(Arrays.copyOf(series, VALIDATION), Scale.LOG, SEASON, HORIZON);
        var example = windows.examples(series, VALIDATION, VALIDATION + HORIZON).get(0);
        double[] answer = new double[HORIZON];
        for (int h = 0; h < HORIZON; h++) {
            answer[h] = example.target().get(0, h);
        }
        assertArrayEquals(
                Arrays.copyOfRange(series, VALIDATION, VALIDATION + HORIZON),
                windows.forecast(Arrays.copyOf(series, VALIDATION), answer),
                1e-3);
    }
}
