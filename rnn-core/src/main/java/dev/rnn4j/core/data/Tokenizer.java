package dev.rnn4j.core.data;

import com.google.common.collect.Iterables;
import dev.rnn4j.api.BadInputException;
import java.util.List;

/**
 * Cuts a text into tokens and joins tokens to a text. The built-in ones are told apart by {@link #name}; one of your own
 * is a function, {@code Tokenizer mine = text -> List.of(text.split("_"))}.
 */
@FunctionalInterface
public interface Tokenizer {
    /** The tokens of a text, in their order. */
    List<String> split(String text);

    /** A text with these tokens; with blanks between them unless said otherwise. */
    default String join(List<String> tokens) {
        return String.join(" ", tokens);
    }

    /** What tells it from others in a file; {@code "own"} for one that does not say otherwise. */
    default String name() {
        return "own";
    }

    /** Each text's tokens, cut anew, one text after another, whenever they are gone through. */
    default Iterable<List<String>> each(Iterable<String> texts) {
        return Iterables.transform(texts, this::split);
    }

    /** The same, of the text in lower case. */
    default Tokenizer lowerCase() {
        return new BuiltInTokenizer.LowerCase(this);
    }

    /** Every character, white space too, by code point. {@link #join} gives back the text. */
    static Tokenizer characters() {
        return BuiltInTokenizer.CHARACTERS;
    }

    /**
     * Words and numbers, and every other visible character by itself. A word is letters, digits, marks and underscores, with
     * apostrophes between them ({@code don't}); {@code 1,000.5} is one number; of Chinese characters and Hiragana, which
     * are written without blanks, each is a token. White space is dropped; {@link #join} puts blanks where English has
     * them, and cutting its text again gives the same tokens.
     */
    static Tokenizer words() {
        return BuiltInTokenizer.WORDS;
    }

    /** The words and numbers of {@link #words} alone, without punctuation and symbols. */
    static Tokenizer wordsOnly() {
        return BuiltInTokenizer.WORDS_ONLY;
    }

    /**
     * The bytes of the text in UTF-8, each as the character with its value, U+0000 to U+00FF. {@link #join} gives back
     * the text; bytes that are not UTF-8 become U+FFFD.
     */
    static Tokenizer bytes() {
        return BuiltInTokenizer.BYTES;
    }

    /**
     * A built-in tokenizer by its {@link #name}.
     *
     * @throws BadInputException if there is none of that name
     */
    static Tokenizer of(String name) {
        String lower = BuiltInTokenizer.LowerCase.PREFIX;
        return name.startsWith(lower)
                ? BuiltInTokenizer.of(name.substring(lower.length())).lowerCase()
                : BuiltInTokenizer.of(name);
    }
}
