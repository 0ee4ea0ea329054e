package dev.rnn4j.examples.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdditionTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void everyTargetIsTheSum(int digits) {
        Pairs pairs = Addition.draw(digits, 1);
        Stream.concat(pairs.train().stream(), pairs.test().stream()).forEach(p -> {
            String[] numbers = p.source().split("\\+");
            assertEquals(Integer.parseInt(p.target()), Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
            assertTrue(numbers[0].length() <= digits && numbers[1].length() <= digits, p.source());
        });
    }

    @Test
    void allPairsOfTwoDigitsAreThereOnce() {
        Pairs pairs = Addition.draw(2, 1);
        Set<String> sources = new HashSet<>();
        Stream.concat(pairs.train().stream(), pairs.test().stream()).forEach(p -> assertTrue(sources.add(p.source())));
        assertEquals(10_000, sources.size());
    }

    @Test
    void whatIsMeasuredOnIsNotLearnedInTheOtherOrderEither() {
        Pairs pairs = Addition.draw(3, 2);
        Set<String> learned = new HashSet<>();
        pairs.train().forEach(p -> learned.add(p.source()));
        for (Pair p : pairs.test()) {
            String[] numbers = p.source().split("\\+");
            assertFalse(learned.contains(p.source()));
            assertFalse(learned.contains(numbers[1] + "+" + numbers[0]));
        }
    }

    @Test
    void theSeedDecides() {
        assertEquals(Addition.draw(2, 5), Addition.draw(2, 5));
        assertFalse(Addition.draw(2, 5).equals(Addition.draw(2, 6)));
    }

    @Test
    void numbersWithoutDigitsAreRefused() {
        assertThrows(BadInputException.class, () -> Addition.draw(0, 1));
        assertThrows(BadInputException.class, () -> Addition.draw(7, 1));
    }
}
