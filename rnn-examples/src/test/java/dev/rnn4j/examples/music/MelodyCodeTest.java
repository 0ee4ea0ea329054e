package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Example;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MelodyCodeTest {
    private static final String TUNE = "X:1\nT:t\nM:4/4\nL:1/4\nK:%s\n%s\n";

    private static Tune tune(String key, String notes) {
        return Abc.parse(String.format(TUNE, key, notes), "test").get(0);
    }

    /** G major and C major are the same tune a fifth apart; the mean of both goes to the same octave. */
    @Test
    void aTuneIsTheSameInEveryKey() {
        assertArrayEquals(MelodyCode.symbols(tune("C", "CDEF|G2C2|]")), MelodyCode.symbols(tune("G", "GABc|d2G2|]")));
        assertArrayEquals(MelodyCode.symbols(tune("Am", "ABcd|e2A2|]")), MelodyCode.symbols(tune("Dm", "DEFG|A2D2|]")));
    }

    @Test
    void aNoteIsItsPitchAndItsLengthAndTheEndIsOneSymbol() {
        int[] symbols = MelodyCode.symbols(tune("C", "c2z2|]"));

        assertEquals(5, symbols.length);
        assertEquals(72, MelodyCode.pitch(symbols[0]));
        assertEquals(96, MelodyCode.ticks(symbols[1]));
        assertEquals(MelodyCode.REST, symbols[2]);
        assertEquals(MelodyCode.END, symbols[4]);
    }

    @Test
    void allBuiltInTunesKeepTheirLengthInSymbols() {
        for (Tune tune : Abc.builtIn()) {
            int ticks = Arrays.stream(MelodyCode.symbols(tune))
                    .filter(MelodyCode::isLength)
                    .map(MelodyCode::ticks)
                    .sum();
            assertEquals(tune.ticks(), ticks, tune.title());
        }
    }

    @Test
    void theRowsOfAnExampleAreAsManyAsItsSymbols() {
        Example example = MelodyCode.example(tune("C", "CDEF|G2C2|]"));

        assertEquals(13, example.input().length());
        assertEquals(13, example.target().length());
        assertEquals(MelodyPlace.WIDTH, example.input().width());
        // Before the first symbol there is none.
        assertEquals(1, example.input().get(0, 0));
        // Before the second it is the first.
        assertEquals(1, example.input().get(1, example.target().token(0) + 1));
    }

    /** Two bars later the row shows the note that began there: the same input as output, which is easy to copy. */
    @Test
    void aRowShowsWhatWasPlayedTwoBarsAgo() {
        Example example = MelodyCode.example(tune("C", "C4|D4|C4|D4|]"));
        int place = MelodyPlace.WIDTH - 3 * MelodyCode.SIZE; // of one, two, four and eight bars ago, the second

        assertEquals(1, example.input().get(4, place + example.target().token(0)));
        assertEquals(1, example.input().get(4, place + example.target().token(1)));
        assertEquals(0, example.input().get(2, place + example.target().token(0)));
    }

    @Test
    void temperatureZeroTakesTheLikeliestOfWhatIsAllowed() {
        double[] probabilities = {0.5, 0.3, 0.2};

        assertEquals(1, new Sampler(0).draw(probabilities, i -> i > 0, new Random(1)));
    }

    @Test
    void whatIsVeryUnlikelyIsNotDrawn() {
        Random random = new Random(1);
        Set<Integer> drawn = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            drawn.add(new Sampler(1).draw(new double[] {0.6, 0.37, 0.02, 0.01}, any -> true, random));
        }

        assertEquals(Set.of(0, 1), drawn);
    }

    @Test
    void everyTenthPieceIsMeasuredOnAndTheFifthDecides() {
        Split<Integer> split = Split.of(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10));

        assertEquals(List.of(9), split.test());
        assertEquals(List.of(4), split.valid());
        assertEquals(9, split.train().size());
        assertTrue(split.holdsOut());
    }

    @Test
    void ofTwoPiecesNothingIsHeldOut() {
        Split<Integer> split = Split.of(List.of(0, 1));

        assertEquals(List.of(0, 1), split.test());
        assertTrue(!split.holdsOut());
    }
}
