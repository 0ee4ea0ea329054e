package dev.rnn4j.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeersTest {
    private static final Workload WORKLOAD = Workload.of(Task.STREAMING, "lstm", Size.S);

    @Test
    void aWorkerAnswersEveryWindowWithTheTimeOfOneRun() {
        List<String> answers = answers(new Rnn4jPeer(), "0\n0.001\n");
        assertEquals(3, answers.size(), answers::toString);
        assertEquals("worker: ready", answers.get(0));
        for (String answer : answers.subList(1, 3)) {
            assertTrue(Double.parseDouble(answer.substring("worker: ".length())) > 0, answer);
        }
    }

    @Test
    void aWorkerThatComputesNoNumbersFailsAloud() {
        List<String> answers = answers(
                new Peer() {
                    @Override
                    public String name() {
                        return "diverging";
                    }

                    @Override
                    public void open(Workload workload, boolean oneThread) {}

                    @Override
                    public double run() {
                        return Double.NaN;
                    }
                },
                "1\n");
        assertTrue(answers.get(1).startsWith("worker: failed"), answers::toString);
    }

    @Test
    void ratiosAreTakenWithinARoundAndTheirMedianAcrossRounds() {
        // A machine that is ten times slower in the second round changes no ratio.
        Ratios ratios = new Ratios("training-lstm-S", "1");
        ratios.put(Rnn4jPeer.NAME, new double[] {2, 20, 2});
        ratios.put("other", new double[] {3, 30, 5});
        ratios.leaveOut("third", "no such cell");
        assertArrayEquals(new double[] {1.5, 1.5, 2.5}, ratios.ratios("other"));
        List<String> rows = ratios.toString().lines().toList();
        assertTrue(
                rows.get(0).matches("training-lstm-S +1 +rnn4j +2\\.000 +1\\.00 +1\\.00 \\.\\.\\. 1\\.00"),
                rows.get(0));
        assertTrue(
                rows.get(1).matches("training-lstm-S +1 +other +5\\.000 +1\\.50 +1\\.50 \\.\\.\\. 2\\.50"),
                rows.get(1));
        assertTrue(rows.get(2).endsWith("no such cell"), rows.get(2));
    }

    @Test
    void theMedianOfAnEvenNumberIsBetweenTheMiddleTwo() {
        assertEquals(2.5, Ratios.median(new double[] {4, 1, 2, 3}));
    }

    private static List<String> answers(Peer peer, String input) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        PrintStream log = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Worker.serve(peer, WORKLOAD, true, new BufferedReader(new StringReader(input)), out, log);
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
