package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.util.ArrayList;
import java.util.List;

/**
 * A tokenizer and the vocabulary of its tokens: text to series and back. It is saved with a network as a text:
 *
 * <pre>{@code
 * TextCodec codec = TextCodec.of(Tokenizer.words().lowerCase(), texts);
 * Network network = Network.builder().tokens(codec.size())...
 * network.save(file, Map.of("codec", codec.toLines()));
 * TextCodec again = TextCodec.fromLines(Network.load(file).metadata().get("codec"));
 * }</pre>
 *
 * Immutable.
 */
public final class TextCodec {
    /** Begins a text, if the codec is {@link #framed}. */
    public static final String START = "<s>";

    /** Ends a text, if the codec is {@link #framed}. */
    public static final String END = "</s>";

    private static final String FRAMED = "framed ";

    private final Tokenizer tokenizer;
    private final Vocabulary vocabulary;
    private final boolean framed;

    private TextCodec(Tokenizer tokenizer, Vocabulary vocabulary, boolean framed) {
        this.tokenizer = tokenizer;
        this.vocabulary = vocabulary;
        this.framed = framed;
    }

    /** A tokenizer with a vocabulary of its tokens. */
    public static TextCodec of(Tokenizer tokenizer, Vocabulary vocabulary) {
        return new TextCodec(tokenizer, vocabulary, false);
    }

    /**
     * A tokenizer with the vocabulary of all tokens in some texts; for one with a limit give {@code
     * Vocabulary.builder().maxSize(n).build(tokenizer.each(texts))}.
     *
     * @throws BadInputException if the texts have no tokens
     */
    public static TextCodec of(Tokenizer tokenizer, Iterable<String> texts) {
        return of(tokenizer, Vocabulary.builder().build(tokenizer.each(texts)));
    }

    /** The 256 bytes of UTF-8: token 65 is the byte 65. No text is unknown, and none has to be counted before. */
    public static TextCodec bytes() {
        return of(Tokenizer.bytes(), Vocabulary.closed(BuiltInTokenizer.BYTE_TOKENS));
    }

    /**
     * The same, but each text begins with {@link #START} and ends with {@link #END}: what a network needs that starts and
     * ends texts by itself. If the vocabulary has no such tokens, they are put at its end.
     */
    public TextCodec framed() {
        return new TextCodec(tokenizer, vocabulary.with(List.of(START, END)), true);
    }

    /** How many tokens there are, for {@code tokens(n)} of a network. */
    public int size() {
        return vocabulary.size();
    }

    /** What cuts the text. */
    public Tokenizer tokenizer() {
        return tokenizer;
    }

    /** What numbers the tokens. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /**
     * A text as a series of tokens.
     *
     * @throws BadInputException if a token is not in the vocabulary and that has none for unknown ones
     */
    public Series encode(String text) {
        List<String> tokens = tokenizer.split(text);
        if (!framed) {
            return vocabulary.series(tokens);
        }
        List<String> all = new ArrayList<>(tokens.size() + 2);
        all.add(START);
        all.addAll(tokens);
        all.add(END);
        return vocabulary.series(all);
    }

    /**
     * The text of a series of tokens. An unknown one is written as {@link Vocabulary#UNKNOWN}, {@link #START} and {@link
     * #END} of a framed codec are left out.
     *
     * @throws BadInputException if there is no such token, or the series has rows of numbers
     */
    public String decode(Series tokens) {
        if (!tokens.isTokens()) {
            throw new BadInputException("a series of rows has no text: decode needs tokens, and so does Series.tokens");
        }
        List<String> words = new ArrayList<>(tokens.length());
        for (int t = 0; t < tokens.length(); t++) {
            String word = vocabulary.word(tokens.token(t));
            if (!framed || !word.equals(START) && !word.equals(END)) {
                words.add(word);
            }
        }
        return tokenizer.join(words);
    }

    /** The text of some tokens, as {@link #decode(Series)} gives it. */
    public String decode(int... tokens) {
        return decode(Series.tokens(tokens));
    }

    boolean isFramed() {
        return framed;
    }

    /** The codec as one text for a file: a line with the tokenizer's name, then the {@link Vocabulary#toLines vocabulary}. */
    public String toLines() {
        return (framed ? FRAMED : "") + tokenizer.name() + "\n" + vocabulary.toLines();
    }

    /**
     * Reads {@link #toLines}'s text.
     *
     * @throws BadInputException if it is null or not such a text, or its tokenizer is not a built-in one
     */
    public static TextCodec fromLines(String text) {
        String name = tokenizerName(text);
        if (name.endsWith("own")) {
            throw new BadInputException("the codec has the tokenizer " + Messages.quote(name)
                    + ", which is not a built-in one: give it, fromLines(text, tokenizer)");
        }
        return fromLines(text, Tokenizer.of(name));
    }

    /**
     * The same, with a tokenizer of your own.
     *
     * @throws BadInputException if it is null or not such a text, or was written with a tokenizer of another name
     */
    public static TextCodec fromLines(String text, Tokenizer tokenizer) {
        String name = tokenizerName(text);
        if (!name.equals(tokenizer.name())) {
            throw new BadInputException("the codec was saved with the tokenizer " + Messages.quote(name) + ", not "
                    + Messages.quote(tokenizer.name()) + ": give the same");
        }
        Vocabulary vocabulary = Vocabulary.fromLines(text.substring(text.indexOf('\n') + 1));
        if (!text.startsWith(FRAMED)) {
            return of(tokenizer, vocabulary);
        }
        if (!vocabulary.contains(START) || !vocabulary.contains(END)) {
            throw new BadInputException(
                    "the codec is framed, but its vocabulary has no " + START + " and " + END + ": save it again");
        }
        return new TextCodec(tokenizer, vocabulary, true);
    }

    private static String tokenizerName(String text) {
        if (text == null) {
            throw new BadInputException(
                    "there is no codec: save the network with it, save(file, Map.of(\"codec\"," + " codec.toLines()))");
        }
        int end = text.indexOf('\n');
        if (end < 0) {
            throw new BadInputException("the codec is " + Messages.quote(text)
                    + ": it has the tokenizer's name in its first line, then the vocabulary");
        }
        String line = text.substring(0, end).strip();
        return line.startsWith(FRAMED) ? line.substring(FRAMED.length()) : line;
    }

    @Override
    public String toString() {
        return (framed ? FRAMED : "") + tokenizer.name() + " with " + vocabulary.size() + " tokens";
    }
}
