package dev.rnn4j.examples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GzipTest {
    private static final String RANDOM =
            new Random(1).ints(20_000, 0, 16).mapToObj(Integer::toHexString).collect(Collectors.joining());

    @Test
    void randomDigitsOfFourBitsTakeMoreThanFourAndLessThanTheirByte() {
        assertEquals(4.5, Gzip.bits("", RANDOM), 0.5);
    }

    @Test
    void whatWasThereBeforeIsNotCountedAndHelps() {
        String tail = RANDOM.substring(10_000);
        assertTrue(Gzip.bits(RANDOM, tail) < 0.2, "" + Gzip.bits(RANDOM, tail));
        assertEquals(Gzip.bits("", tail), Gzip.bits(RANDOM.substring(0, 10_000), tail), 0.2);
    }
}
