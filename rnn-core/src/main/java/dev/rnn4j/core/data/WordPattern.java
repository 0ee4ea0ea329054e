package dev.rnn4j.core.data;

import java.util.List;
import java.util.regex.Pattern;

/** What a word is, and where blanks belong between words. */
final class WordPattern {
    private static final String ALONE = "\\p{IsHan}\\p{IsHiragana}";
    private static final String LETTERS = "[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Cf}&&[^" + ALONE + "]]";

    private static final String WORDS = "\\p{Nd}+(?:[.,]\\p{Nd}+)+"
            + "|[" + ALONE + "][\\p{M}\\p{Cf}]*"
            + "|[\\p{L}\\p{N}\\p{Pc}]" + LETTERS + "*(?:['\u2019]" + LETTERS + "+)*";

    /** Words and numbers. */
    static final Pattern WORD = Pattern.compile(WORDS);

    /** These and whatever else is visible, with the marks upon it. */
    static final Pattern TOKEN = Pattern.compile(WORDS + "|(?![\\s\\p{Z}\\p{Cc}\\p{Cf}])\\X");

    private static final String CLOSING = ".,;:!?)]}\u2026";
    private static final String OPENING = "([{";
    private static final String ALONE_MARKS = "\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f";

    private WordPattern() {}

    /** The tokens with blanks between them, but for what stands close to its neighbour. */
    static String join(List<String> tokens) {
        StringBuilder text = new StringBuilder();
        String before = OPENING.substring(0, 1);
        for (String token : tokens) {
            if (!text.isEmpty() && !close(before, token)) {
                text.append(' ');
            }
            text.append(token);
            before = token;
        }
        return text.toString();
    }

    private static boolean close(String before, String token) {
        return isOneOf(CLOSING, token)
                || isOneOf(OPENING, before) && !token.isEmpty() && Character.isLetterOrDigit(token.codePointAt(0))
                || isAlone(before) && isAlone(token);
    }

    private static boolean isOneOf(String marks, String token) {
        return token.length() == 1 && marks.contains(token);
    }

    /** Whether it is written without blanks. */
    private static boolean isAlone(String token) {
        if (token.isEmpty()) {
            return false;
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(token.codePointAt(0));
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || isOneOf(ALONE_MARKS, token);
    }
}
