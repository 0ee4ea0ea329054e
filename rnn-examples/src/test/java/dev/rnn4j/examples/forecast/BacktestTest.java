package dev.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacktestTest {
    @Test
    void each_origin_knows_what_was_before_it_and_is_compared_with_what_came() {
        List<Integer> known = new ArrayList<>();
        Backtest backtest = Backtest.of(
                (before, steps) -> {
                    known.add(before.length);
                    return new double[steps];
                },
                new double[] {1, 2, 3, 4, 5, 6},
                3,
                2);
        assertEquals(List.of(3, 4), known);
        assertArrayEquals(new double[] {4, 5}, backtest.truth()[0]);
        assertArrayEquals(new double[] {5, 6}, backtest.truth()[1]);
    }

    @Test
    void errors_are_those_computed_by_hand() {
        Backtest backtest = new Backtest(new double[][] {{1, 2}, {5, 5}}, new double[][] {{2, 0}, {5, 9}});
        assertEquals((1 + 2 + 0 + 4) / 4.0, backtest.meanAbsoluteError(), 1e-12);
        assertEquals(Math.sqrt((1 + 4 + 0 + 16) / 4.0), backtest.rootMeanSquaredError(), 1e-12);
        assertEquals(2, backtest.meanAbsoluteError(1), 1e-12);
    }

    @Test
    void the_scale_is_the_mean_change_against_one_season_before() {
        assertEquals((2 + 3 + 3 + 1) / 4.0, Backtest.scale(new double[] {1, 4, 3, 1, 6, 2}, 2), 1e-12);
    }

    @Test
    void of_two_forecasters_the_closer_one_is_counted_by_origin() {
        double[][] truth = {{1}, {2}, {3}};
        Backtest one = new Backtest(new double[][] {{1}, {5}, {3.5}}, truth);
        Backtest other = new Backtest(new double[][] {{2}, {3}, {4}}, truth);
        assertEquals(2, one.closerThan(other));
        assertEquals(1, other.closerThan(one));
    }

    @Test
    void a_band_holds_its_share_of_the_errors_step_by_step() {
        double[][] forecasts = new double[9][2];
        double[][] truth = new double[9][2];
        for (int i = 0; i < 9; i++) {
            truth[i][0] = i % 2 == 0 ? i + 1 : -i - 1;
            truth[i][1] = 10 * (i + 1);
        }
        Band band = Band.of(new Backtest(forecasts, truth), Scale.PLAIN);
        // Of nine errors the ⌈0.8 · 10⌉ = 8th by size.
        assertArrayEquals(new double[] {8, 80}, band.distances());
        assertArrayEquals(new double[] {-7, -79}, band.lower(new double[] {1, 1}));
        assertArrayEquals(new double[] {9, 81}, band.upper(new double[] {1, 1}));
        assertEquals(8.0 / 9, band.covered(new Backtest(forecasts, truth)), 1e-12);
    }

    @Test
    void on_logarithms_a_band_is_a_factor() {
        Band band = new Band(Scale.LOG, new double[] {Math.log(2)});
        assertArrayEquals(new double[] {5}, band.lower(new double[] {10}), 1e-12);
        assertArrayEquals(new double[] {20}, band.upper(new double[] {10}), 1e-12);
    }
}
