package dev.rnn4j.examples.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutTest {
    private static final List<Captioned> ICONS = SilkIcons.read().icons();

    private static List<Captioned> named(String... captions) {
        return Stream.of(captions)
                .map(c -> new Captioned(new Picture(1, 1, new int[1]), List.of(c.split(" "))))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsHeldOutIsKnownInItsPartsAndNewAsAWhole(long seed) {
        HeldOut split = HeldOut.of(ICONS, 0.2, seed);
        Set<String> wholes = new HashSet<>();
        Set<String> beginnings = new HashSet<>();
        Set<String> lasts = new HashSet<>();
        for (Captioned one : split.train()) {
            List<String> words = one.words();
            wholes.add(one.caption());
            beginnings.add(one.caption());
            if (words.size() > 1) {
                beginnings.add(String.join(" ", words.subList(0, words.size() - 1)));
                lasts.add(words.get(words.size() - 1));
            }
        }
        for (Captioned one : split.test()) {
            List<String> words = one.words();
            assertFalse(wholes.contains(one.caption()), one.caption());
            assertTrue(beginnings.contains(String.join(" ", words.subList(0, words.size() - 1))), one.caption());
            assertTrue(lasts.contains(words.get(words.size() - 1)), one.caption());
        }
        assertEquals(1000, split.train().size() + split.test().size());
        assertTrue(split.test().size() > 100, "" + split.test().size());
    }

    @Test
    void theSameSeedHoldsOutTheSameAndAnotherDoesNot() {
        assertEquals(HeldOut.of(ICONS, 0.2, 7), HeldOut.of(ICONS, 0.2, 7));
        assertFalse(HeldOut.of(ICONS, 0.2, 7)
                .test()
                .equals(HeldOut.of(ICONS, 0.2, 8).test()));
    }

    @Test
    void picturesOfOneCaptionStayTogether() {
        List<Captioned> all = named("ball red", "ball blue", "box red", "box blue", "ball red", "box blue", "box blue");
        for (long seed = 0; seed < 20; seed++) {
            HeldOut split = HeldOut.of(all, 0.5, seed);
            Set<String> held = new HashSet<>();
            split.test().forEach(one -> held.add(one.caption()));
            assertTrue(split.train().stream().noneMatch(one -> held.contains(one.caption())));
        }
    }

    @Test
    void captionsWithoutCommonPartsAreRefused() {
        BadInputException refused =
                assertThrows(BadInputException.class, () -> HeldOut.of(named("red ball", "blue box", "cat"), 0.5, 1));
        assertTrue(refused.getMessage().contains("0 are made of parts of others"), refused.getMessage());
        assertEquals(1, refused.getMessage().lines().count());
    }
}
