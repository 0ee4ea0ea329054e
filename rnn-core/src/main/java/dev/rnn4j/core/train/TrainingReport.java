package dev.rnn4j.core.train;

import java.util.List;

/**
 * A whole training.
 *
 * @param history each epoch that was completed, in order
 * @param bestEpoch the epoch with the least validation loss, whose parameters the network has now; the last one without
 *     validation
 * @param stopped why it ended before its last epoch; empty if it did not
 */
public record TrainingReport(List<EpochReport> history, int bestEpoch, String stopped) {
    /** How many epochs were run. */
    public int epochs() {
        return history.size();
    }
}
