package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.cell.ElmanCell;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamsTest {
    private static NetworkBuilder stacked() {
        return Network.builder()
                .recurrent(new ElmanCell(5))
                .recurrent(new ElmanCell(4))
                .dense(3)
                .seed(4);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void rows_give_what_streams_of_their_own_give_and_are_reset_one_by_one(Precision precision) {
        Network network = stacked().tokens(6).precision(precision).build();
        Streams together = network.streams(3);
        Stream[] apart = {network.stream(), network.stream(), network.stream()};
        Random r = new Random(1);
        for (int t = 0; t < 12; t++) {
            if (t % 4 == 3) {
                together.reset(t % 3);
                apart[t % 3].reset();
            }
            int[] tokens = r.ints(3, 0, 6).toArray();
            double[][] y = together.step(tokens);
            for (int b = 0; b < 3; b++) {
                assertArrayEquals(apart[b].step(tokens[b]), y[b], "step " + t + ", row " + b);
            }
        }
        together.reset();
        double[][] first = together.step(2, 2, 2);
        assertArrayEquals(network.stream().step(2), first[1]);
        assertArrayEquals(first[0], first[2]);
    }

    @Test
    void rows_of_numbers_are_read_as_tokens_are() {
        Network network = stacked().inputs(2).build();
        Streams together = network.streams(2);
        Stream second = network.stream();
        assertArrayEquals(second.step(0.5, -1), together.step(new double[] {1, 2}, new double[] {0.5, -1})[1]);
        assertArrayEquals(second.step(3, 0), together.step(new double[] {0, 0}, new double[] {3, 0})[1]);
        assertEquals(2, together.rows());
    }

    @Test
    void outputs_go_into_the_callers_arrays() {
        Network network = stacked().inputs(2).build();
        double[] row = {0.5, -1};
        double[] outputs = new double[3];
        network.stream().step(row, outputs);
        assertArrayEquals(network.stream().step(row), outputs);
        double[][] all = new double[2][3];
        network.streams(2).step(new double[][] {{1, 2}, row}, all);
        assertArrayEquals(outputs, all[1]);

        Network reader = stacked().tokens(6).build();
        reader.stream().step(4, outputs);
        assertArrayEquals(reader.stream().step(4), outputs);
        reader.streams(2).step(new int[] {1, 4}, all);
        assertArrayEquals(outputs, all[1]);
    }

    @Test
    void room_for_outputs_that_does_not_fit_is_refused_before_the_step() {
        Network network = stacked().inputs(2).build();
        Stream stream = network.stream();
        double[] row = {0.5, -1};
        String message = assertThrows(BadInputException.class, () -> stream.step(row, new double[2]))
                .getMessage();
        assertEquals(
                "room for outputs 2, expected 3: layer 'out'; give step(...) an array of as many places as the network"
                        + " has outputs",
                message);
        assertArrayEquals(network.stream().step(row), stream.step(row));

        Streams together = network.streams(2);
        message = assertThrows(
                        BadInputException.class,
                        () -> together.step(new double[][] {row, row}, new double[][] {new double[3], {}}))
                .getMessage();
        assertTrue(message.startsWith("room for outputs 0, expected 3: layer 'out', row 1; "), message);
        message = assertThrows(
                        BadInputException.class, () -> together.step(new double[][] {row, row}, new double[1][3]))
                .getMessage();
        assertEquals("room for the outputs of 1 rows, but there are 2: give an array for each row", message);
    }

    @Test
    void what_does_not_fit_is_named() {
        Streams tokens = stacked().tokens(6).build().streams(2);
        Streams rows = stacked().inputs(2).build().streams(2);
        said("a step of 3 rows, but there are 2", () -> tokens.step(1, 2, 3));
        said("input token 6, expected 0 to 5: layer 'simple-0', row 1; ", () -> tokens.step(0, 6));
        said("but the network reads tokens", () -> tokens.step(new double[6], new double[6]));
        said("but the network reads rows of width 2", () -> rows.step(1, 2));
        said("input width 3, expected 2: layer 'simple-0', row 1; ", () -> rows.step(new double[2], new double[3]));
        said("column 1 of row 1 is NaN", () -> rows.step(new double[2], new double[] {0, Double.NaN}));
        said("there is no row 2: rows are 0 to 1", () -> rows.reset(2));
        said("at least 1", () -> stacked().inputs(2).build().streams(0));
    }

    private static void said(String part, Runnable broken) {
        String message = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }
}
