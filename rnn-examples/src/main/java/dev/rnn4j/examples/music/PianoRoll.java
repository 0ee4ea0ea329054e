package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Draws music as text for a terminal: time to the right, pitch upwards, {@code #} where a note begins and {@code =}
 * where it goes on. Pitches that do not occur have no row. Only ASCII, and never wider than {@link #WIDTH} columns;
 * what is longer goes on below.
 */
public final class PianoRoll {
    /** The widest line in columns. */
    public static final int WIDTH = 100;

    private static final int LABEL = 5;
    private static final int STEPS_PER_BLOCK = 80;
    private static final int STEPS_PER_DOT = 4;

    private PianoRoll() {}

    /**
     * Draws a melody.
     *
     * @param stepsPerQuarter how many columns a quarter note gets, a divisor of {@link Tune#TICKS_PER_QUARTER}
     */
    public static String of(Tune tune, int stepsPerQuarter) {
        if (stepsPerQuarter < 1 || Tune.TICKS_PER_QUARTER % stepsPerQuarter != 0) {
            throw new BadInputException("a quarter note of " + stepsPerQuarter
                    + " columns does not fit; give 1, 2, 3, 4, 6, 8, 12, 16, 24 or 48");
        }
        int ticksPerStep = Tune.TICKS_PER_QUARTER / stepsPerQuarter;
        List<List<Integer>> sounding = new ArrayList<>();
        List<Boolean> begins = new ArrayList<>();
        int tick = 0;
        for (Note note : tune.notes()) {
            boolean begun = false;
            tick += note.ticks();
            while (sounding.size() * ticksPerStep < tick) {
                sounding.add(note.isRest() ? List.of() : List.of(note.pitch()));
                begins.add(!begun);
                begun = true;
            }
        }
        return draw(sounding, (step, pitch) -> begins.get(step));
    }

    /** Draws chords, one column for each step. */
    public static String of(ChordSequence chords) {
        List<List<Integer>> steps = chords.steps();
        return draw(steps, (step, pitch) -> step == 0 || !steps.get(step - 1).contains(pitch));
    }

    private interface Beginning {
        boolean test(int step, int pitch);
    }

    private static String draw(List<List<Integer>> steps, Beginning begins) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < steps.size(); from += STEPS_PER_BLOCK) {
            if (from > 0) {
                text.append('\n');
            }
            block(steps, from, Math.min(from + STEPS_PER_BLOCK, steps.size()), begins, text);
        }
        return text.toString();
    }

    private static void block(List<List<Integer>> steps, int from, int to, Beginning begins, StringBuilder text) {
        // Rows without a note would push the piece off the screen; the labels tell the intervals.
        List<Integer> pitches = steps.subList(from, to).stream()
                .flatMap(List::stream)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        if (pitches.isEmpty()) {
            text.append(" ".repeat(LABEL)).append("| (").append(to - from).append(" steps of silence)\n");
        }
        for (int pitch : pitches) {
            StringBuilder line = new StringBuilder(String.format("%-" + LABEL + "s|", Note.name(pitch)));
            for (int step = from; step < to; step++) {
                char empty = step % STEPS_PER_DOT == 0 ? '.' : ' ';
                line.append(steps.get(step).contains(pitch) ? begins.test(step, pitch) ? '#' : '=' : empty);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
    }
}
