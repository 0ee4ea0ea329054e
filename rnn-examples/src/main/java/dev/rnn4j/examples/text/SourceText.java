package dev.rnn4j.examples.text;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.TextFile;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A text and where it is from. Nothing in it is changed but its line ends, which become one character each.
 *
 * @param name of the file or the work
 * @param text at least one character
 * @param cut whether the source has more than this
 */
record SourceText(String name, String text, boolean cut) {
    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    /**
     * The beginning of a built-in text.
     *
     * @param most characters
     */
    static SourceText of(BuiltInText builtIn, int most) {
        return limited(builtIn.title(), builtIn.text(), most);
    }

    /**
     * The beginning of a file; no more of it is read.
     *
     * @param most characters
     * @throws BadInputException if it cannot be read, is empty or not text in this charset
     */
    static SourceText of(Path file, Charset charset, int most) {
        StringBuilder text = new StringBuilder();
        for (String piece : TextFile.of(file, charset).pieces()) {
            text.append(piece);
            // A character of the text can take two of Java's, or be a line end that does.
            if (text.length() > 2L * most + 1) {
                break;
            }
        }
        if (text.isEmpty()) {
            throw new BadInputException(file + " is empty; give a file with text");
        }
        return limited(file.toString(), text.toString(), most);
    }

    private static SourceText limited(String name, String raw, int most) {
        String text = LINE_END.matcher(raw).replaceAll("\n");
        boolean cut = text.codePointCount(0, text.length()) > most;
        return new SourceText(name, cut ? text.substring(0, text.offsetByCodePoints(0, most)) : text, cut);
    }

    /** How many characters it has. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    /**
     * The first so many characters, and the others.
     *
     * @param first how many
     */
    Parts split(int first) {
        int at = text.offsetByCodePoints(0, first);
        return new Parts(text.substring(0, at), text.substring(at));
    }

    /**
     * A text in two parts.
     *
     * @param train the beginning, to learn from
     * @param heldOut the end, to measure on
     */
    record Parts(String train, String heldOut) {}
}
