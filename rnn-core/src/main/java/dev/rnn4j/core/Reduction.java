package dev.rnn4j.core;

/**
 * How the losses of all valid (step, row) pairs of a batch become one number. With a {@link
 * dev.rnn4j.api.SequenceLoss} there is one loss for each sequence, which weighs as much as its target has tokens, at
 * least 1.
 */
public enum Reduction {
    /** The mean over all valid pairs, weighted if the loss weighs its rows or an example its steps: eq 5-6 of the note, for a batch. */
    MEAN,
    /** Each sequence's mean over its own steps (a {@code SequenceLoss} over its weight), then the mean over sequences that have one, both weighted. */
    MEAN_PER_SEQUENCE,
    /** The sum over all valid pairs. */
    SUM
}
