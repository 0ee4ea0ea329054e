package dev.rnn4j.examples.music;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.List;

/**
 * Chords as rows of the 88 keys of a piano, 1 where a key sounds. The network reads the steps 0 to T − 2 of a sequence
 * and predicts the steps 1 to T − 1; its loss is the negative log-likelihood of a step, summed over the keys.
 */
final class ChordCode {
    /** How many keys there are. */
    static final int KEYS = ChordSequence.HIGHEST - ChordSequence.LOWEST + 1;

    private ChordCode() {}

    /** A step as a row. */
    static double[] row(List<Integer> chord) {
        double[] row = new double[KEYS];
        for (int pitch : chord) {
            row[pitch - ChordSequence.LOWEST] = 1;
        }
        return row;
    }

    private static Series rows(List<List<Integer>> steps) {
        return Series.rows(steps.stream().map(ChordCode::row).toArray(double[][]::new));
    }

    /** Each step but the last, and the step after it. */
    static Example example(ChordSequence sequence) {
        List<List<Integer>> steps = sequence.steps();
        return new Example(rows(steps.subList(0, steps.size() - 1)), rows(steps.subList(1, steps.size())));
    }

    /**
     * The examples of sequences.
     *
     * @param most the most steps of an example; a longer sequence is cut, and each piece begins without memory
     */
    static List<Example> examples(List<ChordSequence> sequences, int most) {
        List<Example> examples = new ArrayList<>();
        for (ChordSequence sequence : sequences) {
            for (int from = 0; from < sequence.length() - 1; from += most) {
                int to = (int) Math.min(sequence.length(), from + 1L + most);
                examples.add(example(new ChordSequence(sequence.steps().subList(from, to))));
            }
        }
        return examples;
    }
}
