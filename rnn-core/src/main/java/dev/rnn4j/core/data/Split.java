package dev.rnn4j.core.data;

import java.util.List;

/**
 * What to learn from and what to be measured on.
 *
 * @param train to learn from
 * @param test to be measured on
 */
public record Split<T>(List<T> train, List<T> test) {
    /** Keeps its own copies of the lists. */
    public Split {
        train = List.copyOf(train);
        test = List.copyOf(test);
    }
}
