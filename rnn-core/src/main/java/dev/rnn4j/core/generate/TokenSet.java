package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;

/** Some tokens that are permitted or forbidden wherever they come. */
record TokenSet(BitSet tokens, boolean permits) implements Constraint {
    static BitSet of(int... tokens) {
        BitSet set = new BitSet();
        for (int token : tokens) {
            if (token < 0) {
                throw new BadInputException("the constraint on tokens " + Arrays.toString(tokens) + " names " + token
                        + ": tokens begin at 0");
            }
            set.set(token);
        }
        return set;
    }

    /** Checks that there are all of its tokens. */
    void check(int count) {
        if (tokens.length() > count) {
            throw new BadInputException(
                    "the constraint names token " + (tokens.length() - 1) + ", outside 0 to " + (count - 1));
        }
    }

    @Override
    public IntPredicate permitted(List<Integer> soFar) {
        return next -> tokens.get(next) == permits;
    }
}
