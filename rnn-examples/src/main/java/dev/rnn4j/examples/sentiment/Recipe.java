package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;

/**
 * How a {@link SentimentModel} is made.
 *
 * @param cell the name of the recurrent cell
 * @param units its hidden units
 * @param embedding numbers that stand for a word
 * @param dropout the part of these numbers left out while training
 * @param learningRate Adam's, at the start
 * @param batchSize texts in a minibatch
 * @param epochs how often to go through the texts; 0 for as often as their number suggests
 * @param seed of all that chance decides
 * @param precision of the network
 */
record Recipe(
        String cell,
        int units,
        int embedding,
        double dropout,
        double learningRate,
        int batchSize,
        int epochs,
        long seed,
        Precision precision) {
    private static final int MOST_EPOCHS = 90;
    private static final int LEAST_EPOCHS = 3;

    Recipe {
        atLeastOne(units, "--units");
        atLeastOne(embedding, "--embedding");
        atLeastOne(batchSize, "--batch-size");
        if (epochs < 0) {
            throw new BadInputException("--epochs is " + epochs + "; give 1 or more");
        }
        if (!(dropout >= 0 && dropout < 1)) {
            throw new BadInputException("--dropout is " + dropout + "; give a number from 0 to below 1");
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate is " + learningRate + "; give a number above 0, up to 1");
        }
    }

    /** In 32 bits. */
    Recipe(
            String cell,
            int units,
            int embedding,
            double dropout,
            double learningRate,
            int batchSize,
            int epochs,
            long seed) {
        this(cell, units, embedding, dropout, learningRate, batchSize, epochs, seed, Precision.FLOAT32);
    }

    /** How the cell reads. */
    Reading reading() {
        return Reading.of(cell);
    }

    /** Epochs for texts of so many words together. */
    int epochsFor(long words) {
        if (epochs > 0) {
            return epochs;
        }
        return (int) Math.max(
                LEAST_EPOCHS, Math.min(MOST_EPOCHS, Math.round(reading().wordsRead() / Math.max(1, words))));
    }

    /** The same with another seed. */
    Recipe withSeed(long newSeed) {
        return new Recipe(cell, units, embedding, dropout, learningRate, batchSize, epochs, newSeed, precision);
    }

    private static void atLeastOne(int number, String option) {
        if (number < 1) {
            throw new BadInputException(option + " is " + number + "; give 1 or more");
        }
    }
}
