package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words and their tokens. Token 0 is {@link #UNKNOWN}, which stands for every word that is not in it; then come the
 * words, the most frequent first, equally frequent ones in the order of their characters' codes. Immutable.
 */
public final class Vocabulary {
    /** The word of token 0. */
    public static final String UNKNOWN = "<unk>";

    private final List<String> words;
    private final long[] counts;
    private final Map<String, Integer> indices = new HashMap<>();

    private Vocabulary(List<String> words, long[] counts) {
        this.words = List.copyOf(words);
        this.counts = counts;
        for (int i = 0; i < words.size(); i++) {
            indices.put(words.get(i), i);
        }
    }

    /**
     * The words of these texts.
     *
     * @param texts each a list of words
     * @param minCount a word that occurs less often is unknown
     * @throws BadInputException if no word is left
     */
    public static Vocabulary of(Iterable<List<String>> texts, int minCount) {
        if (minCount < 1) {
            throw new BadInputException("the minimum count of a word is " + minCount + ": it is at least 1");
        }
        Map<String, Long> seen = new HashMap<>();
        long all = 0;
        for (List<String> text : texts) {
            for (String word : text) {
                seen.merge(word, 1L, Long::sum);
                all++;
            }
        }
        seen.remove(UNKNOWN);
        List<String> words = new ArrayList<>();
        seen.forEach((word, count) -> {
            if (count >= minCount) {
                words.add(word);
            }
        });
        if (words.isEmpty()) {
            long most = seen.values().stream().mapToLong(Long::longValue).max().orElse(0);
            throw new BadInputException(
                    most == 0
                            ? "the texts have no words, so there is no vocabulary: give texts with words"
                            : "no word occurs " + minCount + " times, the most frequent occurs " + most
                                    + " times: lower the minimum count");
        }
        words.sort(Comparator.comparing((String word) -> -seen.get(word)).thenComparing(Comparator.naturalOrder()));
        words.add(0, UNKNOWN);
        long[] counts = new long[words.size()];
        counts[0] = all;
        for (int i = 1; i < counts.length; i++) {
            counts[i] = seen.get(words.get(i));
            counts[0] -= counts[i];
        }
        return new Vocabulary(words, counts);
    }

    /** How many tokens there are, {@link #UNKNOWN} included. */
    public int size() {
        return words.size();
    }

    /** The token of a word, 0 if it is not in the vocabulary. */
    public int index(String word) {
        return indices.getOrDefault(word, 0);
    }

    /**
     * The word of a token.
     *
     * @throws BadInputException if there is no such token
     */
    public String word(int index) {
        return words.get(checked(index));
    }

    /**
     * How often a word occurred in the texts; for token 0, how many unknown words did.
     *
     * @throws BadInputException if there is no such token
     */
    public long count(int index) {
        return counts[checked(index)];
    }

    private int checked(int index) {
        if (index < 0 || index >= words.size()) {
            throw new BadInputException(
                    "token " + index + " is not in the vocabulary: its tokens are 0 to " + (words.size() - 1));
        }
        return index;
    }

    /** The tokens of a text. */
    public int[] encode(List<String> text) {
        int[] tokens = new int[text.size()];
        int i = 0;
        for (String word : text) {
            tokens[i++] = index(word);
        }
        return tokens;
    }

    /** A text as a series of tokens. */
    public Series series(List<String> text) {
        return Series.tokens(encode(text));
    }

    /**
     * The vocabulary as one text for a file: a line for each token, count, tab and word; in a word, backslash, line feed
     * and carriage return are written {@code \\}, {@code \n} and {@code \r}.
     */
    public String toLines() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < counts.length; i++) {
            String word =
                    words.get(i).replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            lines.append(counts[i]).append('\t').append(word).append('\n');
        }
        return lines.toString();
    }

    /**
     * Reads {@link #toLines()}'s text.
     *
     * @throws BadInputException if it is not such a text
     */
    public static Vocabulary fromLines(String text) {
        String[] lines = text.split("\\r?\\n");
        List<String> words = new ArrayList<>();
        long[] counts = new long[lines.length];
        Map<String, Integer> at = new HashMap<>();
        for (int i = 0; i < lines.length; i++) {
            int tab = lines[i].indexOf('\t');
            if (tab < 1 || tab > 18 || !lines[i].substring(0, tab).chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new BadInputException("vocabulary line " + (i + 1) + " is " + Messages.quote(lines[i])
                        + ": a line is a count, a tab and a word");
            }
            counts[i] = Long.parseLong(lines[i].substring(0, tab));
            String word = unescape(i + 1, lines[i].substring(tab + 1));
            Integer before = at.putIfAbsent(word, i + 1);
            if (before != null) {
                throw new BadInputException("vocabulary line " + (i + 1) + " has the word " + Messages.quote(word)
                        + " of line " + before + " again: each word has one token, take one line out");
            }
            words.add(word);
        }
        if (!words.get(0).equals(UNKNOWN)) {
            throw new BadInputException("vocabulary line 1 has the word " + Messages.quote(words.get(0))
                    + ": it has to be " + UNKNOWN + ", for the words that are not in it");
        }
        if (words.size() == 1) {
            throw new BadInputException(
                    "the vocabulary has no words but " + UNKNOWN + ": make it from texts with words");
        }
        return new Vocabulary(words, counts);
    }

    private static String unescape(int line, String written) {
        if (written.indexOf('\\') < 0) {
            return written;
        }
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                i++;
                char next = i < written.length() ? written.charAt(i) : ' ';
                c = switch (next) {
                    case '\\' -> '\\';
                    case 'n' -> '\n';
                    case 'r' -> '\r';
                    default ->
                        throw new BadInputException("vocabulary line " + line + " has a backslash before '"
                                + Messages.oneLine("" + next) + "' in " + Messages.quote(written)
                                + ": it stands before a backslash, n or r");
                };
            }
            word.append(c);
        }
        return word.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Vocabulary v && words.equals(v.words) && Arrays.equals(counts, v.counts);
    }

    @Override
    public int hashCode() {
        return words.hashCode();
    }

    @Override
    public String toString() {
        return words.size() + " words";
    }
}
