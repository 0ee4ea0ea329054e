package dev.rnn4j.core.data;

/**
 * An input sequence and what the network should answer.
 *
 * @param input the steps that the network reads (one step for one-to-many)
 * @param target one step for many-to-one; as many as the input for many-to-many; the steps to write for one-to-many. Class
 *     indices, or rows of the output's width (one-hot, soft, or values).
 */
public record Example(Series input, Series target) {
    /** Many-to-one classification. */
    public static Example of(Series input, int label) {
        return new Example(input, Series.tokens(label));
    }
}
