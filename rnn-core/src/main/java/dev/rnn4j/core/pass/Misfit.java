package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;

/** What does not fit a network, in words: the axis, what it has, what was expected, where, and the cure. */
public final class Misfit {
    private Misfit() {}

    /**
     * {@code input width 5, expected 32: layer 'gru-1', example 0; give rows of 32 numbers}.
     *
     * @param axis such as "input width"
     * @param where the layer, and the place in the data
     * @param cure what to do
     */
    public static BadInputException of(String axis, Object found, Object expected, String where, String cure) {
        return new BadInputException(axis + " " + found + ", expected " + expected + ": " + where + "; " + cure);
    }

    /** A token that the network does not know. */
    public static BadInputException token(String what, int token, int tokens, String where) {
        return of(
                what,
                token,
                "0 to " + (tokens - 1),
                where,
                "the network was built for " + tokens
                        + " tokens, take them from the vocabulary that it was built with");
    }
}
