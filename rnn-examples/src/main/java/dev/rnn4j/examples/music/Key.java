package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of a tune: its name and what it does to each of the seven letters.
 *
 * @param name as ABC writes it: {@code G}, {@code Am}, {@code Ddor}, {@code D ^f_b}
 * @param tonic the place of the tonic on the circle of fifths: F is -1, C 0, G 1, B flat -2
 * @param mode the scale over the tonic
 * @param alterations the sharps (positive) or flats (negative) of the letters C, D, E, F, G, A, B
 */
public record Key(String name, int tonic, Mode mode, List<Integer> alterations) {
    /** No sharps and no flats. */
    public static final Key C_MAJOR = of(0, Mode.MAJOR);

    private static final String LETTERS = "CDEFGAB";
    private static final String FIFTHS = "FCGDAEB";
    private static final Pattern TONIC = Pattern.compile("([A-G])([#b\u266f\u266d]?)\\s*([A-Za-z]*)(.*)");
    private static final Pattern ACCIDENTAL = Pattern.compile("(\\^\\^|\\^|__|_|=)([A-Ga-g])");

    /** The seven modes, each with its step along the circle of fifths from the major key of the same tonic. */
    public enum Mode {
        MAJOR(0, ""),
        MINOR(-3, "m"),
        DORIAN(-2, "dor"),
        MIXOLYDIAN(-1, "mix"),
        PHRYGIAN(-4, "phr"),
        LYDIAN(1, "lyd"),
        LOCRIAN(-5, "loc");

        private final int fifths;
        private final String suffix;

        Mode(int fifths, String suffix) {
            this.fifths = fifths;
            this.suffix = suffix;
        }

        private static Mode parse(String word) {
            String start = word.substring(0, Math.min(3, word.length())).toLowerCase(Locale.ROOT);
            return switch (start) {
                case "", "maj", "ion" -> MAJOR;
                case "m", "min", "aeo" -> MINOR;
                case "dor" -> DORIAN;
                case "mix" -> MIXOLYDIAN;
                case "phr" -> PHRYGIAN;
                case "lyd" -> LYDIAN;
                case "loc" -> LOCRIAN;
                default ->
                    throw new BadInputException("the mode \"" + word + "\" is unknown; write maj, m, dor, mix, "
                            + "phr, lyd or loc after the tonic, as in Ador");
            };
        }
    }

    /** Keeps its own copy of the alterations. */
    public Key {
        alterations = List.copyOf(alterations);
    }

    /** The key on that tonic (its place on the circle of fifths, C being 0) in that mode. */
    public static Key of(int tonic, Mode mode) {
        return named(tonic, mode, List.of(), false);
    }

    /**
     * Reads the text of an ABC K: field: a tonic with a mode, accidentals of its own after that ({@code D phr ^f}, or
     * {@code D exp ^f _b} for nothing but them), {@code none}, or {@code HP} for the Highland pipes. Words about the
     * clef are skipped.
     */
    public static Key parse(String text) {
        String field = text.trim();
        if (field.isEmpty() || field.toLowerCase(Locale.ROOT).startsWith("none")) {
            return C_MAJOR;
        }
        if (field.matches("(?i)hp.*")) {
            return of(2, Mode.MAJOR);
        }
        Matcher tonic = TONIC.matcher(field);
        if (!tonic.matches()) {
            if (ACCIDENTAL.matcher(field).lookingAt()) {
                return named(0, Mode.MAJOR, accidentals(field), false);
            }
            throw new BadInputException("the key \"" + field + "\" cannot be read; write it as G, Am, Bb or Ador");
        }
        int fifths = FIFTHS.indexOf(tonic.group(1)) - 1;
        if (!tonic.group(2).isEmpty()) {
            fifths += "#\u266f".contains(tonic.group(2)) ? 7 : -7;
        }
        String word = tonic.group(3);
        boolean explicit = word.equalsIgnoreCase("exp");
        // A clef may stand right after the tonic, as in "K:C clef=bass" or "K:G treble".
        boolean clef = tonic.group(4).startsWith("=")
                || word.matches("(?i)(treble|bass|alto|tenor|perc|clef|octave|transpose|middle|staff).*");
        Mode mode = explicit || clef ? Mode.MAJOR : Mode.parse(word);
        return named(fifths, mode, accidentals(tonic.group(4)), explicit);
    }

    private static List<String> accidentals(String text) {
        List<String> found = new ArrayList<>();
        Matcher matcher = ACCIDENTAL.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1) + matcher.group(2).toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private static Key named(int tonic, Mode mode, List<String> accidentals, boolean explicit) {
        int fifths = explicit ? 0 : tonic + mode.fifths;
        List<Integer> alterations = new ArrayList<>();
        for (int letter = 0; letter < 7; letter++) {
            int place = FIFTHS.indexOf(LETTERS.charAt(letter));
            alterations.add(Math.floorDiv(fifths + 6 - place, 7));
        }
        for (String accidental : accidentals) {
            String sign = accidental.substring(0, accidental.length() - 1);
            int letter = letter(accidental.charAt(accidental.length() - 1));
            alterations.set(letter, alteration(sign));
        }
        String name = tonicName(tonic) + (explicit ? " exp" : mode.suffix);
        if (!accidentals.isEmpty()) {
            name += " " + String.join("", accidentals);
        }
        return new Key(name, tonic, mode, alterations);
    }

    private static String tonicName(int tonic) {
        String letter = String.valueOf(FIFTHS.charAt(Math.floorMod(tonic + 1, 7)));
        int sharps = Math.floorDiv(tonic + 1, 7);
        return sharps >= 0 ? letter + "#".repeat(sharps) : letter + "b".repeat(-sharps);
    }

    /** Semitones an ABC sign adds: {@code ^} is 1, {@code __} is -2, {@code =} is 0. */
    static int alteration(String sign) {
        return switch (sign) {
            case "^" -> 1;
            case "^^" -> 2;
            case "_" -> -1;
            case "__" -> -2;
            default -> 0;
        };
    }

    /** The index of a letter, either case, in C, D, E, F, G, A, B. */
    static int letter(char letter) {
        return LETTERS.indexOf(Character.toUpperCase(letter));
    }

    /** The sharps of the signature, or the flats as a negative number. */
    public int signature() {
        return alterations.stream().mapToInt(Integer::intValue).sum();
    }

    /** The key that many semitones higher, in the spelling with the fewest accidentals. */
    public Key transpose(int semitones) {
        if (Math.floorMod(semitones, 12) == 0) {
            return this;
        }
        // A semitone is seven fifths, less octaves; signatures from five flats to six sharps name each key once.
        int signature = Math.floorMod(tonic + mode.fifths + 7 * semitones + 5, 12) - 5;
        return of(signature - mode.fifths, mode);
    }

    @Override
    public String toString() {
        return name;
    }
}
