package dev.rnn4j.examples.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CopyMemoryTest {
    @Test
    void theTenSymbolsAreAskedForInTheLastTenSteps() {
        SplittableRandom random = new SplittableRandom(1);
        for (int delay : new int[] {1, 2, 20}) {
            Example example = CopyMemory.sequence(delay, random);
            Series input = example.input();
            Series target = example.target();
            assertEquals(delay + 20, input.length());
            assertEquals(delay + 20, target.length());
            for (int t = 0; t < delay + 20; t++) {
                if (t < 10) {
                    assertTrue(input.token(t) >= 0 && input.token(t) < 8);
                    assertEquals(input.token(t), target.token(t + delay + 10));
                } else {
                    // The sign to begin is read right before the first symbol is asked for.
                    assertEquals(t == delay + 9 ? 9 : 8, input.token(t));
                }
                if (t < delay + 10) {
                    assertEquals(8, target.token(t));
                }
            }
        }
    }

    @Test
    void whoKnowsOnlyWhenToAnswerHasTheBaselinesCrossEntropy() {
        Series target = CopyMemory.sequence(20, new SplittableRandom(2)).target();
        double sum = 0;
        for (int t = 0; t < target.length(); t++) {
            double probability = t < 30 ? 1 : 0.125;
            sum -= Math.log(probability);
        }
        assertEquals(sum / target.length(), CopyMemory.withoutMemory(20), 1e-12);
        assertEquals(0.5199, CopyMemory.withoutMemory(20), 5e-5);
    }
}
