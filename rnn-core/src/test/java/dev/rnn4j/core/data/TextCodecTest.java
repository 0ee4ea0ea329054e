package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

class TextCodecTest {
    private static final List<String> TEXTS = List.of("The cat sat.", "The dog sat, too.");

    private static String refusal(Runnable call) {
        return assertThrows(BadInputException.class, call::run).getMessage();
    }

    private static String tokens(Series s) {
        StringBuilder text = new StringBuilder();
        for (int t = 0; t < s.length(); t++) {
            text.append(s.token(t)).append(' ');
        }
        return text.toString().strip();
    }

    @Example
    void aTextBecomesASeriesAndComesBack() {
        TextCodec codec = TextCodec.of(Tokenizer.words().lowerCase(), TEXTS);
        assertEquals(8, codec.size()); // <unk> . sat the , cat dog too
        assertEquals("3 5 2 1", tokens(codec.encode("The cat sat.")));
        assertEquals("the dog <unk>.", codec.decode(codec.encode("the dog ran.")));
        assertEquals("", codec.decode());
    }

    @Example
    void everyTextIsKnownByItsBytes() {
        TextCodec codec = TextCodec.bytes();
        assertEquals(256, codec.size());
        assertEquals("65 195 164", tokens(codec.encode("A\u00e4")));
        assertEquals("A\u00e4", codec.decode(65, 195, 164));
    }

    @Example
    void aFramedTextHasAStartAndAnEndThatNoTextContains() {
        TextCodec codec = TextCodec.bytes().framed();
        assertEquals(258, codec.size());
        assertEquals("256 65 257", tokens(codec.encode("A")));
        assertEquals("256 257", tokens(codec.encode("")));
        assertEquals("A<s>", codec.decode(codec.encode("A<s>")));
        TextCodec words = TextCodec.of(Tokenizer.words(), TEXTS).framed();
        assertEquals("The cat.", words.decode(words.encode("The cat.")));
        TextCodec reserved = TextCodec.of(
                        Tokenizer.words(),
                        Vocabulary.builder()
                                .reserved(TextCodec.START, TextCodec.END)
                                .build(Tokenizer.words().each(TEXTS)))
                .framed();
        assertEquals("1 2", tokens(reserved.encode("")));
        assertEquals(words.size(), reserved.size());
    }

    @Property(seed = "20261124", tries = 300)
    void aCodecComesBackFromItsLines(
            @ForAll
                    @StringLength(min = 1, max = 12)
                    @Chars({'a', 'B', '\n', '\r', '\t', '\\', ' ', '.', '\u2028', '\u00e9'})
                    String text,
            @ForAll boolean framed,
            @ForAll boolean lower) {
        for (Tokenizer base : List.of(Tokenizer.characters(), Tokenizer.bytes())) {
            Tokenizer tokenizer = lower ? base.lowerCase() : base;
            TextCodec plain = TextCodec.of(tokenizer, List.of(text));
            TextCodec codec = framed ? plain.framed() : plain;
            TextCodec again = TextCodec.fromLines(codec.toLines());
            assertEquals(codec.toLines(), again.toLines());
            assertEquals(tokens(codec.encode(text)), tokens(again.encode(text)));
            assertEquals(codec.decode(codec.encode(text)), again.decode(again.encode(text)));
        }
        TextCodec bytes = framed ? TextCodec.bytes().framed() : TextCodec.bytes();
        assertEquals(text, TextCodec.fromLines(bytes.toLines()).decode(bytes.encode(text)));
    }

    @Example
    void aTokenizerOfOnesOwnHasToBeGivenAgain() {
        Tokenizer own = text -> List.of(text.split("_"));
        TextCodec codec = TextCodec.of(own, List.of("a_b"));
        assertTrue(refusal(() -> TextCodec.fromLines(codec.toLines())).contains("fromLines(text, tokenizer)"));
        assertEquals("b a", TextCodec.fromLines(codec.toLines(), own).decode(codec.encode("b_a")));
        assertEquals(
                "the codec was saved with the tokenizer 'own', not 'words': give the same",
                refusal(() -> TextCodec.fromLines(codec.toLines(), Tokenizer.words())));
    }

    @Example
    void whatIsNoCodecIsRefused() {
        assertTrue(refusal(() -> TextCodec.fromLines(null)).startsWith("there is no codec: save the network with it"));
        assertTrue(refusal(() -> TextCodec.fromLines("words")).startsWith("the codec is 'words'"));
        assertTrue(refusal(() -> TextCodec.fromLines("word\n0\t<unk>\n1\ta\n"))
                .startsWith("there is no tokenizer 'word'"));
        assertTrue(refusal(() -> TextCodec.fromLines("words\n")).startsWith("vocabulary line 1 is ''"));
        assertTrue(refusal(() -> TextCodec.fromLines("framed words\n0\t<unk>\n1\ta\n"))
                .startsWith("the codec is framed"));
        assertTrue(refusal(() -> TextCodec.bytes().decode(Series.row(1))).contains("has no text"));
        assertEquals(
                "token 256 is not in the vocabulary: its tokens are 0 to 255; take the vocabulary that the tokens were made with",
                refusal(() -> TextCodec.bytes().decode(256)));
        assertEquals(
                "the texts have no words, so there is no vocabulary: give texts with words",
                refusal(() -> TextCodec.of(Tokenizer.words(), List.of("", " \n"))));
    }
}
