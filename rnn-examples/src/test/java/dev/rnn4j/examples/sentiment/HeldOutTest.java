package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HeldOutTest {
    private static final String ASKED = "The food was bad, not good at all";
    private static final List<LabelledText> ALL = SentimentData.ownCorpus();

    @Test
    void noGroupIsOnBothSides() {
        HeldOut split = HeldOut.of(ALL, 0.2, 1, List.of());
        Set<String> learned =
                split.train().stream().map(LabelledText::group).collect(Collectors.toCollection(HashSet::new));
        learned.remove("");
        assertTrue(split.test().stream().map(LabelledText::group).noneMatch(learned::contains));
    }

    @Test
    void everyTextIsOnOneSide() {
        HeldOut split = HeldOut.of(ALL, 0.2, 1, List.of(ASKED));
        Set<LabelledText> both = new HashSet<>(split.train());
        both.addAll(split.test());
        assertEquals(new HashSet<>(ALL), both);
        assertEquals(ALL.size(), split.train().size() + split.test().size());
    }

    @Test
    void theSamePartOfPairsAndOfSingleTextsIsHeldOut() {
        List<LabelledText> test = HeldOut.of(ALL, 0.2, 1, List.of(ASKED)).test();
        assertEquals(0.2 * HeldOut.pairs(ALL).size(), HeldOut.pairs(test).size(), 1);
        assertEquals(0.2 * ALL.size(), test.size(), 3);
    }

    @Test
    void whatWillBeAskedIsHeldOutWithItsGroup() {
        for (long seed = 0; seed < 10; seed++) {
            List<LabelledText> train =
                    HeldOut.of(ALL, 0.2, seed, List.of(ASKED)).train();
            assertFalse(train.stream().anyMatch(text -> text.text().startsWith("The food was bad, not good")));
            assertFalse(train.stream().anyMatch(text -> text.text().startsWith("The food was good, not bad")));
        }
    }

    @Test
    void theSeedDecides() {
        HeldOut split = HeldOut.of(ALL, 0.2, 1, List.of());
        assertEquals(split, HeldOut.of(ALL, 0.2, 1, List.of()));
        assertNotEquals(split, HeldOut.of(ALL, 0.2, 2, List.of()));
    }

    @Test
    void aGroupOfOtherWordsIsNoPair() {
        assertEquals(
                List.of(),
                HeldOut.pairs(
                        List.of(new LabelledText("good not bad", 1, "a"), new LabelledText("bad not fine", 0, "a"))));
    }

    @Test
    void bothSidesNeedTexts() {
        List<LabelledText> two = List.of(new LabelledText("good", 1, ""), new LabelledText("bad", 0, ""));
        String none = assertThrows(BadInputException.class, () -> HeldOut.of(two, 0.2, 1, List.of()))
                .getMessage();
        assertTrue(none.contains("0 to measure on"), none);
        String all = assertThrows(BadInputException.class, () -> HeldOut.of(two, 0.9, 1, List.of()))
                .getMessage();
        assertTrue(all.contains("0 positive and 0 negative"), all);
    }
}
