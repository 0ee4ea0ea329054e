package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;

/** A place in one line of ABC music, and the small pieces that can be read there. */
final class AbcCursor {
    /** What a reading of one voice passes over: slurs, staccato, bowing, spacing, signs kept for later standards. */
    private static final String SILENT = " \t\u00a0()~.\\`*$#;?@yHIJKLMNOPQRSTUVWhijklmnopqrstuvw";

    private final String text;
    private final AbcPlace linePlace;
    private int at;

    AbcCursor(String text, AbcPlace linePlace) {
        this.text = text;
        this.linePlace = linePlace;
    }

    boolean atEnd() {
        return at >= text.length();
    }

    /** The character here, NUL at the end of the line. */
    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < text.length() ? text.charAt(at + ahead) : 0;
    }

    boolean looksAt(String start) {
        return text.startsWith(start, at);
    }

    char next() {
        char c = peek();
        at++;
        return c;
    }

    AbcPlace place() {
        return linePlace.at(linePlace.line(), at + 1);
    }

    BadInputException fault(String whatAndMend) {
        return place().fault(whatAndMend);
    }

    /** The longest run of those characters, perhaps empty. */
    String run(String characters) {
        int start = at;
        while (!atEnd() && characters.indexOf(peek()) >= 0) {
            at++;
        }
        return text.substring(start, at);
    }

    /** The text up to that character, which is passed. */
    String until(char end, String fault) {
        int close = text.indexOf(end, at);
        if (close < 0) {
            throw fault(fault);
        }
        String inside = text.substring(at, close);
        at = close + 1;
        return inside;
    }

    void skipTo(String start) {
        int found = text.indexOf(start, at);
        at = found < 0 ? text.length() : found;
    }

    /** To the next bar line, of which the colons of a repeat are part. */
    void skipToBar() {
        skipTo("|");
        while (!atEnd() && at > 0 && text.charAt(at - 1) == ':') {
            at--;
        }
    }

    /** A bar line with all its strokes and colons, without the bracket of a chord, field or ending behind it. */
    String barSigns() {
        int start = at;
        while (peek() == '|'
                || peek() == ':'
                || peek() == '[' && peek(1) == '|'
                || peek() == ']' && at > start && text.charAt(at - 1) == '|') {
            at++;
        }
        return text.substring(start, at);
    }

    /** A number from 1 to {@code most}. */
    int number(int most, String what) {
        AbcPlace place = place();
        String digits = run("0123456789");
        int value = digits.isEmpty() || digits.length() > 4 ? 0 : Integer.parseInt(digits);
        if (value < 1 || value > most) {
            throw place.fault(what + " has the number \"" + digits + "\"; give 1 to " + most);
        }
        return value;
    }

    /** The length after a note in units: nothing, {@code 2}, {@code /}, {@code //}, {@code /4} or {@code 3/2}. */
    Fraction length() {
        int over = Character.isDigit(peek()) ? number(1024, "a length") : 1;
        int under = 1;
        AbcPlace place = place();
        while (peek() == '/') {
            at++;
            under *= Character.isDigit(peek()) ? number(1024, "a length") : 2;
            if (under > 1024) {
                throw place.fault("the note is shorter than 1/1024 of the unit length; use fewer strokes");
            }
        }
        return new Fraction(over, under);
    }

    /** Passes over something that does not change the melody; false if what stands here is nothing of the kind. */
    boolean skipSilentSign() {
        char c = peek();
        if (c == '"') {
            next();
            until('"', "the text in quotes is not closed; end it with \"");
        } else if (c == '{') {
            next();
            until('}', "the grace notes are not closed; end them with }");
        } else if (c == '!' || c == '+') {
            // Old programs used a lone sign for a line break.
            int close = text.indexOf(c, at + 1);
            boolean decoration = close > 0 && text.substring(at, close).indexOf('|') < 0;
            at = decoration ? close + 1 : at + 1;
        } else if (SILENT.indexOf(c) >= 0) {
            next();
            run(c == 'y' ? "0123456789" : "");
        } else {
            return false;
        }
        return true;
    }
}
