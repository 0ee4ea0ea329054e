package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the fields of an ABC tune have said so far: the state its music is read in. */
final class AbcFields {
    private static final Pattern UNIT = Pattern.compile("(\\d{1,3})(?:\\s*/\\s*(\\d{1,3}))?");
    private static final Pattern TEMPO = Pattern.compile("((?:\\d{1,3}/\\d{1,3}\\s*)+)=\\s*(\\d{1,4}(?:\\.\\d*)?)");
    private static final Pattern PLAIN_TEMPO = Pattern.compile("\\d{1,4}");
    private static final Pattern CLEF_ONLY =
            Pattern.compile("(?i)\\s*(treble|bass|alto|tenor|perc|clef|octave|transpose|middle|staff).*");
    private static final int DEFAULT_BPM = 120;

    private String number = "";
    private String title = "";
    private Meter meter;
    private boolean free = true;
    private Meter firstMeter;
    private Fraction unit;
    private Key key;
    private Key firstKey;
    private int bpm;
    private String firstVoice;
    private String voice;

    AbcFields() {}

    /** Begins a tune with what the head of its file set. */
    AbcFields(AbcFields fileHead) {
        meter = fileHead.meter;
        free = fileHead.free;
        unit = fileHead.unit;
        bpm = fileHead.bpm;
    }

    /** Takes a field before the music. */
    void head(char letter, String text, AbcPlace place) {
        switch (letter) {
            case 'X' -> number = text;
            case 'T' -> title = title.isEmpty() ? text : title;
            case 'V' -> firstVoice = firstVoice == null ? voiceName(text) : firstVoice;
            default -> common(letter, text, place);
        }
    }

    /** Takes a field among the music, on a line of its own or in brackets. */
    void body(char letter, String text, AbcPlace place) {
        if (letter == 'V') {
            voice = voiceName(text);
            firstVoice = firstVoice == null ? voice : firstVoice;
        } else if (letter != 'Q' && !otherVoice()) {
            common(letter, text, place);
        }
    }

    private void common(char letter, String text, AbcPlace place) {
        try {
            switch (letter) {
                case 'M' -> meter(text);
                case 'L' -> unit(text);
                case 'Q' -> tempo(text);
                case 'K' -> key(text);
                default -> {
                    // Composer, origin, rhythm, source and the like say nothing about the notes.
                }
            }
        } catch (BadInputException e) {
            throw place.fault(e.getMessage());
        }
    }

    private static String voiceName(String text) {
        return text.split("\\s+", 2)[0];
    }

    private void meter(String text) {
        free = text.isEmpty() || text.equalsIgnoreCase("none");
        meter = free ? null : Meter.parse(text);
    }

    private void unit(String text) {
        Matcher matcher = UNIT.matcher(text);
        int over = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
        int under = over > 0 && matcher.group(2) != null ? Integer.parseInt(matcher.group(2)) : 1;
        if (over == 0 || under == 0) {
            throw new BadInputException("the unit length \"" + text + "\" cannot be read; write it as L:1/8");
        }
        unit = new Fraction(over, under);
    }

    private void tempo(String text) {
        String plain = text.replaceAll("\"[^\"]*\"", " ").trim();
        double quarters = 0;
        Matcher matcher = TEMPO.matcher(plain);
        if (matcher.find()) {
            for (String beat : matcher.group(1).trim().split("\\s+")) {
                String[] parts = beat.split("/");
                quarters += 4.0 * Integer.parseInt(parts[0]) / Math.max(1, Integer.parseInt(parts[1]));
            }
            quarters *= Double.parseDouble(matcher.group(2));
        } else if (PLAIN_TEMPO.matcher(plain).matches()) {
            quarters = Integer.parseInt(plain);
        }
        if (quarters > 0) {
            bpm = (int) Math.max(4, Math.min(1000, Math.round(quarters)));
        }
    }

    private void key(String text) {
        if (key != null && CLEF_ONLY.matcher(text).matches()) {
            return;
        }
        key = CLEF_ONLY.matcher(text).matches() ? Key.C_MAJOR : Key.parse(text);
        if (firstKey == null) {
            firstKey = key;
            firstMeter = meter;
            if (unit == null) {
                boolean small = !free && 4 * meter.beats() < 3 * meter.unit();
                unit = new Fraction(1, small ? 16 : 8);
            }
        }
    }

    /** Whether the music here belongs to a voice that is not the melody. */
    boolean otherVoice() {
        return voice != null && !voice.equals(firstVoice);
    }

    /** Whether the head is over: it ends with its key. */
    boolean hasKey() {
        return firstKey != null;
    }

    /** The tune's number and title, for messages; empty as long as neither is known. */
    String label() {
        String label = number.isEmpty() ? "" : "tune " + number;
        return title.isEmpty() ? label : (label + " \"" + title + "\"").trim();
    }

    Fraction unit() {
        return unit;
    }

    Key key() {
        return key;
    }

    boolean compound() {
        return !free && meter.isCompound();
    }

    /** The length of a full bar, zero in free meter. */
    Fraction barLength() {
        return free ? Fraction.ZERO : new Fraction(meter.beats(), meter.unit());
    }

    AbcScore score(AbcPlace place, List<AbcElement> played) {
        return new AbcScore(
                place,
                title.isEmpty() ? "untitled" : title,
                firstMeter == null ? Meter.FOUR_FOUR : firstMeter,
                firstKey,
                bpm == 0 ? DEFAULT_BPM : bpm,
                played);
    }
}
