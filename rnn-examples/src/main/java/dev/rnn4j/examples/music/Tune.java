package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.List;

/**
 * A melody: one note after the other.
 *
 * @param title one line
 * @param meter the meter of its bars
 * @param key the key it is written in; the pitches of the notes already have its sharps and flats
 * @param bpm quarter notes a minute, 4 to 1000
 * @param pickup the ticks of the upbeat before the first full bar, 0 where there is none
 * @param notes the notes and rests in the order they are played
 */
public record Tune(String title, Meter meter, Key key, int bpm, int pickup, List<Note> notes) {
    /**
     * The grid of all lengths. 48 holds sixty-fourth notes (3 ticks), triplets of eighths (16) and of thirty-seconds
     * (4) without a remainder.
     */
    public static final int TICKS_PER_QUARTER = 48;

    /** Checks the numbers and keeps its own copy of the notes. */
    public Tune {
        title = title.replaceAll("\\p{Cntrl}+", " ").trim();
        if (bpm < 4 || bpm > 1000) {
            throw new BadInputException(
                    "the tempo of \"" + title + "\" is " + bpm + " quarter notes a minute; give 4 to 1000");
        }
        if (pickup < 0 || pickup >= meter.barTicks()) {
            throw new BadInputException("the upbeat of \"" + title + "\" has " + pickup
                    + " ticks; give 0 or more, and less than a bar of " + meter.barTicks());
        }
        notes = List.copyOf(notes);
    }

    /** A tune in common time and C major without an upbeat. */
    public static Tune of(String title, int bpm, List<Note> notes) {
        return new Tune(title, Meter.FOUR_FOUR, Key.C_MAJOR, bpm, 0, notes);
    }

    /** The length of the whole tune. */
    public int ticks() {
        return notes.stream().mapToInt(Note::ticks).sum();
    }

    /** The same tune that many semitones higher; one that would leave the MIDI range is refused. */
    public Tune transpose(int semitones) {
        List<Note> moved = notes.stream()
                .map(note -> note.isRest() ? note : moved(note, semitones))
                .toList();
        return new Tune(title, meter, key.transpose(semitones), bpm, pickup, moved);
    }

    private Note moved(Note note, int semitones) {
        int pitch = note.pitch() + semitones;
        if (pitch < 0 || pitch > Note.HIGHEST) {
            throw new BadInputException("\"" + title + "\" moved by " + semitones + " semitones has a note of pitch "
                    + pitch + "; MIDI ends at 0 and 127, so move it less");
        }
        return new Note(pitch, note.ticks());
    }

    /** This tune in ABC notation, to be read or pasted elsewhere. */
    public String toAbc() {
        return AbcWriter.write(this);
    }
}
