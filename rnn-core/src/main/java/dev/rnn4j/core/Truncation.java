package dev.rnn4j.core;

import dev.rnn4j.api.BadInputException;

/**
 * How far back in time gradients go. States are always carried over the whole sequence.
 *
 * <p>The losses are taken in blocks of {@code every} steps, counted from a sequence's first step. Those of a block go back
 * through the {@code back} steps that end with the block; the states before are constants. This is BPTT(h; h′) of Williams
 * and Peng 1990, with h = {@code back} and h′ = {@code every}. A last, shorter block goes back to where a whole one would,
 * so a sequence's gradient does not depend on what else is in its batch.
 *
 * @param every k1, how many steps' losses go back together; 0 without truncation
 * @param back k2, through how many steps they go, at least {@code every}; 0 without truncation
 */
public record Truncation(int every, int back) {
    private static final Truncation NONE = new Truncation(0, 0);

    /** Checks the steps. */
    public Truncation {
        if (every < 0 || back < 0 || (every == 0) != (back == 0)) {
            throw new BadInputException("truncation to " + (every < 1 ? every : back) + " steps: it needs at least 1");
        }
        if (back < every) {
            throw new BadInputException("window(" + every + ", " + back + "): the losses of " + every
                    + " steps would go back through the last " + back + " only, so " + (every - back)
                    + " of them would be left out: take window(" + every + ", " + every + ") or a longer one");
        }
    }

    /** Full backpropagation through time. */
    public static Truncation none() {
        return NONE;
    }

    /**
     * Chunks: no gradient crosses from step t to t − 1 where t is a multiple of {@code steps}; a last, shorter chunk is
     * trained too. The same as {@code window(steps, steps)}.
     */
    public static Truncation chunks(int steps) {
        return window(steps, steps);
    }

    /**
     * The loss of each step goes back through {@code steps} steps at most: its own and those before. The same as {@code
     * window(1, steps)}.
     */
    public static Truncation window(int steps) {
        return window(1, steps);
    }

    /**
     * Every {@code every} steps, the losses of these steps go back through {@code back} steps.
     *
     * @throws BadInputException if one is below 1, or {@code back} below {@code every}
     */
    public static Truncation window(int every, int back) {
        if (every < 1 || back < 1) {
            throw new BadInputException("truncation to " + Math.min(every, back) + " steps: it needs at least 1");
        }
        return new Truncation(every, back);
    }

    /** Whether gradients go all the way. */
    public boolean isNone() {
        return every == 0;
    }

    /** Of a sequence of so many steps, how many are held at a time. */
    public int stepsAtOnce(int steps) {
        return isNone() ? steps : Math.min(steps, back);
    }

    @Override
    public String toString() {
        return isNone() ? "none" : every == back ? "chunks(" + back + ")" : "window(" + every + ", " + back + ")";
    }
}
