package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TokensTest {
    @Test
    void wordsAreLowerCaseWhateverTheLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr"));
            assertTokens("THIS IS FINE", "this", "is", "fine");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void everyNegationEndsInTheSameToken() {
        assertTokens("didn't Isn't mustn't", "did", "not", "is", "not", "must", "not");
        assertTokens("won't can't shan't ain't", "will", "not", "can", "not", "shall", "not", "is", "not");
        assertTokens("cannot, not, dont", "can", "not", ",", "not", ",", "do", "not");
    }

    @Test
    void everyApostropheIsTheSame() {
        for (String apostrophe : List.of("'", "\u2019", "\u2018", "\u02BC", "\u00B4", "`")) {
            assertTokens("don" + apostrophe + "t", "do", "not");
        }
    }

    @Test
    void otherEndingsAreCutOff() {
        assertTokens("It's the film's", "it", "'s", "the", "film", "'s");
        assertTokens(
                "I'm, we're they've he'll she'd", "i", "'m", ",", "we", "'re", "they", "'ve", "he", "'ll", "she", "'d");
        assertTokens("the students' o'clock 'quoted'", "the", "students", "o'clock", "quoted");
    }

    @Test
    void exclamationAndQuestionMarksStayOnceARun() {
        assertTokens("Boring? No, gripping!!!", "boring", "?", "no", ",", "gripping", "!");
        assertTokens("What?!", "what", "?", "!");
    }

    @Test
    void everyMarkBetweenClausesIsTheSameToken() {
        for (String mark : List.of(", ", "; ", ": ", ". ", "... ", " - ", " -- ", " \u2013 ", "\u2014", " \u2026 ")) {
            assertTokens("bad" + mark + "good", "bad", ",", "good");
        }
    }

    @Test
    void noMarkStandsAtTheEndsOrNextToAnother() {
        assertTokens("... so, so: good...", "so", ",", "so", ",", "good");
        assertTokens("Really?, yes!.", "really", "?", "yes", "!");
    }

    @Test
    void otherMarksAreDropped() {
        assertTokens("\"well-made\" (and) *cheap* _at_ 50%", "well", "made", "and", "cheap", "at", "50");
    }

    @Test
    void numbersAreWhole() {
        assertTokens("10/10, 3.5 or 1,000", "10", "10", ",", "3.5", "or", "1,000");
    }

    @Test
    void lettersOfEveryScriptAreLetters() {
        assertTokens(
                "Caf\u00E9 \u00FCber \u0425\u043E\u0440\u043E\u0448\u043E",
                "caf\u00E9",
                "\u00FCber",
                "\u0445\u043E\u0440\u043E\u0448\u043E");
        assertTokens("cafe\u0301", "caf\u00E9");
        assertTokens("great\uD83D\uDE00\uD83D\uDE00", "great", "\uD83D\uDE00", "\uD83D\uDE00");
    }

    @Test
    void aTextWithoutWordsHasNoTokens() {
        assertTokens("");
        assertTokens(" ,.- ");
    }

    private static void assertTokens(String text, String... tokens) {
        assertEquals(List.of(tokens), Tokens.of(text), text);
    }
}
