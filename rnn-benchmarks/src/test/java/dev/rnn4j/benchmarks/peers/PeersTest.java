package dev.rnn4j.benchmarks.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.benchmarks.Size;
import dev.rnn4j.benchmarks.Task;
import dev.rnn4j.benchmarks.Workload;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersTest {
    private static final Workload WORKLOAD = Workload.of(Task.STREAMING, "lstm", Size.S);

    @Test
    void aWorkerAnswersEveryWindowWithTheTimeOfOneRun() {
        List<String> answers = answers(new Rnn4jPeer(), "0\n0.001\n");
        assertEquals(3, answers.size(), answers::toString);
        assertTrue(answers.get(0).matches("worker: ready \\d+"), answers.get(0));
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
        assertTrue(answers.get(0).startsWith("worker: failed"), answers::toString);
    }

    @Test
    void ratiosToEachVariantAreTakenWithinARoundAndTheirMedianAcrossRounds() {
        // A machine that is ten times slower in the second round changes no ratio.
        Entrant plain = Entrant.rnn4j(new Jdk(Path.of("java"), 17), "plain");
        Entrant vector = Entrant.rnn4j(new Jdk(Path.of("java"), 25), "vector");
        Ratios ratios = new Ratios("training-lstm-S", "1", List.of(plain, vector));
        ratios.put("rnn4j plain 17", new double[] {2, 20, 2}, 412, 90);
        ratios.put("rnn4j vector 25", new double[] {1, 10, 1}, 500, Double.NaN);
        ratios.put("other", new double[] {3, 30, 5}, 2000, 300);
        ratios.leaveOut("third", "no such cell");
        assertArrayEquals(new double[] {1.5, 1.5, 2.5}, ratios.ratios("other", "rnn4j plain 17"));
        assertEquals(
                List.of(
                        "workload threads library ms (median) first ms peak MB / rnn4j plain 17 / rnn4j vector 25",
                        "training-lstm-S 1 rnn4j plain 17 2.000 412 90 1.00 (1.00 ... 1.00) 2.00 (2.00 ... 2.00)",
                        "training-lstm-S 1 rnn4j vector 25 1.000 500 - 0.500 (0.500 ... 0.500) 1.00 (1.00 ... 1.00)",
                        "training-lstm-S 1 other 5.000 2000 300 1.50 (1.50 ... 2.50) 3.00 (3.00 ... 5.00)",
                        "training-lstm-S 1 third no such cell"),
                (Ratios.heading(List.of(plain, vector)) + ratios)
                        .lines()
                        .map(line -> line.replaceAll(" +", " "))
                        .toList());
    }

    @Test
    void aVariantThatCannotRunLeavesItsColumnEmpty() {
        Entrant blas = Entrant.rnn4j(new Jdk(Path.of("java"), 17), "blas");
        Ratios ratios = new Ratios("training-lstm-S", "1", List.of(blas));
        ratios.put("other", new double[] {3}, 2000, 300);
        ratios.leaveOut(blas.name(), "there are no matrix kernels 'blas'");
        assertEquals(
                "training-lstm-S 1 other 3.000 2000 300 -",
                ratios.toString().lines().findFirst().orElseThrow().replaceAll(" +", " "));
    }

    @Test
    void theVariantsAreEachKernelOnEachJava() {
        int here = Runtime.version().feature();
        assertEquals(
                List.of("rnn4j plain " + here, "rnn4j vector " + here),
                Request.of("--kernels=plain,vector").variants().stream()
                        .map(Entrant::name)
                        .toList());
        assertEquals(List.of("1", "all"), Request.of().threads());
        assertEquals(List.of("all"), Request.of("--threads=all").threads());
        assertEquals(List.of(WORKLOAD), Request.of("streaming-lstm-S").workloads());
    }

    @Test
    void aJavaIsAskedForItsVersion() {
        assertEquals(Jdk.current(), Jdk.at(Path.of(System.getProperty("java.home"))));
    }

    @Test
    void anotherJavaOfTheSameVersionOrNoneIsRefused() {
        String home = System.getProperty("java.home");
        String twice = assertThrows(BadInputException.class, () -> Request.of("--jdk=" + home))
                .getMessage();
        assertTrue(twice.startsWith("there are two Javas of version"), twice);
        String none = assertThrows(BadInputException.class, () -> Request.of("--jdk=nowhere"))
                .getMessage();
        assertEquals("there is no Java to run in nowhere: write --jdk=FOLDER with bin/java", none);
        String option = assertThrows(BadInputException.class, () -> Request.of("--thread=1"))
                .getMessage();
        assertTrue(option.startsWith("there is no option '--thread=1'; there are: "), option);
    }

    @Test
    void aProcessTellsItsFirstRunItsTimeAndItsMemory(@TempDir Path folder) throws IOException {
        Entrant plain = Entrant.rnn4j(Jdk.current(), "plain");
        try (WorkerProcess worker = WorkerProcess.start(plain, WORKLOAD, false, folder)) {
            assertTrue(worker.firstRun() > 0);
            assertTrue(worker.milliseconds(0) > 0);
            assertTrue(!Files.exists(Path.of("/proc/self/status")) || worker.peakMegabytes() > 10);
        }
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
