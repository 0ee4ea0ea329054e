package dev.rnn4j.examples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Series;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NGramsTest {
    /** By hand: of the text 0 0 1 each order counts one n-gram once, 001, 01 and 1, with half of it as its discount. */
    @Test
    void theProbabilitiesAreThoseOfKneserAndNey() {
        NGrams model = NGrams.of(Series.tokens(0, 0, 1), 2);
        assertEquals(0.75, model.probability(Series.tokens(1), 0), 1e-12);
        assertEquals(0.875, model.probability(Series.tokens(0, 1), 1), 1e-12);
        assertEquals(0.9375, model.probability(Series.tokens(0, 0, 1), 2), 1e-12);
        assertEquals(0.0625, model.probability(Series.tokens(0, 0, 0), 2), 1e-12);
        // After a context that never came, the shorter one speaks.
        assertEquals(0.875, model.probability(Series.tokens(1, 0, 1), 2), 1e-12);
        assertEquals(0.75, model.probability(Series.tokens(1, 1), 1), 1e-12);
    }

    @Property(seed = "7", tries = 50)
    void theProbabilitiesOfAllTokensAddUpToOne(
            @ForAll @Size(min = 2, max = 60) int[] raw, @ForAll @IntRange(min = 1, max = 9) int tokens) {
        int[] text = new int[raw.length];
        for (int i = 0; i < raw.length; i++) {
            text[i] = Math.floorMod(raw[i], tokens);
        }
        NGrams model = NGrams.of(Series.tokens(text).slice(0, text.length / 2 + 1), tokens);
        for (int place = 0; place < text.length; place++) {
            double sum = 0;
            for (int token = 0; token < tokens; token++) {
                int[] other = text.clone();
                other[place] = token;
                double p = model.probability(Series.tokens(other), place);
                assertTrue(p > 0 || tokens == 1, "p = " + p);
                sum += p;
            }
            assertEquals(1, sum, 1e-9);
        }
    }

    @Test
    void aSourceIsLearnedToItsEntropy() {
        // After 0 comes 1, after 1 either with equal probability, after 2 comes 0: entropy 0.4 bits.
        Random random = new Random(3);
        int[] text = new int[60_000];
        for (int i = 1; i < text.length; i++) {
            text[i] = text[i - 1] == 0 ? 1 : text[i - 1] == 2 ? 0 : random.nextBoolean() ? 1 : 2;
        }
        Series all = Series.tokens(text);
        NGrams model = NGrams.of(all.slice(0, 50_000), 3);
        // The stationary distribution is (1/4, 1/2, 1/4), so a half of the steps has one bit.
        assertEquals(0.5, model.bits(all.slice(50_000, 60_000)), 0.02);
    }
}
