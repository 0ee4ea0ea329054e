package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * A rule on the tokens that a {@link Generator} writes. It is asked before each token; the end token is a token like any
 * other to it. It must not remember anything, since several sequences may be written side by side.
 */
@FunctionalInterface
public interface Constraint {
    /**
     * Which tokens may come next.
     *
     * @param soFar the tokens before it, the prompt first; unmodifiable, and to be looked at only in this call
     */
    IntPredicate permitted(List<Integer> soFar);

    /** None of these. */
    static Constraint never(int... tokens) {
        return new TokenSet(TokenSet.of(tokens), false);
    }

    /** None but these; the end token has to be among them if a sequence is to end before its maximum length. */
    static Constraint only(int... tokens) {
        return new TokenSet(TokenSet.of(tokens), true);
    }

    /** No n tokens in a row that the sequence, its prompt included, has had in this order before. */
    static Constraint noRepeated(int n) {
        if (n < 1) {
            throw new BadInputException("noRepeated(" + n + "): it takes at least 1 token in a row");
        }
        return soFar -> {
            int before = n - 1;
            if (soFar.size() < before) {
                return next -> true;
            }
            List<Integer> last = soFar.subList(soFar.size() - before, soFar.size());
            Set<Integer> had = new HashSet<>();
            for (int i = 0; i + before < soFar.size(); i++) {
                if (soFar.subList(i, i + before).equals(last)) {
                    had.add(soFar.get(i + before));
                }
            }
            return next -> !had.contains(next);
        };
    }
}
