package dev.rnn4j.examples.story;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;

/**
 * How a {@link StoryModel} is made: first it learns from the plainest stories what is asked for, then their distances
 * grow, and then they are mixed.
 *
 * @param cell the name of the recurrent cell
 * @param units its hidden units
 * @param embedding numbers that stand for a word
 * @param steps of the optimizer
 * @param longest distance from a fact to its question, in words, up to which it trains
 * @param seed of all that chance decides
 * @param precision of the network
 */
record Recipe(String cell, int units, int embedding, int steps, int longest, long seed, Precision precision) {
    /** Stories in a step. */
    static final int BATCH = 24;

    /** The share of the steps with plain stories, and that after which the longest ones have come. */
    private static final double PLAIN = 0.3;

    private static final double GROWN = 0.6;

    Recipe {
        atLeastOne(units, "--units");
        atLeastOne(steps, "--steps");
        if (longest < 20 || longest > 500) {
            throw new BadInputException("--longest is " + longest + "; give a number of words from 20 to 500");
        }
    }

    /** In 32 bits. */
    Recipe(String cell, int units, int embedding, int steps, int longest, long seed) {
        this(cell, units, embedding, steps, longest, seed, Precision.FLOAT32);
    }

    /** Adam's, at the start. The simple cell loses its way with larger ones. */
    double learningRate() {
        return switch (cell) {
            case "simple" -> 0.001;
            case "lstm" -> 0.01;
            default -> 0.008;
        };
    }

    /** The longest distance of the stories of a step; -1 as long as they are plain. */
    int longestAt(int step) {
        double share = (double) step / steps;
        return share < PLAIN ? -1 : (int) (longest * Math.min(1, (share - PLAIN) / (GROWN - PLAIN)));
    }

    private static void atLeastOne(int number, String option) {
        if (number < 1) {
            throw new BadInputException(option + " is " + number + "; give 1 or more");
        }
    }
}
