package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.Arrays;
import java.util.List;

/**
 * Polyphony on a fixed grid: for each step the MIDI pitches that sound, ascending and each once. A step may be empty.
 * The grid does not say whether a pitch that goes on from one step to the next is held or struck again.
 */
public record ChordSequence(List<List<Integer>> steps) {
    /** The lowest pitch of a chord, the first key of a piano. */
    public static final int LOWEST = 21;

    /** The highest pitch of a chord, the last key of a piano. */
    public static final int HIGHEST = 108;

    /** Sorts each step, drops doubled pitches and refuses what is no key of a piano. */
    public ChordSequence {
        steps = steps.stream().map(ChordSequence::chord).toList();
    }

    /** The same from arrays, one for each step. */
    public static ChordSequence of(int[]... steps) {
        return new ChordSequence(Arrays.stream(steps)
                .map(step -> Arrays.stream(step).boxed().toList())
                .toList());
    }

    private static List<Integer> chord(List<Integer> pitches) {
        for (int pitch : pitches) {
            if (pitch < LOWEST || pitch > HIGHEST) {
                throw new BadInputException(
                        "a chord has pitch " + pitch + "; give " + LOWEST + " to " + HIGHEST + ", the keys of a piano");
            }
        }
        return pitches.stream().sorted().distinct().toList();
    }

    /** How many steps it has. */
    public int length() {
        return steps.size();
    }

    /** The same chords that many semitones higher; refused where they would leave the piano. */
    public ChordSequence transpose(int semitones) {
        return new ChordSequence(steps.stream()
                .map(step -> step.stream().map(pitch -> pitch + semitones).toList())
                .toList());
    }
}
