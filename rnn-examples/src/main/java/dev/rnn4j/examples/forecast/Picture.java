package dev.rnn4j.examples.forecast;

import java.util.Arrays;
import java.util.function.IntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * What is drawn: the end of a series, what was foretold for its last values when they were not known yet, and what is
 * foretold for the time behind it.
 *
 * @param values the whole series
 * @param first the index at which the picture begins
 * @param past the forecast for the last values, with its band
 * @param naivePast the seasonal-naive forecast for them
 * @param next the forecast behind the end, with its band
 * @param label the time at an index
 * @param title one line
 */
record Picture(
        double[] values,
        int first,
        Foretold past,
        double[] naivePast,
        Foretold next,
        IntFunction<String> label,
        String title) {
    /** A forecast and its band; one array index for each step ahead. */
    record Foretold(double[] forecast, double[] lower, double[] upper) {
        static Foretold of(double[] forecast, Band band) {
            return new Foretold(forecast, band.lower(forecast), band.upper(forecast));
        }
    }

    /** The index of the first value that {@link #past} foretells. */
    int origin() {
        return values.length - past.forecast().length;
    }

    /** The index behind the last time foretold. */
    int end() {
        return values.length + next.forecast().length;
    }

    double least() {
        return all().min().orElseThrow();
    }

    double greatest() {
        return all().max().orElseThrow();
    }

    private DoubleStream all() {
        return Stream.of(
                        Arrays.copyOfRange(values, first, values.length),
                        naivePast,
                        past.lower(),
                        past.upper(),
                        next.lower(),
                        next.upper())
                .flatMapToDouble(Arrays::stream);
    }
}
