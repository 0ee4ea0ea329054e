package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class VocabularyTest {
    // b occurs three times, a and c twice, d once.
    private static final List<List<String>> TEXTS =
            List.of(List.of("c", "b", "a", "b"), List.of(), List.of("d", "a", "b", "c"));

    private static String refusal(Runnable call) {
        String message = assertThrows(BadInputException.class, call::run).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Example
    void wordsComeByCountThenAlphabeticallyAfterTheUnknown() {
        Vocabulary all = Vocabulary.of(TEXTS, 1);
        assertEquals(5, all.size());
        String[] words = {"<unk>", "b", "a", "c", "d"};
        long[] counts = {0, 3, 2, 2, 1};
        for (int i = 0; i < words.length; i++) {
            assertEquals(words[i], all.word(i));
            assertEquals(i, all.index(words[i]));
            assertEquals(counts[i], all.count(i));
        }
    }

    @Example
    void aRareWordIsUnknown() {
        Vocabulary frequent = Vocabulary.of(TEXTS, 2);
        assertEquals(4, frequent.size());
        assertEquals(0, frequent.index("d"));
        assertEquals(1, frequent.count(0));
        assertArrayEquals(new int[] {2, 0, 1, 0}, frequent.encode(List.of("a", "d", "b", "never seen")));
    }

    @Example
    void aTextBecomesASeriesOfTokens() {
        Series series = Vocabulary.of(TEXTS, 1).series(List.of("d", "b"));
        assertTrue(series.isTokens());
        assertEquals(2, series.length());
        assertEquals(4, series.token(0));
        assertEquals(1, series.token(1));
        assertEquals(0, Vocabulary.of(TEXTS, 1).series(List.of()).length());
    }

    @Example
    void theUnknownMarkInATextIsNoWordOfItsOwn() {
        Vocabulary v = Vocabulary.of(List.of(List.of("<unk>", "a", "<unk>")), 1);
        assertEquals(2, v.size());
        assertEquals(2, v.count(0));
    }

    @Example
    void aVocabularyWithoutWordsIsRefused() {
        assertEquals(
                "the texts have no words, so there is no vocabulary: give texts with words",
                refusal(() -> Vocabulary.of(List.of(List.of(), List.of("<unk>")), 1)));
        assertEquals(
                "no word occurs 4 times, the most frequent occurs 3 times: lower the minimum count",
                refusal(() -> Vocabulary.of(TEXTS, 4)));
        assertTrue(refusal(() -> Vocabulary.of(TEXTS, 0)).contains("it is at least 1"));
    }

    @Example
    void aTokenThatIsNotThereIsRefused() {
        Vocabulary v = Vocabulary.of(TEXTS, 1);
        assertEquals(
                "token 5 is not in the vocabulary: its tokens are 0 to 4; take the vocabulary that the tokens were made with",
                refusal(() -> v.word(5)));
        assertTrue(refusal(() -> v.count(-1)).contains("token -1"));
    }

    @Example
    void linesAreCountTabWord() {
        assertEquals(
                "0\t<unk>\n3\tb\n2\ta\n2\tc\n1\td\n", Vocabulary.of(TEXTS, 1).toLines());
    }

    @Property(seed = "20261124", tries = 300)
    void anyWordsComeBackFromTheirLines(
            @ForAll @Size(min = 1, max = 12)
                    List<
                                    @StringLength(max = 4)
                                    @Chars({'a', 'b', '\n', '\r', '\t', '\\', ' ', 'n', '\u2028', 'é'}) String>
                            words) {
        Vocabulary v = Vocabulary.of(List.of(words), 1);
        assertEquals(v, Vocabulary.fromLines(v.toLines()));
        assertArrayEquals(v.encode(words), Vocabulary.fromLines(v.toLines()).encode(words));
    }

    @Example
    void otherLinesAreRefused() {
        String[][] cases = {
            {"", "vocabulary line 1 is ''"},
            {"0\t<unk>\nword\n", "vocabulary line 2 is 'word': a line is a count, a tab and a word"},
            {"0\t<unk>\n-1\ta\n", "vocabulary line 2"},
            {"0\t<unk>\n99999999999999999999\ta\n", "vocabulary line 2"},
            {"1\ta\n", "vocabulary line 1 has the word 'a': it has to be <unk>"},
            {"0\t<unk>\n1\ta\n1\ta\n", "vocabulary line 3 has the word 'a' of line 2 again"},
            {"0\t<unk>\n", "has no words but <unk>"},
            {"0\t<unk>\n1\ta\\x\n", "a backslash before 'x'"},
            {"0\t<unk>\n1\ta\\\n", "a backslash before"},
        };
        for (String[] c : cases) {
            String message = refusal(() -> Vocabulary.fromLines(c[0]));
            assertTrue(message.contains(c[1]), message);
        }
    }

    @Property(seed = "20261124", tries = 300)
    void anyTextIsReadOrRefusedInOneLine(
            @ForAll @StringLength(max = 12) @Chars({'0', '1', '\t', '\n', '\\', 'a'}) String text) {
        Assume.that(!text.isEmpty());
        try {
            Vocabulary.fromLines("0\t<unk>\n" + text);
        } catch (BadInputException e) {
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
        }
    }

    @Example
    void theMostFrequentWordsStayWhenTheSizeIsLimited() {
        Vocabulary v = Vocabulary.builder().maxSize(3).build(TEXTS);
        assertEquals(List.of("<unk>", "b", "a"), v.decode(0, 1, 2));
        assertEquals(3, v.size());
        assertEquals(3, v.count(0)); // c twice and d
        assertEquals(Vocabulary.of(TEXTS, 2), Vocabulary.builder().minCount(2).build(TEXTS));
    }

    @Example
    void reservedWordsComeFirstHoweverOftenTheyOccur() {
        Vocabulary v = Vocabulary.builder().reserved("<s>", "d").minCount(2).build(TEXTS);
        assertEquals(List.of("<unk>", "<s>", "d", "b", "a", "c"), v.decode(0, 1, 2, 3, 4, 5));
        assertEquals(0, v.count(1));
        assertEquals(1, v.count(2));
        assertEquals(v, Vocabulary.fromLines(v.toLines()));
    }

    @Example
    void withoutAnUnknownWordAnotherWordIsRefused() {
        Vocabulary v = Vocabulary.builder().withoutUnknown().build(TEXTS);
        assertEquals(4, v.size());
        assertArrayEquals(new int[] {0, 3}, v.encode(List.of("b", "d")));
        assertTrue(v.contains("d") && !v.contains("e"));
        assertTrue(refusal(() -> v.index("e")).startsWith("the word 'e' is not among the 4 of the vocabulary"));
        assertEquals("-\t<unk>\n3\tb\n2\ta\n2\tc\n1\td\n", v.toLines());
        assertEquals(v, Vocabulary.fromLines(v.toLines()));
        Vocabulary given = Vocabulary.closed(List.of("x", "y"));
        assertEquals(1, given.index("y"));
        assertEquals(given, Vocabulary.fromLines(given.toLines()));
    }

    @Example
    void aVocabularyThatCannotBeIsRefused() {
        assertTrue(refusal(() -> Vocabulary.builder().maxSize(0)).contains("at most 0 tokens: it has at least 1"));
        assertTrue(refusal(() -> Vocabulary.builder().maxSize(1).build(TEXTS)).contains("has no place for words"));
        assertTrue(
                refusal(() -> Vocabulary.builder().reserved("a", "b", "c", "d").build(TEXTS))
                        .contains("the texts have no words"));
        assertTrue(refusal(() -> Vocabulary.builder().reserved("<unk>")).contains("cannot be reserved"));
        assertTrue(refusal(() -> Vocabulary.closed(List.of())).contains("at least one"));
        assertTrue(refusal(() -> Vocabulary.closed(List.of("a", "b", "a"))).contains("the word 'a' twice"));
        assertTrue(refusal(() -> Vocabulary.closed(List.of("<unk>"))).contains("leave it out"));
        assertTrue(refusal(() -> Vocabulary.fromLines("-\t<unk>\n")).contains("no words"));
        assertTrue(refusal(() -> Vocabulary.fromLines("-\t<unk>\n1\ta\n0\t<unk>\n"))
                .contains("in line 3"));
    }
}
