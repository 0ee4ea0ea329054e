package dev.rnn4j.examples.results;

import dev.rnn4j.core.Precision;
import dev.rnn4j.examples.Progress;

/**
 * One training.
 *
 * @param row the name of its row
 * @param cell the recurrent cell
 * @param seed of the data and the network
 * @param quick whether a tiny version will do, to see that it runs
 * @param precision of the network
 */
record Run(String row, String cell, long seed, boolean quick, Precision precision) {
    /** In 32 bits. */
    Run(String row, String cell, long seed, boolean quick) {
        this(row, cell, seed, quick, Precision.FLOAT32);
    }

    /** Shows how far it is. */
    Progress progress(long total) {
        return Progress.start(row + ", seed " + seed, total);
    }
}
