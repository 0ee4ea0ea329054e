package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;

/**
 * One note of a melody, or a rest.
 *
 * @param pitch the MIDI number of the pitch, 0 to 127 with middle C at 60, or {@link #REST}
 * @param ticks how long it lasts, at least 1; a quarter note has {@link Tune#TICKS_PER_QUARTER}
 */
public record Note(int pitch, int ticks) {
    /** The pitch of a rest. */
    public static final int REST = -1;

    /** The highest pitch MIDI knows. */
    public static final int HIGHEST = 127;

    private static final String[] NAMES = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};

    /** Checks both numbers. */
    public Note {
        if (pitch < REST || pitch > HIGHEST) {
            throw new BadInputException("a note has pitch " + pitch + "; give 0 to 127, or -1 for a rest");
        }
        if (ticks < 1) {
            throw new BadInputException("a note lasts " + ticks + " ticks; give at least 1");
        }
    }

    /** A rest of that length. */
    public static Note rest(int ticks) {
        return new Note(REST, ticks);
    }

    /** Whether this is silence. */
    public boolean isRest() {
        return pitch == REST;
    }

    /** The scientific name of a pitch, with sharps: 60 is {@code C4}, 70 is {@code A#4}. */
    public static String name(int pitch) {
        return NAMES[Math.floorMod(pitch, 12)] + (Math.floorDiv(pitch, 12) - 1);
    }
}
