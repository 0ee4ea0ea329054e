package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesSplitTest {
    private static Series count(int steps) {
        return Series.tokens(IntStream.range(0, steps).toArray());
    }

    private static List<Integer> tokens(Series s) {
        return IntStream.range(0, s.length()).mapToObj(s::token).toList();
    }

    @ParameterizedTest
    @CsvSource({"10,3", "9,3", "5,5", "7,1", "11,4"})
    void the_parts_in_order_are_the_whole_and_differ_by_one_step_at_most(int steps, int parts) {
        List<Series> split = count(steps).split(parts);
        assertEquals(parts, split.size());
        List<Integer> all = new ArrayList<>();
        for (Series s : split) {
            all.addAll(tokens(s));
            assertTrue(s.length() == steps / parts || s.length() == steps / parts + 1);
        }
        assertEquals(tokens(count(steps)), all);
    }

    @ParameterizedTest
    @CsvSource({"10,3", "9,4", "6,5", "2,1"})
    void in_streams_every_step_but_the_first_is_a_target_once_right_after_its_input(int steps, int rows) {
        List<Example> streams = Example.streams(count(steps), rows);
        assertEquals(rows, streams.size());
        List<Integer> targets = new ArrayList<>();
        for (Example e : streams) {
            assertEquals(e.input().length(), e.target().length());
            for (int t = 0; t < e.input().length(); t++) {
                assertEquals(e.input().token(t) + 1, e.target().token(t));
            }
            targets.addAll(tokens(e.target()));
        }
        assertEquals(IntStream.range(1, steps).boxed().toList(), targets);
    }

    @Test
    void rows_of_numbers_are_cut_as_tokens_are() {
        Series s = Series.rows(new double[][] {{0, 0.5}, {1, 1.5}, {2, 2.5}, {3, 3.5}});
        Example second = Example.streams(s, 2).get(1);
        assertEquals(2.5, second.input().get(0, 1));
        assertEquals(3.5, second.target().get(0, 1));
        assertEquals(3, Example.next(s).target().get(2, 0));
    }

    @Test
    void more_parts_than_steps_are_refused() {
        said("a series of 3 steps cannot be split into 4 parts", () -> count(3).split(4));
        said("there are 1 to 3", () -> count(3).split(0));
        said("cannot be cut into 3 rows that predict the next step", () -> Example.streams(count(3), 3));
        said("a series of 1 steps has no next step to predict: it needs at least 2", () -> Example.next(count(1)));
    }

    private static void said(String part, Runnable broken) {
        String message = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }
}
