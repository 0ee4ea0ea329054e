package dev.rnn4j.examples.results;

import java.util.List;

/**
 * What the trainings of a row gave.
 *
 * @param row the row's name
 * @param figures one for each of the seeds 1, 2, ...
 * @param seconds that all trainings took together
 */
record Result(String row, List<Double> figures, double seconds) {
    Result {
        figures = List.copyOf(figures);
    }

    double mean() {
        return figures.stream().mapToDouble(f -> f).average().orElseThrow();
    }
}
