package dev.rnn4j.examples.music;

import java.util.List;

/**
 * Chord sequences for training, for choosing when to stop, and for the final measurement. Data that came without a
 * split is all in {@code train}.
 */
public record ChordData(List<ChordSequence> train, List<ChordSequence> valid, List<ChordSequence> test) {
    /** Keeps its own copies of the lists. */
    public ChordData {
        train = List.copyOf(train);
        valid = List.copyOf(valid);
        test = List.copyOf(test);
    }

    /** Whether the data came with parts to validate and test on; if not, the caller splits. */
    public boolean isSplit() {
        return !valid.isEmpty() || !test.isEmpty();
    }
}
