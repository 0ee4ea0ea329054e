package dev.rnn4j.examples.forecast;

/** Foretells a series. It is given what is known and nothing else, so it cannot look ahead. */
@FunctionalInterface
interface Forecaster {
    /**
     * The next values.
     *
     * @param known all values so far, oldest first
     * @param steps how many to foretell
     * @return {@code [steps]}, nearest first
     */
    double[] forecast(double[] known, int steps);
}
