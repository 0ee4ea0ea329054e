package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.music.AbcElement.BarLength;
import dev.rnn4j.examples.music.AbcElement.BarLine;
import dev.rnn4j.examples.music.AbcElement.Ending;
import dev.rnn4j.examples.music.AbcElement.RepeatEnd;
import dev.rnn4j.examples.music.AbcElement.RepeatStart;
import dev.rnn4j.examples.music.AbcElement.SectionEnd;
import dev.rnn4j.examples.music.AbcElement.Sound;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the lines of music of one ABC tune into its elements. */
final class AbcMusic {
    private static final int MOST_RESTING_BARS = 500;
    private static final int MOST_PASSES = 16;

    private final AbcFields fields;
    private final List<AbcElement> elements = new ArrayList<>();
    /** The alterations that accidentals have set for the letters until the next bar line, null where none has. */
    private final Integer[] barAlterations = new Integer[7];

    private AbcCursor in;
    /** Where in the elements the sound is that a tie or a broken rhythm sign belongs to, -1 for none. */
    private int lastSound = -1;
    /** The written note (letter and octave) that was read last. */
    private int lastStep;
    /** The written note that was tied last: a tie keeps its accidental over the bar line. */
    private int tiedStep;

    private Fraction nextFactor = Fraction.ONE;
    private Fraction tupletFactor = Fraction.ONE;
    private int tupletLeft;

    AbcMusic(AbcFields fields) {
        this.fields = fields;
        elements.add(new BarLength(fields.barLength()));
    }

    List<AbcElement> elements() {
        return elements;
    }

    /** A field on a line of its own. */
    void field(char letter, String text, AbcPlace place) {
        fields.body(letter, text, place);
        if (letter == 'M' && !fields.otherVoice()) {
            elements.add(new BarLength(fields.barLength()));
        }
    }

    /** A line of music, without its comment. */
    void line(String text, AbcPlace place) {
        in = new AbcCursor(text, place);
        while (!in.atEnd()) {
            if (fields.otherVoice()) {
                in.skipTo("[V:");
                if (in.atEnd()) {
                    return;
                }
            }
            sign();
        }
    }

    private void sign() {
        char c = in.peek();
        if (in.looksAt("[|") || c == '|' || c == ':') {
            bar();
        } else if (c == '[' && Character.isDigit(in.peek(1))) {
            in.next();
            elements.add(ending());
        } else if (c == '[' && Character.isLetter(in.peek(1)) && in.peek(2) == ':') {
            inlineField();
        } else if (c == '[') {
            chord();
        } else if ("ABCDEFGabcdefg^_=".indexOf(c) >= 0) {
            int pitch = note();
            sound(pitch, in.length());
        } else if (c == 'z' || c == 'x') {
            in.next();
            sound(Note.REST, in.length());
        } else if (c == 'Z' || c == 'X') {
            restingBars();
        } else if (c == '-') {
            in.next();
            tie();
        } else if (c == '<' || c == '>') {
            brokenRhythm();
        } else if (c == '(' && Character.isDigit(in.peek(1))) {
            tuplet();
        } else if (c == '&') {
            // An overlay sounds together with what the bar has already given to the melody.
            in.skipToBar();
        } else if (!in.skipSilentSign()) {
            throw unknown(c);
        }
    }

    private BadInputException unknown(char c) {
        if (Character.isDigit(c) || c == '/') {
            return in.fault("the length \"" + c + "\" belongs to no note; write it right after one, as in A2 or A/2");
        }
        if (c == ',' || c == '\'') {
            return in.fault("the octave mark " + c + " belongs to no note; write it before the length, as in A,2");
        }
        return in.fault("\"" + c + "\" means nothing in ABC music; remove it, or begin a comment with %");
    }

    private void bar() {
        AbcPlace place = in.place();
        String text = in.barSigns();
        boolean repeatEnd = text.startsWith(":") && text.length() > 1;
        boolean repeatStart = text.endsWith("|:") || text.endsWith("::");
        boolean section = text.contains("||") || text.contains("|]") || text.contains("[|");
        if (text.equals(":")) {
            return;
        }
        in.run(" \t");
        boolean ending = Character.isDigit(in.peek()) || in.peek() == '[' && Character.isDigit(in.peek(1));
        elements.add(new BarLine(repeatEnd || repeatStart || section || ending, place.line(), place.column()));
        if (repeatEnd) {
            int colons = text.replaceAll("^(:*).*", "$1").length();
            // In "::" and ":::" the second half of the colons opens the next section.
            int times = text.indexOf('|') < 0 ? 2 : colons + 1;
            elements.add(new RepeatEnd(Math.min(times, MOST_PASSES)));
        } else if (section && !repeatStart) {
            elements.add(new SectionEnd());
        }
        if (repeatStart) {
            elements.add(new RepeatStart());
        }
        if (ending) {
            if (in.peek() == '[') {
                in.next();
            }
            elements.add(ending());
        }
        Arrays.fill(barAlterations, null);
        lastSound = lastSoundIsTied() ? lastSound : -1;
    }

    private boolean lastSoundIsTied() {
        return lastSound >= 0 && elements.get(lastSound) instanceof Sound sound && sound.tied();
    }

    /** The numbers over an ending: {@code 1}, {@code 1,3} or {@code 1-3}. */
    private Ending ending() {
        List<Integer> passes = new ArrayList<>();
        int from = in.number(MOST_PASSES, "an ending");
        passes.add(from);
        while ((in.peek() == ',' || in.peek() == '-') && Character.isDigit(in.peek(1))) {
            boolean range = in.next() == '-';
            int to = in.number(MOST_PASSES, "an ending");
            for (int pass = range ? from + 1 : to; pass <= to; pass++) {
                passes.add(pass);
            }
            from = to;
        }
        return new Ending(List.copyOf(passes));
    }

    private void inlineField() {
        in.next();
        char letter = in.next();
        in.next();
        AbcPlace place = in.place();
        String text = in.until(']', "the field [" + letter + ": is not closed; end it with ]");
        field(letter, text.trim(), place);
    }

    /** A chord counts as its highest note, and as long as its first. */
    private void chord() {
        AbcPlace place = in.place();
        in.next();
        int top = Note.REST;
        int topStep = 0;
        boolean tied = false;
        Fraction length = null;
        while (in.peek() != ']') {
            if (in.atEnd() || in.peek() == '|') {
                throw place.fault("the chord is not closed; end it with ]");
            }
            if ("ABCDEFGabcdefg^_=".indexOf(in.peek()) >= 0) {
                int pitch = note();
                Fraction own = in.length();
                length = length == null ? own : length;
                boolean higher = pitch > top;
                if (higher) {
                    top = pitch;
                    topStep = lastStep;
                    tied = false;
                }
                if (in.peek() == '-') {
                    in.next();
                    tied = tied || higher;
                }
            } else if (in.peek() == 'z' || in.peek() == 'x') {
                in.next();
                Fraction own = in.length();
                length = length == null ? own : length;
            } else if (!in.skipSilentSign()) {
                throw unknown(in.peek());
            }
        }
        in.next();
        if (length == null) {
            throw place.fault("the chord has no notes; write some between [ and ], or remove it");
        }
        lastStep = topStep;
        sound(top, length.times(in.length()));
        if (tied) {
            tie();
        }
    }

    /** Accidental, letter and octave marks; leaves the length to the caller. */
    private int note() {
        AbcPlace place = in.place();
        String sign = in.run("^_=");
        if (sign.length() > 2 || sign.length() == 2 && (sign.charAt(0) != sign.charAt(1) || sign.equals("=="))) {
            throw place.fault("the accidental \"" + sign + "\" is none; write ^, ^^, _, __ or =");
        }
        int letter = in.atEnd() ? -1 : Key.letter(in.peek());
        if (letter < 0) {
            throw place.fault("the accidental \"" + sign + "\" stands before no note; write a letter A to G after it");
        }
        int octave = Character.isLowerCase(in.next()) ? 6 : 5;
        for (char mark : in.run(",'").toCharArray()) {
            octave += mark == ',' ? -1 : 1;
        }
        int step = 7 * octave + letter;
        boolean continued = sign.isEmpty() && lastSoundIsTied() && step == tiedStep;
        int pitch = continued ? ((Sound) elements.get(lastSound)).pitch() : 0;
        if (!continued) {
            if (!sign.isEmpty()) {
                barAlterations[letter] = Key.alteration(sign);
            }
            Integer accidental = barAlterations[letter];
            int alteration = accidental == null ? fields.key().alterations().get(letter) : accidental;
            pitch = 12 * octave + new int[] {0, 2, 4, 5, 7, 9, 11}[letter] + alteration;
        }
        if (pitch < 0 || pitch > Note.HIGHEST) {
            throw place.fault("the note lies outside of what MIDI can play; remove octave marks");
        }
        lastStep = step;
        return pitch;
    }

    private void sound(int pitch, Fraction units) {
        Fraction length = units.times(fields.unit()).times(nextFactor);
        nextFactor = Fraction.ONE;
        if (tupletLeft > 0) {
            length = length.times(tupletFactor);
            tupletLeft--;
        }
        lastSound = elements.size();
        elements.add(new Sound(pitch, length, false));
    }

    private void tie() {
        if (lastSound >= 0 && elements.get(lastSound) instanceof Sound sound && sound.pitch() != Note.REST) {
            elements.set(lastSound, new Sound(sound.pitch(), sound.length(), true));
            tiedStep = lastStep;
        }
    }

    private void brokenRhythm() {
        char way = in.peek();
        AbcPlace place = in.place();
        int signs = in.run(String.valueOf(way)).length();
        if (lastSound < 0 || signs > 3) {
            throw place.fault("the broken rhythm " + String.valueOf(way).repeat(signs)
                    + " does not stand between two notes of a bar; write one, two or three, as in A>B");
        }
        Fraction cut = new Fraction(1, 1L << signs);
        Fraction rest = new Fraction((1L << (signs + 1)) - 1, 1L << signs);
        Sound before = (Sound) elements.get(lastSound);
        Fraction length = before.length().times(way == '>' ? rest : cut);
        elements.set(lastSound, new Sound(before.pitch(), length, before.tied()));
        nextFactor = way == '>' ? cut : rest;
    }

    /** {@code (p:q:r} puts p notes into the time of q, for the next r notes. */
    private void tuplet() {
        AbcPlace place = in.place();
        in.next();
        int p = in.number(9, "a tuplet");
        if (p < 2) {
            throw place.fault("a tuplet has 2 to 9 notes; write it as (3ABC");
        }
        int q = p == 2 || p == 4 || p == 8 ? 3 : p == 3 || p == 6 ? 2 : fields.compound() ? 3 : 2;
        int r = p;
        if (in.peek() == ':') {
            in.next();
            q = Character.isDigit(in.peek()) ? in.number(64, "a tuplet") : q;
            if (in.peek() == ':') {
                in.next();
                r = Character.isDigit(in.peek()) ? in.number(64, "a tuplet") : r;
            }
        }
        tupletFactor = new Fraction(q, p);
        tupletLeft = r;
    }

    private void restingBars() {
        AbcPlace place = in.place();
        in.next();
        int bars = Character.isDigit(in.peek()) ? in.number(MOST_RESTING_BARS, "a rest of whole bars") : 1;
        Fraction length = fields.barLength().equals(Fraction.ZERO) ? Fraction.ONE : fields.barLength();
        for (int bar = 0; bar < bars; bar++) {
            if (bar > 0) {
                elements.add(new BarLine(false, place.line(), place.column()));
            }
            lastSound = elements.size();
            elements.add(new Sound(Note.REST, length, false));
        }
    }
}
