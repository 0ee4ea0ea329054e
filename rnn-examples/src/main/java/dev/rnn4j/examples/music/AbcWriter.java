package dev.rnn4j.examples.music;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a tune as ABC that a person can read: bars of its meter, four to a line, notes of a beat together, notes over
 * a bar line tied, triplets marked as such, and accidentals spelled in the tune's key.
 */
final class AbcWriter {
    private static final int BARS_PER_LINE = 4;
    private static final int WHOLE = 4 * Tune.TICKS_PER_QUARTER;
    /** A 64th note: what is no multiple of it is part of a triplet. */
    private static final int SMALLEST = WHOLE / 64;

    private static final int[] NATURALS = {0, 2, 4, 5, 7, 9, 11};

    /** A note or rest as it is printed, within one bar. */
    private record Piece(int pitch, int ticks, boolean tied) {}

    private final Tune tune;
    private final int unit;
    private final StringBuilder text = new StringBuilder();
    /** Whether a letter has had an accidental in this bar: then each further one is written, so no rule is needed. */
    private boolean[] altered = new boolean[7];

    private AbcWriter(Tune tune) {
        this.tune = tune;
        this.unit = unit(tune);
    }

    static String write(Tune tune) {
        AbcWriter writer = new AbcWriter(tune);
        writer.head();
        writer.body();
        return writer.text.toString();
    }

    /** The denominator of the unit length in which most notes need no number. */
    private static int unit(Tune tune) {
        if (tune.notes().stream().allMatch(note -> note.ticks() % Tune.TICKS_PER_QUARTER == 0)) {
            return 4;
        }
        long small =
                tune.notes().stream().filter(note -> note.ticks() < WHOLE / 12).count();
        return 2 * small > tune.notes().size() ? 16 : 8;
    }

    private void head() {
        text.append("X:1\n");
        // A percent sign begins a comment.
        text.append("T:").append(tune.title().replace("%", "\\%")).append('\n');
        text.append("M:").append(tune.meter()).append('\n');
        text.append("L:1/").append(unit).append('\n');
        text.append("Q:1/4=").append(tune.bpm()).append('\n');
        text.append("K:").append(tune.key()).append('\n');
    }

    private void body() {
        List<List<Piece>> bars = bars();
        int position = tune.pickup() == 0 ? 0 : tune.meter().barTicks() - tune.pickup();
        // The upbeat stands in the line of the bar it leads to.
        int full = tune.pickup() == 0 ? 0 : -1;
        for (List<Piece> bar : bars) {
            altered = new boolean[7];
            bar(bar, position);
            position = 0;
            full++;
            boolean last = bar == bars.get(bars.size() - 1);
            text.append(last ? "|]\n" : full > 0 && full % BARS_PER_LINE == 0 ? "|\n" : "|");
        }
    }

    private List<List<Piece>> bars() {
        List<List<Piece>> bars = new ArrayList<>();
        List<Piece> bar = new ArrayList<>();
        int left = tune.pickup() == 0 ? tune.meter().barTicks() : tune.pickup();
        for (Note note : tune.notes()) {
            int ticks = note.ticks();
            while (ticks > 0) {
                int part = part(note, Math.min(ticks, left), left);
                ticks -= part;
                left -= part;
                bar.add(new Piece(note.pitch(), part, ticks > 0 && !note.isRest()));
                if (left == 0) {
                    bars.add(bar);
                    bar = new ArrayList<>();
                    left = tune.meter().barTicks();
                }
            }
        }
        if (!bar.isEmpty()) {
            bars.add(bar);
        }
        return bars;
    }

    /** How much of a note is printed as one head, of the ticks that fit into the bar. */
    private int part(Note note, int ticks, int left) {
        int beat = tune.meter().beatTicks();
        int toBeat = left % beat == 0 ? beat : left % beat;
        if (note.isRest()) {
            return ticks;
        }
        // Threes are read by their beats: five eighths are a dotted quarter and a quarter.
        if (tune.meter().isCompound() && ticks > toBeat && ticks % beat != 0) {
            return toBeat;
        }
        return notatable(ticks);
    }

    /** The longest length up to that which one note head can show, with two dots at most. */
    private static int notatable(int ticks) {
        if (ticks % SMALLEST != 0) {
            return ticks;
        }
        int head = SMALLEST * Integer.highestOneBit(ticks / SMALLEST);
        int dotted = head + head / 2;
        int doubleDotted = dotted + head / 4;
        boolean two = head % (4 * SMALLEST) == 0 && doubleDotted <= ticks;
        boolean one = head % (2 * SMALLEST) == 0 && dotted <= ticks;
        return two ? doubleDotted : one ? dotted : head;
    }

    private void bar(List<Piece> bar, int start) {
        int position = start;
        int beat = tune.meter().beatTicks();
        for (int at = 0; at < bar.size(); ) {
            if (at > 0 && position % beat == 0) {
                text.append(' ');
            }
            int group = tripletNotes(bar, at);
            if (group > 0) {
                text.append(group == 3 ? "(3" : "(3:2:" + group);
            }
            for (int end = at + Math.max(1, group); at < end; at++) {
                Piece piece = bar.get(at);
                piece(piece, group > 0 ? piece.ticks() * 3 / 2 : piece.ticks());
                position += piece.ticks();
            }
        }
    }

    /** How many pieces from there on make up a group of three in the time of two, 0 if they do not. */
    private static int tripletNotes(List<Piece> bar, int at) {
        int sum = 0;
        for (int next = at; next < bar.size(); next++) {
            int ticks = bar.get(next).ticks();
            if (ticks % SMALLEST == 0 && sum == 0 || ticks % 2 != 0) {
                return 0;
            }
            sum += ticks;
            if (sum % SMALLEST == 0) {
                return next + 1 - at;
            }
        }
        return 0;
    }

    private void piece(Piece piece, int ticks) {
        if (piece.pitch() == Note.REST) {
            text.append('z');
        } else {
            pitch(piece.pitch());
        }
        length(new Fraction((long) ticks * unit, WHOLE));
        if (piece.tied()) {
            text.append('-');
        }
    }

    private void pitch(int pitch) {
        int letter = spell(pitch);
        int natural = pitch - alteration(letter, pitch);
        int alteration = pitch - natural;
        if (altered[letter] || alteration != tune.key().alterations().get(letter)) {
            text.append(alteration == 0 ? "=" : alteration > 0 ? "^".repeat(alteration) : "_".repeat(-alteration));
            altered[letter] = true;
        }
        char name = "CDEFGAB".charAt(letter);
        int octave = Math.floorDiv(natural, 12);
        text.append(octave > 5 ? Character.toLowerCase(name) : name);
        text.append(octave > 5 ? "'".repeat(octave - 6) : ",".repeat(5 - octave));
    }

    /** The letter of a pitch: of the key if it can be, else the nearest natural, else by the side of the signature. */
    private int spell(int pitch) {
        List<Integer> signs = tune.key().alterations();
        int tonic = Math.floorMod(7 * tune.key().tonic(), 12);
        boolean sharp = tune.key().signature() >= 0 || Math.floorMod(pitch + 1, 12) == tonic;
        int best = 0;
        int bestCost = Integer.MAX_VALUE;
        for (int letter = 0; letter < 7; letter++) {
            int alteration = alteration(letter, pitch);
            int cost = alteration == signs.get(letter)
                    ? 0
                    : alteration == 0 ? 1 : Math.abs(alteration) > 1 ? 9 : alteration > 0 == sharp ? 2 : 3;
            if (cost < bestCost) {
                best = letter;
                bestCost = cost;
            }
        }
        return best;
    }

    /** The sharps (or flats, negative) that turn a letter into a pitch. */
    private static int alteration(int letter, int pitch) {
        return Math.floorMod(pitch - NATURALS[letter] + 6, 12) - 6;
    }

    private void length(Fraction length) {
        if (length.numerator() != 1) {
            text.append(length.numerator());
        }
        if (length.denominator() == 2) {
            text.append('/');
        } else if (length.denominator() > 2) {
            text.append('/').append(length.denominator());
        }
    }
}
