package dev.rnn4j.core.generate;

import java.util.List;

/**
 * A sequence that was written.
 *
 * @param tokens what follows the prompt, without the end token
 * @param ended whether the end token came; otherwise the sequence is cut at its maximum length
 * @param logProbability the natural logarithm of the sequence's probability, the end token's included, as the network
 *     has it: before temperature, filters and constraints
 * @param score what beam search ranks by: the log-probability over the length penalty; the same without one
 */
public record Generated(List<Integer> tokens, boolean ended, double logProbability, double score) {
    /** Keeps a copy of the tokens. */
    public Generated {
        tokens = List.copyOf(tokens);
    }

    /**
     * The length penalty is {@code ((5 + length) / 6)^alpha} (Wu et al. 2016, equation 14); the length counts the end
     * token.
     */
    static Generated of(List<Integer> tokens, boolean ended, double logProbability, double alpha) {
        int length = tokens.size() + (ended ? 1 : 0);
        return new Generated(tokens, ended, logProbability, logProbability / Math.pow((5.0 + length) / 6, alpha));
    }

    /** The tokens as an array. */
    public int[] toArray() {
        return tokens.stream().mapToInt(Integer::intValue).toArray();
    }
}
