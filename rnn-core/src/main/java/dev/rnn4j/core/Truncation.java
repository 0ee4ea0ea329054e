package dev.rnn4j.core;

import dev.rnn4j.api.BadInputException;

/**
 * How far back in time gradients go. States are always carried over the whole sequence.
 *
 * @param kind none, by chunks, or by window
 * @param steps the length of a chunk or a window; 0 without truncation
 */
public record Truncation(Kind kind, int steps) {
    /** The kinds of truncation. */
    public enum Kind {
        /** Full backpropagation through time. */
        NONE,
        /** No gradient crosses from step t to t − 1 where t is a multiple of k; a last, shorter chunk is trained too. */
        CHUNK,
        /** The loss of each step goes back through k steps at most: its own and the k − 1 before. */
        WINDOW
    }

    /** Checks the steps. */
    public Truncation {
        if (kind != Kind.NONE && steps < 1) {
            throw new BadInputException("truncation to " + steps + " steps: it needs at least 1");
        }
    }

    /** Full backpropagation through time. */
    public static Truncation none() {
        return new Truncation(Kind.NONE, 0);
    }

    /** Chunks of {@code steps}. */
    public static Truncation chunks(int steps) {
        return new Truncation(Kind.CHUNK, steps);
    }

    /** A window of {@code steps}. */
    public static Truncation window(int steps) {
        return new Truncation(Kind.WINDOW, steps);
    }
}
