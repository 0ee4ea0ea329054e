package dev.rnn4j.core.train;

/** Is told how training goes, in the training thread. */
public interface TrainingListener {
    /** After each optimizer step. */
    default void batchEnd(BatchReport report) {}

    /** After each epoch; false ends the training. */
    default boolean epochEnd(EpochReport report) {
        return true;
    }
}
