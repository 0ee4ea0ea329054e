package dev.rnn4j.examples.text;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;

/**
 * How a {@link CharacterModel} is made.
 *
 * @param cell the name of the recurrent cell
 * @param units its hidden units
 * @param layers how many such layers
 * @param learningRate Adam's, at the start
 * @param rows how many parts of the text are read side by side, if it is long enough
 * @param chunk steps through which gradients go back, and after which there is an update
 * @param epochs how often to go through the text
 * @param seed of all that chance decides
 * @param precision of the network
 */
record Recipe(
        String cell,
        int units,
        int layers,
        double learningRate,
        int rows,
        int chunk,
        int epochs,
        long seed,
        Precision precision) {
    /** With about so many characters in all it learns for a few minutes on one core. */
    static final int CHARACTERS_IN_ALL = 3_400_000;

    private static final int MOST_EPOCHS = 10;

    Recipe {
        atLeastOne(units, "--units");
        atLeastOne(layers, "--layers");
        atLeastOne(rows, "--rows");
        atLeastOne(chunk, "--chunk");
        atLeastOne(epochs, "--epochs");
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate is " + learningRate + "; give a number above 0, up to 1");
        }
    }

    /** In 32 bits. */
    Recipe(String cell, int units, int layers, double learningRate, int rows, int chunk, int epochs, long seed) {
        this(cell, units, layers, learningRate, rows, chunk, epochs, seed, Precision.FLOAT32);
    }

    private static void atLeastOne(int number, String option) {
        if (number < 1) {
            throw new BadInputException(option + " is " + number + "; give 1 or more");
        }
    }

    /** How often a text is gone through unless said: a shorter one more often. */
    static int epochsFor(int characters) {
        return (int) Math.max(1, Math.min(MOST_EPOCHS, Math.round((double) CHARACTERS_IN_ALL / characters)));
    }

    /** The rows that a text is cut into: as many as wanted, but none shorter than a chunk. */
    int rowsFor(int characters) {
        return Math.max(1, Math.min(rows, (characters - 1) / chunk));
    }

    /** How many updates the training takes. */
    long updates(int characters) {
        int rowsOfText = rowsFor(characters);
        int longest = (characters - 1 + rowsOfText - 1) / rowsOfText;
        return (long) epochs * ((longest + chunk - 1) / chunk);
    }
}
