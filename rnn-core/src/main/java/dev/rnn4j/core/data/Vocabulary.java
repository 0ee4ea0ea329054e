package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Words and their tokens. Token 0 is {@link #UNKNOWN}, which stands for every word that is not in it, unless it was made
 * without; then come reserved words, if there are any, and the words of the texts, the most frequent first, equally
 * frequent ones in the order of their characters' codes. Immutable.
 */
public final class Vocabulary {
    /** The word of token 0. */
    public static final String UNKNOWN = "<unk>";

    private static final String NO_UNKNOWN = "-\t" + UNKNOWN;

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
     * The words of these texts, as {@link #builder} makes them.
     *
     * @param texts each a list of words
     * @param minCount a word that occurs less often is unknown
     * @throws BadInputException if no word is left
     */
    public static Vocabulary of(Iterable<List<String>> texts, int minCount) {
        return builder().minCount(minCount).build(texts);
    }

    /**
     * Exactly these words, in this order, from token 0; there is no {@link #UNKNOWN}, and another word is refused.
     *
     * @throws BadInputException if there are none, or one comes twice
     */
    public static Vocabulary closed(List<String> words) {
        if (words.isEmpty()) {
            throw new BadInputException("a vocabulary of no words: give at least one");
        }
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(UNKNOWN)) {
                throw new BadInputException(
                        "the word " + UNKNOWN + " in a vocabulary that knows no unknown words: leave"
                                + " it out, or use Vocabulary.builder()");
            }
        }
        Vocabulary vocabulary = new Vocabulary(words, new long[words.size()]);
        for (int i = 0; i < words.size(); i++) {
            if (vocabulary.indices.get(words.get(i)) != i) {
                throw new BadInputException("the vocabulary has the word " + Messages.quote(words.get(i))
                        + " twice: each word has one token");
            }
        }
        return vocabulary;
    }

    /** Starts a description of which words to take. */
    public static Builder builder() {
        return new Builder();
    }

    /** Which words are taken; all, unless said. */
    public static final class Builder {
        private int minCount = 1;
        private int maxSize = Integer.MAX_VALUE;
        private boolean unknown = true;
        private Set<String> reserved = Set.of();

        private Builder() {}

        /** A word that occurs less often is unknown. */
        public Builder minCount(int n) {
            if (n < 1) {
                throw new BadInputException("the minimum count of a word is " + n + ": it is at least 1");
            }
            minCount = n;
            return this;
        }

        /** At most so many tokens, {@link #UNKNOWN} and reserved ones included; the most frequent words stay. */
        public Builder maxSize(int n) {
            if (n < 1) {
                throw new BadInputException("a vocabulary of at most " + n + " tokens: it has at least 1");
            }
            maxSize = n;
            return this;
        }

        /** Tokens that are there whether the texts have them or not, in this order, before all words. */
        public Builder reserved(String... words) {
            if (List.of(words).contains(UNKNOWN)) {
                throw new BadInputException(UNKNOWN + " cannot be reserved: it is there anyway, or left out");
            }
            reserved = new LinkedHashSet<>(List.of(words));
            return this;
        }

        /** Leaves out {@link #UNKNOWN}: a word that is not in the vocabulary is refused. */
        public Builder withoutUnknown() {
            unknown = false;
            return this;
        }

        /**
         * Counts the words of these texts, which are gone through once.
         *
         * @throws BadInputException if no word is left
         */
        public Vocabulary build(Iterable<List<String>> texts) {
            Map<String, Long> seen = new HashMap<>();
            long all = 0;
            for (List<String> text : texts) {
                for (String word : text) {
                    seen.merge(word, 1L, Long::sum);
                    all++;
                }
            }
            seen.remove(UNKNOWN);
            Set<String> words = new LinkedHashSet<>();
            if (unknown) {
                words.add(UNKNOWN);
            }
            words.addAll(reserved);
            if (maxSize <= words.size()) {
                throw new BadInputException("a vocabulary of at most " + maxSize + " tokens has no place for words: "
                        + words.size() + " are reserved, allow more");
            }
            int kept = words.size();
            seen.keySet().stream()
                    .filter(word -> seen.get(word) >= minCount && !reserved.contains(word))
                    .sorted(Comparator.comparing((String word) -> -seen.get(word))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(maxSize - kept)
                    .forEach(words::add);
            if (words.size() == kept) {
                throw noWords(seen);
            }
            long[] counts = new long[words.size()];
            int i = 0;
            for (String word : words) {
                counts[i] = seen.getOrDefault(word, 0L);
                all -= counts[i++];
            }
            if (unknown) {
                counts[0] = all;
            }
            return new Vocabulary(new ArrayList<>(words), counts);
        }

        private BadInputException noWords(Map<String, Long> seen) {
            long most = seen.entrySet().stream()
                    .filter(e -> !reserved.contains(e.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .max()
                    .orElse(0);
            return new BadInputException(
                    most == 0
                            ? "the texts have no words, so there is no vocabulary: give texts with words"
                            : "no word occurs " + minCount + " times, the most frequent occurs " + most
                                    + " times: lower the minimum count");
        }
    }

    /** This one with some more words at its end, unless it has them. */
    Vocabulary with(List<String> more) {
        Set<String> all = new LinkedHashSet<>(words);
        all.addAll(more);
        return new Vocabulary(new ArrayList<>(all), Arrays.copyOf(counts, all.size()));
    }

    private boolean hasUnknown() {
        return words.get(0).equals(UNKNOWN);
    }

    /** How many tokens there are, {@link #UNKNOWN} and reserved ones included. */
    public int size() {
        return words.size();
    }

    /**
     * The token of a word, 0 if it is not in the vocabulary.
     *
     * @throws BadInputException if it is not in the vocabulary and that has no {@link #UNKNOWN}
     */
    public int index(String word) {
        Integer index = indices.get(word);
        if (index == null && !hasUnknown()) {
            throw new BadInputException("the word " + Messages.quote(word) + " is not among the " + words.size()
                    + " of the vocabulary, which has no " + UNKNOWN
                    + ": make it from texts that have the word, or with "
                    + UNKNOWN);
        }
        return index == null ? 0 : index;
    }

    /** Whether it is a word of the vocabulary. */
    public boolean contains(String word) {
        return indices.containsKey(word);
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
            throw new BadInputException("token " + index + " is not in the vocabulary: its tokens are 0 to "
                    + (words.size() - 1) + "; take the vocabulary that the tokens were made with");
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

    /**
     * The words of some tokens.
     *
     * @throws BadInputException if there is no such token
     */
    public List<String> decode(int... tokens) {
        return Arrays.stream(tokens).mapToObj(this::word).toList();
    }

    /** A text as a series of tokens. */
    public Series series(List<String> text) {
        return Series.tokens(encode(text));
    }

    /**
     * The vocabulary as one text for a file: a line for each token, count, tab and word; in a word, backslash, line feed
     * and carriage return are written {@code \\}, {@code \n} and {@code \r}. One without {@link #UNKNOWN} has a line
     * more at its beginning, with {@code -} for its count.
     */
    public String toLines() {
        StringBuilder lines = new StringBuilder(hasUnknown() ? "" : NO_UNKNOWN + "\n");
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
        int first = lines[0].equals(NO_UNKNOWN) ? 1 : 0;
        List<String> words = new ArrayList<>();
        long[] counts = new long[lines.length - first];
        Map<String, Integer> at = new HashMap<>();
        for (int i = first; i < lines.length; i++) {
            int tab = lines[i].indexOf('\t');
            if (tab < 1 || tab > 18 || !lines[i].substring(0, tab).chars().allMatch(c -> c >= '0' && c <= '9')) {
                throw new BadInputException("vocabulary line " + (i + 1) + " is " + Messages.quote(lines[i])
                        + ": a line is a count, a tab and a word");
            }
            counts[i - first] = Long.parseLong(lines[i].substring(0, tab));
            String word = unescape(i + 1, lines[i].substring(tab + 1));
            Integer before = at.putIfAbsent(word, i + 1);
            if (before != null) {
                throw new BadInputException("vocabulary line " + (i + 1) + " has the word " + Messages.quote(word)
                        + " of line " + before + " again: each word has one token, take one line out");
            }
            words.add(word);
        }
        if (words.isEmpty() || first == 1 && at.containsKey(UNKNOWN)) {
            throw new BadInputException("the vocabulary has no " + UNKNOWN + " by its first line, and then "
                    + (words.isEmpty() ? "no words" : "that in line " + at.get(UNKNOWN)) + ": save it again");
        }
        if (first == 1) {
            return new Vocabulary(words, counts);
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
