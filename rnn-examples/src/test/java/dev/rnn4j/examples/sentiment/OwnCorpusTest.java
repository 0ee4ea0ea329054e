package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class OwnCorpusTest {
    private static final List<LabelledText> ALL = SentimentData.ownCorpus();
    private static final List<LabelledText> SINGLE =
            ALL.stream().filter(text -> text.group().isEmpty()).toList();
    private static final Map<String, List<LabelledText>> PAIRS = ALL.stream()
            .filter(text -> !text.group().isEmpty())
            .collect(Collectors.groupingBy(LabelledText::group, TreeMap::new, Collectors.toList()));

    @Test
    void thereAreEnoughSentencesToLearnFrom() {
        assertTrue(SINGLE.size() >= 900, SINGLE.size() + " single sentences");
        assertTrue(PAIRS.size() >= 260, PAIRS.size() + " pairs");
    }

    @Test
    void halfOfTheSingleSentencesArePositive() {
        assertEquals(
                SINGLE.size(), 2 * SINGLE.stream().mapToInt(LabelledText::label).sum());
    }

    @Test
    void aSingleSentenceHasThreeToTwentyFiveWords() {
        for (LabelledText text : SINGLE) {
            int words = text.text().split(" ").length;
            assertTrue(words >= 3 && words <= 25, text.text());
        }
    }

    @Test
    void theTwoOfAPairHaveTheSameTokensAndOppositeLabels() {
        PAIRS.forEach((group, pair) -> {
            assertEquals(2, pair.size(), group);
            assertEquals(sorted(pair.get(0)), sorted(pair.get(1)), group);
            assertNotEquals(Tokens.of(pair.get(0).text()), Tokens.of(pair.get(1).text()), group);
            assertEquals(1, pair.get(0).label() + pair.get(1).label(), group);
        });
    }

    @Test
    void whichOfAPairComesFirstTellsNothing() {
        int positiveFirst =
                PAIRS.values().stream().mapToInt(pair -> pair.get(0).label()).sum();
        assertTrue(Math.abs(2 * positiveFirst - PAIRS.size()) <= 1, positiveFirst + " of " + PAIRS.size());
    }

    @Test
    void noSentenceComesTwice() throws IOException {
        Set<List<String>> seen = new HashSet<>();
        for (LabelledText text : ALL) {
            assertTrue(seen.add(Tokens.of(text.text())), text.text());
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(SentimentData.class.getResourceAsStream("corpus.tsv"), StandardCharsets.UTF_8))) {
            assertEquals("label\tgroup\ttext", lines.readLine());
            assertEquals(ALL.size(), lines.lines().count(), "a line that the reader leaves out is a duplicate");
        }
    }

    @Test
    void mostWordsOfAPairOccurOutsideIt() {
        Map<String, Set<String>> groups = new HashMap<>();
        for (LabelledText text : ALL) {
            String place = text.group().isEmpty() ? text.text() : text.group();
            Tokens.of(text.text())
                    .forEach(word ->
                            groups.computeIfAbsent(word, w -> new HashSet<>()).add(place));
        }
        long strange = PAIRS.values().stream()
                .filter(pair -> Tokens.of(pair.get(0).text()).stream()
                        .anyMatch(word -> groups.get(word).size() == 1))
                .count();
        assertTrue(strange <= PAIRS.size() / 20, strange + " pairs have a word of their own");
    }

    private static List<String> sorted(LabelledText text) {
        return Tokens.of(text.text()).stream().sorted().toList();
    }
}
