package dev.rnn4j.examples.forecast;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Forecasts from one origin after another, each with all that was known then and nothing later.
 *
 * @param forecasts {@code [origins][horizon]}
 * @param truth what came, of the same shape
 */
record Backtest(double[][] forecasts, double[][] truth) {
    /** From each origin of {@code from} up to the last that has a whole horizon before the end. */
    static Backtest of(Forecaster forecaster, double[] values, int from, int horizon) {
        int origins = values.length - horizon - from + 1;
        double[][] forecasts = new double[origins][];
        double[][] truth = new double[origins][];
        for (int i = 0; i < origins; i++) {
            forecasts[i] = forecaster.forecast(Arrays.copyOf(values, from + i), horizon);
            truth[i] = Arrays.copyOfRange(values, from + i, from + i + horizon);
        }
        return new Backtest(forecasts, truth);
    }

    /** How many origins there are. */
    int origins() {
        return forecasts.length;
    }

    /** The mean absolute error over all origins and steps. */
    double meanAbsoluteError() {
        return IntStream.range(0, origins())
                .mapToDouble(this::meanAbsoluteError)
                .average()
                .orElseThrow();
    }

    /** The same of one origin. */
    double meanAbsoluteError(int origin) {
        return IntStream.range(0, truth[origin].length)
                .mapToDouble(h -> Math.abs(error(origin, h)))
                .average()
                .orElseThrow();
    }

    /** The root of the mean squared error over all origins and steps. */
    double rootMeanSquaredError() {
        double squares = 0;
        int count = 0;
        for (int i = 0; i < origins(); i++) {
            for (int h = 0; h < truth[i].length; h++) {
                squares += error(i, h) * error(i, h);
                count++;
            }
        }
        return Math.sqrt(squares / count);
    }

    /** What came minus what was foretold, {@code h} steps ahead, counted from 0. */
    double error(int origin, int h) {
        return truth[origin][h] - forecasts[origin][h];
    }

    /** At how many origins the mean absolute error is smaller than the other's. */
    int closerThan(Backtest other) {
        return (int) IntStream.range(0, origins())
                .filter(i -> meanAbsoluteError(i) < other.meanAbsoluteError(i))
                .count();
    }

    /**
     * What errors are divided by for the MASE: the mean absolute error of the seasonal-naive forecast one season ahead, on
     * the values to learn from (Hyndman and Koehler 2006).
     */
    static double scale(double[] learned, int season) {
        return IntStream.range(season, learned.length)
                .mapToDouble(t -> Math.abs(learned[t] - learned[t - season]))
                .average()
                .orElseThrow();
    }
}
