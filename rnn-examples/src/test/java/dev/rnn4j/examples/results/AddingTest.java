package dev.rnn4j.examples.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AddingTest {
    @Test
    void theTargetIsTheSumOfTheTwoMarkedNumbers() {
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 500; i++) {
            int steps = 2 + i % 9;
            Example example = Adding.sequence(steps, random);
            Series input = example.input();
            assertEquals(steps, input.length());
            double sum = 0;
            int marks = 0;
            for (int t = 0; t < steps; t++) {
                double number = input.get(t, 0);
                assertTrue(number >= 0 && number < 1, "number " + number);
                if (input.get(t, 1) != 0) {
                    assertEquals(1, input.get(t, 1));
                    marks++;
                    sum += number;
                }
            }
            assertEquals(2, marks);
            assertEquals(1, example.target().length());
            assertEquals(sum, example.target().get(0, 0), 1e-12);
        }
    }

    @Test
    void everyStepIsMarkedEquallyOften() {
        SplittableRandom random = new SplittableRandom(4);
        int[] marks = new int[5];
        for (int i = 0; i < 10_000; i++) {
            Series input = Adding.sequence(5, random).input();
            for (int t = 0; t < 5; t++) {
                marks[t] += input.get(t, 1) > 0 ? 1 : 0;
            }
        }
        // Two of five: 4,000 expected, with a standard deviation of 49.
        for (int count : marks) {
            assertEquals(4000, count, 250);
        }
    }

    @Test
    void toAnswer1AlwaysHasTheVarianceOfTheSum() {
        SplittableRandom random = new SplittableRandom(5);
        double squares = 0;
        int n = 20_000;
        for (int i = 0; i < n; i++) {
            double error = Adding.sequence(4, random).target().get(0, 0) - 1;
            squares += error * error;
        }
        // The squares' own standard deviation is 0.197, their mean's 0.0014.
        assertEquals(1 / 6.0, squares / n, 0.007);
    }
}
