package dev.rnn4j.examples.forecast;

/**
 * Forecasts without anything learned (Hyndman and Athanasopoulos, "Forecasting: principles and practice", simple methods).
 * Times are counted from 0, so the last known value is {@code known[n − 1]}.
 */
final class Baselines {
    private Baselines() {}

    /** The last value again and again. */
    static double[] naive(double[] known, int steps) {
        return drift(known, steps, 0);
    }

    /** A straight line through the first and the last value, continued. */
    static double[] drift(double[] known, int steps) {
        int n = known.length;
        return drift(known, steps, n < 2 ? 0 : (known[n - 1] - known[0]) / (n - 1));
    }

    private static double[] drift(double[] known, int steps, double slope) {
        double[] next = new double[steps];
        for (int h = 1; h <= steps; h++) {
            next[h - 1] = known[known.length - 1] + h * slope;
        }
        return next;
    }

    /** The last value of the same time of the season. */
    static Forecaster seasonalNaive(int season) {
        return (known, steps) -> seasonal(known, steps, season, 0);
    }

    /** The same, with the mean change from one season to the next added for each season ahead. */
    static Forecaster seasonalDrift(int season) {
        return (known, steps) -> {
            double sum = 0;
            for (int t = season; t < known.length; t++) {
                sum += known[t] - known[t - season];
            }
            return seasonal(known, steps, season, known.length <= season ? 0 : sum / (known.length - season));
        };
    }

    private static double[] seasonal(double[] known, int steps, int season, double change) {
        double[] next = new double[steps];
        for (int h = 1; h <= steps; h++) {
            int seasons = seasonsAhead(h, season);
            next[h - 1] = known[known.length - 1 + h - seasons * season] + seasons * change;
        }
        return next;
    }

    /** How many seasons before the h-th next value the latest known one of the same time lies: ⌈h/m⌉. */
    static int seasonsAhead(int h, int season) {
        return (h + season - 1) / season;
    }
}
