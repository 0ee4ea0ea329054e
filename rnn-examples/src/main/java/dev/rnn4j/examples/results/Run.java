package dev.rnn4j.examples.results;

import dev.rnn4j.examples.Progress;

/**
 * One training.
 *
 * @param row the name of its row
 * @param cell the recurrent cell
 * @param seed of the data and the network
 * @param quick whether a tiny version will do, to see that it runs
 */
record Run(String row, String cell, long seed, boolean quick) {
    /** Shows how far it is. */
    Progress progress(long total) {
        return Progress.start(row + ", seed " + seed, total);
    }
}
