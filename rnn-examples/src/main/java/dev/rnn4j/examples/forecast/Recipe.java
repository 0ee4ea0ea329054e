package dev.rnn4j.examples.forecast;

import dev.rnn4j.core.Precision;

/**
 * How networks are made and trained.
 *
 * @param cell name of the recurrent cell
 * @param units its hidden units
 * @param learningRate of Adam
 * @param epochs at most
 * @param patience epochs without a smaller validation loss after which training ends
 * @param networks how many are trained, whose mean is the forecast
 * @param seed of the first network; the others have the next ones
 * @param precision of all of them
 */
record Recipe(
        String cell,
        int units,
        double learningRate,
        int epochs,
        int patience,
        int networks,
        long seed,
        Precision precision) {
    /** In 32 bits. */
    Recipe(String cell, int units, double learningRate, int epochs, int patience, int networks, long seed) {
        this(cell, units, learningRate, epochs, patience, networks, seed, Precision.FLOAT32);
    }
}
