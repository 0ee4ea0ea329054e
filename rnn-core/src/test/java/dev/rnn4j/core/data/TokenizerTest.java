package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TokenizerTest {
    private static final List<Tokenizer> ALL =
            List.of(Tokenizer.characters(), Tokenizer.words(), Tokenizer.wordsOnly(), Tokenizer.bytes());

    /** Letters, marks, digits, punctuation, white space, pictures and formats, many of them side by side. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> chosen = Arbitraries.of(
                "a",
                "Ab",
                "\u00e9",
                "e\u0301",
                "\u0301",
                "1",
                "2.5",
                ".",
                ",",
                "...",
                "'",
                "\u2019",
                "(",
                ")",
                "[",
                "-",
                "_",
                " ",
                "\n",
                "\r\n",
                "\t",
                "\u00a0",
                "\u3000",
                "\u4e2d",
                "\u3042",
                "\u3002",
                "\u30ab",
                "\u30fc",
                "\ud83d\ude00",
                "\ud83d\udc68\u200d\ud83d\udc69",
                "\u200d",
                "\u00ad",
                "\ufe0f",
                "\u0627",
                "\u0915\u094d",
                "\ud83c\udde9",
                "<s>",
                "\u0130",
                "\u03a3",
                "\u20ac",
                "\u0000");
        Arbitrary<String> any = Arbitraries.integers()
                .between(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .map(Character::toString);
        return Arbitraries.frequencyOf(net.jqwik.api.Tuple.of(9, chosen), net.jqwik.api.Tuple.of(1, any))
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Example
    void wordsAreWhatAReaderCallsWords() {
        String[][] cases = {
            {"Don't stop, it's 1,000.5!", "Don't", "stop", ",", "it's", "1,000.5", "!"},
            {"l\u2019\u00e9t\u00e9 'quoted' dogs'", "l\u2019\u00e9t\u00e9", "'", "quoted", "'", "dogs", "'"},
            {"well-known (2nd) snake_case", "well", "-", "known", "(", "2nd", ")", "snake_case"},
            {
                "e\u0301te\u0301 \u0939\u093f\u0928\u094d\u0926\u0940",
                "e\u0301te\u0301",
                "\u0939\u093f\u0928\u094d\u0926\u0940"
            },
            {"\u4e2d\u6587\u3002\u30ab\u30bf", "\u4e2d", "\u6587", "\u3002", "\u30ab\u30bf"},
            {"ok\ud83d\udc4d\ud83c\udffd\u2764\ufe0f", "ok", "\ud83d\udc4d\ud83c\udffd", "\u2764\ufe0f"},
            {"Wait...", "Wait", ".", ".", "."},
            {" \t\n\u00a0\u3000\u200b"},
            {""},
        };
        for (String[] c : cases) {
            assertEquals(List.of(c).subList(1, c.length), Tokenizer.words().split(c[0]), c[0]);
        }
        assertEquals(List.of("It's", "5", "o'clock"), Tokenizer.wordsOnly().split("\"It's 5 o'clock!\" \ud83d\ude00"));
        assertEquals(
                List.of("\u00e4rger", "iii", "!"), Tokenizer.words().lowerCase().split("\u00c4RGER III!"));
    }

    @Example
    void joinedWordsHaveBlanksWhereAWriterPutsThem() {
        for (String text :
                List.of("Well, he said (twice): don't!", "\u4e2d\u6587\uff0c\u5f88\u597d\u3002", "3.5 kg [net].")) {
            assertEquals(text, Tokenizer.words().join(Tokenizer.words().split(text)));
        }
    }

    @Example
    void charactersAreCodePointsAndBytesAreOfUtf8() {
        assertEquals(List.of("a", " ", "\ud83d\ude00"), Tokenizer.characters().split("a \ud83d\ude00"));
        assertEquals(List.of("a", "\u00c3", "\u00a4"), Tokenizer.bytes().split("a\u00e4"));
        assertEquals("\ufffdb", Tokenizer.bytes().join(List.of("\u00c3", "b")));
    }

    @Property(seed = "20261124", tries = 1000)
    void charactersAndBytesComeBackAsTheyWere(@ForAll("texts") String text) {
        assertEquals(text, Tokenizer.characters().join(Tokenizer.characters().split(text)));
        List<String> bytes = Tokenizer.bytes().split(text);
        assertEquals(text.getBytes(StandardCharsets.UTF_8).length, bytes.size());
        assertEquals(text, Tokenizer.bytes().join(bytes));
    }

    @Property(seed = "20261124", tries = 3000)
    void joinedWordsAreCutIntoTheSameWordsAgain(@ForAll("texts") String text) {
        for (Tokenizer t : List.of(
                Tokenizer.words(), Tokenizer.wordsOnly(), Tokenizer.words().lowerCase())) {
            List<String> words = t.split(text);
            assertEquals(words, t.split(t.join(words)));
        }
    }

    @Property(seed = "20261124", tries = 1000)
    void noVisibleCharacterIsLostBetweenWords(@ForAll("texts") String text) {
        String hidden = "[\\s\\p{Z}\\p{Cc}\\p{Cf}]";
        assertEquals(
                text.replaceAll(hidden, ""),
                String.join("", Tokenizer.words().split(text)).replaceAll(hidden, ""));
    }

    @Example
    void aTokenizerIsFoundByItsName() {
        for (Tokenizer t : ALL) {
            assertEquals(t, Tokenizer.of(t.name()));
            assertEquals(t.lowerCase(), Tokenizer.of("lower-case " + t.name()));
            assertEquals(t.lowerCase(), t.lowerCase().lowerCase());
        }
        assertEquals(
                "there is no tokenizer 'bpe': there are characters, words, words-only, bytes, each also with"
                        + " 'lower-case' in front",
                assertThrows(BadInputException.class, () -> Tokenizer.of("bpe")).getMessage());
    }

    @Example
    void halfACharacterIsRefusedByItsPlace() {
        for (Tokenizer t : ALL) {
            for (String text : List.of("\ud83d\ude00\ud83d", "\ud83d\ude00\ude00", "ab\ud83dc")) {
                String said = assertThrows(BadInputException.class, () -> t.split(text))
                        .getMessage();
                assertTrue(said.startsWith("character 2 of the text is half of a surrogate pair"), said);
                assertFalse(said.contains("\n"), said);
            }
        }
    }

    @Example
    void textsAreCutWhileTheyAreGoneThrough() {
        List<String> seen = new ArrayList<>();
        Tokenizer own = text -> {
            seen.add(text);
            return List.of(text.split("_"));
        };
        Iterable<List<String>> each = own.each(List.of("a_b", "c"));
        assertEquals(List.of(), seen);
        assertEquals(List.of("a", "b"), each.iterator().next());
        assertEquals(List.of("a_b"), seen);
        assertEquals("a b", own.join(List.of("a", "b")));
    }
}
