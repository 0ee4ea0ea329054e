package dev.rnn4j.examples.music;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The symbols a melody is written in for the network, and back.
 *
 * <p>A note is two symbols, first its pitch and then its length: with both in one symbol a few thousand notes would
 * have to teach a few hundred symbols, many of them seen once. Tunes are moved to the key without sharps and flats of
 * their mode (C major, A minor, D Dorian ...), rather than copied into all twelve keys: what is to be learned is the
 * step of the scale, and moving says so without twelve times the work. The alphabet is fixed, so a saved network fits
 * any tunes.
 */
final class MelodyCode {
    /** Behind the last note. */
    static final int END = 0;

    /** The pitch of a rest. */
    static final int REST = 1;

    private static final int FIRST_PITCH = 2;
    /** The lowest pitch with a symbol. */
    static final int LOWEST = 48;

    /** The highest pitch with a symbol. */
    static final int HIGHEST = 90;

    /** The middle of the range; a tune goes to the octave in which its mean lies nearest. */
    private static final double MIDDLE = 70;

    private static final int[] LENGTHS = {
        3, 4, 6, 8, 12, 16, 18, 24, 32, 36, 42, 48, 60, 72, 84, 96, 120, 144, 168, 192, 216, 288
    };
    private static final int FIRST_LENGTH = FIRST_PITCH + HIGHEST - LOWEST + 1;

    /** How many symbols there are. */
    static final int SIZE = FIRST_LENGTH + LENGTHS.length;

    private MelodyCode() {}

    static boolean isPitch(int symbol) {
        return symbol >= REST && symbol < FIRST_LENGTH;
    }

    static boolean isLength(int symbol) {
        return symbol >= FIRST_LENGTH;
    }

    /** The MIDI pitch of a symbol, or {@link Note#REST}. */
    static int pitch(int symbol) {
        return symbol == REST ? Note.REST : symbol - FIRST_PITCH + LOWEST;
    }

    /** The symbol of a pitch; one outside the range is taken from the nearest octave inside. */
    static int pitchSymbol(int pitch) {
        if (pitch == Note.REST) {
            return REST;
        }
        int inside = pitch;
        while (inside < LOWEST) {
            inside += 12;
        }
        while (inside > HIGHEST) {
            inside -= 12;
        }
        return FIRST_PITCH + inside - LOWEST;
    }

    static int ticks(int lengthSymbol) {
        return LENGTHS[lengthSymbol - FIRST_LENGTH];
    }

    /** The symbol of the longest length up to so many ticks; at least the shortest there is. */
    static int lengthSymbol(int ticks) {
        int place = Arrays.binarySearch(LENGTHS, ticks);
        return FIRST_LENGTH + (place >= 0 ? place : Math.max(0, -place - 2));
    }

    /** The semitones from a tune's own key to the one without signature, in the nearest octave. */
    static int shift(Tune tune) {
        int shift = Math.floorMod(-7 * tune.key().signature(), 12);
        double mean = tune.notes().stream()
                .filter(note -> !note.isRest())
                .mapToInt(Note::pitch)
                .average()
                .orElse(MIDDLE);
        return shift + 12 * (int) Math.rint((MIDDLE - mean - shift) / 12);
    }

    /** The key without sharps and flats of that mode. */
    static Key home(Key.Mode mode) {
        for (int tonic = -1; tonic <= 5; tonic++) {
            Key key = Key.of(tonic, mode);
            if (key.signature() == 0) {
                return key;
            }
        }
        return Key.C_MAJOR;
    }

    /** Notes whose lengths all have a symbol; what a length has too much becomes a rest. */
    private static List<Note> spelled(Tune tune) {
        int shift = shift(tune);
        List<Note> notes = new ArrayList<>();
        for (Note note : tune.notes()) {
            int pitch = note.isRest() ? Note.REST : note.pitch() + shift;
            for (int left = note.ticks(); left >= LENGTHS[0]; pitch = Note.REST) {
                int part = ticks(lengthSymbol(left));
                notes.add(new Note(Math.min(pitch, Note.HIGHEST), part));
                left -= part;
            }
        }
        return notes;
    }

    /** A tune as its symbols with the end behind them. */
    static int[] symbols(Tune tune) {
        List<Note> notes = spelled(tune);
        int[] symbols = new int[2 * notes.size() + 1];
        for (int at = 0; at < notes.size(); at++) {
            symbols[2 * at] = pitchSymbol(notes.get(at).pitch());
            symbols[2 * at + 1] = lengthSymbol(notes.get(at).ticks());
        }
        symbols[symbols.length - 1] = END;
        return symbols;
    }

    /** A tune as what the network reads before each symbol, and that symbol. */
    static Example example(Tune tune) {
        int[] symbols = symbols(tune);
        MelodyPlace place = MelodyPlace.before(tune);
        double[][] rows = new double[symbols.length][];
        for (int t = 0; t < symbols.length; t++) {
            rows[t] = place.row();
            place.take(symbols[t]);
        }
        return new Example(Series.rows(rows), Series.tokens(symbols));
    }
}
