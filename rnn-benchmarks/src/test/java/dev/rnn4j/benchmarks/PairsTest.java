package dev.rnn4j.benchmarks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsTest {
    @ParameterizedTest
    @CsvSource({"cell,user's", "threads,threads"})
    void aLineSaysBothTimesAndTheirRatio(String what, String second) {
        String line = Pairs.compare(what, Size.S, 0, 0);
        String number = "\\d+\\.\\d\\d";
        assertTrue(
                line.matches("training-lstm-S: .* " + number + " ms, .*" + second + " " + number + " ms; ratio "
                        + number + " \\(" + number + " to " + number + " in the middle half of 9 pairs\\)"),
                line);
    }
}
