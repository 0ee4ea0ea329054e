package dev.rnn4j.examples.music;

import java.util.List;

/**
 * What can be known of chords without a network: how often each key sounds, over all and after a step in which it did
 * or did not sound.
 */
final class KeyCounts {
    /** Steps in which a key sounded (index 1) or not (0), by whether it did in the step before. */
    private final long[][][] counts = new long[ChordCode.KEYS][2][2];

    KeyCounts(List<ChordSequence> sequences) {
        for (ChordSequence sequence : sequences) {
            double[] before = null;
            for (List<Integer> chord : sequence.steps()) {
                double[] row = ChordCode.row(chord);
                for (int key = 0; before != null && key < row.length; key++) {
                    counts[key][(int) before[key]][(int) row[key]]++;
                }
                before = row;
            }
        }
    }

    /** The negative log-likelihood of a step, in nats, if each key sounds as often as it did. */
    double unigram(List<ChordSequence> sequences) {
        return loss(sequences, false);
    }

    /** The same if it sounds as often as it did after a step in which it did, or did not, sound. */
    double bigram(List<ChordSequence> sequences) {
        return loss(sequences, true);
    }

    private double loss(List<ChordSequence> sequences, boolean looksBack) {
        double sum = 0;
        long steps = 0;
        for (ChordSequence sequence : sequences) {
            for (int t = 1; t < sequence.length(); t++) {
                double[] before = ChordCode.row(sequence.steps().get(t - 1));
                double[] row = ChordCode.row(sequence.steps().get(t));
                for (int key = 0; key < row.length; key++) {
                    long[][] of = counts[key];
                    int was = (int) before[key];
                    long off = looksBack ? of[was][0] : of[0][0] + of[1][0];
                    long on = looksBack ? of[was][1] : of[0][1] + of[1][1];
                    // Half a count more, so that what never happened does not cost infinitely much.
                    sum -= Math.log(((row[key] == 1 ? on : off) + 0.5) / (on + off + 1));
                }
                steps++;
            }
        }
        return sum / steps;
    }
}
