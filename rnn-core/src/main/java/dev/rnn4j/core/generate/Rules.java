package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * When a sequence is complete, and what may come next in it.
 *
 * @param endToken {@link #NO_END} if only the length ends a sequence
 */
record Rules(int endToken, int maximumLength, List<Constraint> constraints) {
    static final int NO_END = -1;

    /** The log-probabilities, those of forbidden tokens changed to minus infinity. */
    double[] permitted(List<Integer> soFar, double[] logProbabilities) {
        if (constraints.isEmpty()) {
            return logProbabilities;
        }
        List<IntPredicate> all = new ArrayList<>();
        for (Constraint c : constraints) {
            all.add(c.permitted(soFar));
        }
        double[] left = logProbabilities.clone();
        for (int token = 0; token < left.length; token++) {
            for (IntPredicate p : all) {
                if (!p.test(token)) {
                    left[token] = Double.NEGATIVE_INFINITY;
                    break;
                }
            }
        }
        return left;
    }

    /** What to say when no token is left. */
    BadInputException nothingLeft(int written) {
        return new BadInputException("after " + written + " tokens the constraints forbid every token that could follow"
                + (endToken == NO_END ? "" : ", the end token " + endToken + " too")
                + ": permit at least one everywhere");
    }
}
