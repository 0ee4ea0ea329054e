package dev.rnn4j.examples.forecast;

import java.util.stream.IntStream;

/**
 * How far the truth may lie from a forecast: for each step ahead the distance within which so large a part of the errors on
 * the validation values lay, as in split conformal prediction (Vovk et al. 2005).
 *
 * @param scale on which the distances are
 * @param distances {@code [horizon]}
 */
record Band(Scale scale, double[] distances) {
    /** The part of the values that should lie in it. */
    static final double SHARE = 0.8;

    /** Of forecasts for values that were not learned from. */
    static Band of(Backtest backtest, Scale scale) {
        int horizon = backtest.forecasts()[0].length;
        int rank = Math.min(backtest.origins(), (int) Math.ceil(SHARE * (backtest.origins() + 1)));
        return new Band(
                scale,
                IntStream.range(0, horizon)
                        .mapToDouble(h -> IntStream.range(0, backtest.origins())
                                .mapToDouble(i -> Math.abs(
                                        scale.of(backtest.truth()[i][h]) - scale.of(backtest.forecasts()[i][h])))
                                .sorted()
                                .toArray()[rank - 1])
                        .toArray());
    }

    /** The lower bounds of a forecast. */
    double[] lower(double[] forecast) {
        return moved(forecast, -1);
    }

    /** The upper bounds of a forecast. */
    double[] upper(double[] forecast) {
        return moved(forecast, 1);
    }

    private double[] moved(double[] forecast, int sign) {
        return IntStream.range(0, forecast.length)
                .mapToDouble(h -> scale.back(scale.of(forecast[h]) + sign * distances[h]))
                .toArray();
    }

    /** The part of all values foretold that lies in it. */
    double covered(Backtest backtest) {
        return IntStream.range(0, backtest.origins())
                .mapToDouble(i -> covered(backtest.forecasts()[i], backtest.truth()[i]))
                .average()
                .orElseThrow();
    }

    private double covered(double[] forecast, double[] truth) {
        double[] lower = lower(forecast);
        double[] upper = upper(forecast);
        long inside = IntStream.range(0, truth.length)
                .filter(h -> lower[h] <= truth[h] && truth[h] <= upper[h])
                .count();
        return (double) inside / truth.length;
    }
}
