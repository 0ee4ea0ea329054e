package dev.rnn4j.examples.forecast;

import com.github.signaflo.timeseries.TestData;
import java.nio.file.Path;
import java.util.function.IntFunction;

/**
 * A series of numbers at equal distances in time.
 *
 * @param title one line about it
 * @param values oldest first
 * @param label the time of the value at an index, which may lie behind the last one
 */
record Observations(String title, double[] values, IntFunction<String> label) {
    /** The length of the season of {@link #ausbeer}. */
    static final int QUARTERS = 4;

    private static final int FIRST_YEAR = 1956;

    /**
     * Beer made in Australia, in megalitres, in each quarter from 1956 to the third of 2008: {@code ausbeer} of the R package
     * fpp (Hyndman), as the library java-timeseries has it (Rachiele, MIT licence).
     */
    static Observations ausbeer() {
        return new Observations(
                "ausbeer, quarterly beer production in Australia in megalitres (R package fpp)",
                TestData.ausbeerArray.clone(),
                i -> FIRST_YEAR + i / QUARTERS + " Q" + (1 + i % QUARTERS));
    }

    /** Of a file; the times are counted from 1. */
    static Observations of(Path file, String column) {
        SeriesFile read = SeriesFile.read(file, column);
        return new Observations(
                file + (read.column().isEmpty() ? "" : ", column '" + read.column() + "'"),
                read.values(),
                i -> String.valueOf(i + 1));
    }
}
