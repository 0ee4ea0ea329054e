package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tokenizers that have a name.
 *
 * @param name the name
 * @param cut from Unicode text to tokens
 * @param joined back
 */
record BuiltInTokenizer(String name, Function<String, List<String>> cut, Function<List<String>, String> joined)
        implements Tokenizer {
    static final Tokenizer CHARACTERS = new BuiltInTokenizer(
            "characters",
            text -> text.codePoints().mapToObj(Character::toString).toList(),
            tokens -> String.join("", tokens));

    static final Tokenizer WORDS =
            new BuiltInTokenizer("words", text -> found(WordPattern.TOKEN, text), WordPattern::join);

    static final Tokenizer WORDS_ONLY =
            new BuiltInTokenizer("words-only", text -> found(WordPattern.WORD, text), WordPattern::join);

    static final Tokenizer BYTES =
            new BuiltInTokenizer("bytes", BuiltInTokenizer::bytesOf, BuiltInTokenizer::textOfBytes);

    private static final List<Tokenizer> ALL = List.of(CHARACTERS, WORDS, WORDS_ONLY, BYTES);

    /** The 256 tokens of {@link #BYTES}. */
    static final List<String> BYTE_TOKENS =
            IntStream.range(0, 256).mapToObj(b -> String.valueOf((char) b)).toList();

    @Override
    public List<String> split(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.charCount(text.codePointAt(i)) == 1) {
                    throw new BadInputException("character " + i + " of the text is half of a surrogate pair, which is"
                            + " no Unicode text: read the text anew, with the charset that it was written in");
                }
                i++;
            }
        }
        return cut.apply(text);
    }

    @Override
    public String join(List<String> tokens) {
        return joined.apply(tokens);
    }

    @Override
    public String toString() {
        return name;
    }

    static Tokenizer of(String name) {
        for (Tokenizer t : ALL) {
            if (t.name().equals(name)) {
                return t;
            }
        }
        throw new BadInputException("there is no tokenizer " + Messages.quote(name) + ": there are "
                + ALL.stream().map(Tokenizer::name).collect(Collectors.joining(", ")) + ", each also with '"
                + LowerCase.PREFIX.strip() + "' in front");
    }

    private static List<String> bytesOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String[] tokens = new String[bytes.length];
        Arrays.setAll(tokens, i -> BYTE_TOKENS.get(bytes[i] & 0xff));
        return List.of(tokens);
    }

    private static String textOfBytes(List<String> tokens) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String token : tokens) {
            if (token.length() == 1 && token.charAt(0) <= 0xff) {
                bytes.write(token.charAt(0));
            } else { // a mark such as the vocabulary's for what is unknown
                bytes.writeBytes(token.getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static List<String> found(Pattern pattern, String text) {
        List<String> tokens = new ArrayList<>();
        Matcher m = pattern.matcher(text);
        while (m.find()) {
            tokens.add(m.group());
        }
        return List.copyOf(tokens);
    }

    /** Another tokenizer on the text in lower case. */
    record LowerCase(Tokenizer inner) implements Tokenizer {
        static final String PREFIX = "lower-case ";

        @Override
        public List<String> split(String text) {
            return inner.split(text.toLowerCase(Locale.ROOT));
        }

        @Override
        public String join(List<String> tokens) {
            return inner.join(tokens);
        }

        @Override
        public String name() {
            return PREFIX + inner.name();
        }

        @Override
        public Tokenizer lowerCase() {
            return this;
        }

        @Override
        public String toString() {
            return name();
        }
    }
}
