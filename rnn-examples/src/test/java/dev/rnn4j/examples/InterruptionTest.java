package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rnn4j.core.network.Network;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, sent to a process of its own. */
class InterruptionTest {
    private static final long SECONDS = 60;

    @TempDir
    private Path folder;

    private final StringBuilder said = new StringBuilder();
    private Process process;

    /** A training that no batch ends. */
    static final class Stuck {
        private Stuck() {}

        public static void main(String[] args) {
            Interruption.saving("stuck", null, file -> "nowhere", () -> {
                System.err.println("busy");
                try {
                    Thread.sleep(TimeUnit.SECONDS.toMillis(2 * SECONDS));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    @BeforeEach
    void thereAreSignals() throws IOException, InterruptedException {
        assumeTrue(run("kill", "-l") == 0, "there is no kill here");
    }

    private static int run(String... command) throws IOException, InterruptedException {
        try {
            Process p = new ProcessBuilder(command).redirectErrorStream(true).start();
            p.getInputStream().readAllBytes();
            return p.waitFor();
        } catch (IOException e) {
            return -1; // there is no such program
        }
    }

    private void start(Class<?> main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (run("env", "--default-signal=INT", "true") == 0) {
            // Where a build runs in the background its children would ignore Ctrl-C.
            command.addAll(List.of("env", "--default-signal=INT"));
        }
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Drnn.terminal=true", // a bar, which is drawn anew all the time
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("CI");
        builder.environment().put("TERM", "xterm");
        process = builder.start();
    }

    /** Reads the error stream until it says this; null for its end. */
    private void until(String word) throws IOException {
        InputStream err = process.getErrorStream();
        byte[] some = new byte[4096];
        while (word == null || said.indexOf(word) < 0) {
            int n = err.read(some);
            if (n < 0) {
                assertEquals(null, word, said::toString);
                return;
            }
            said.append(new String(some, 0, n, StandardCharsets.UTF_8));
        }
    }

    private void ctrlC() throws IOException, InterruptedException {
        assertEquals(0, run("kill", "-INT", Long.toString(process.pid())));
    }

    private void endsWith(String... lines) throws IOException, InterruptedException {
        until(null);
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), said::toString);
        assertEquals(130, process.exitValue(), said::toString);
        String[] all = said.toString().strip().split("[\r\n]+");
        for (int i = 0; i < lines.length; i++) {
            assertEquals(lines[i], all[all.length - lines.length + i], said::toString);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Test
    void sentimentSavesWhatItHasLearnedWhereItWasToldAndTheFileIsOfUse() throws IOException, InterruptedException {
        start(Main.class, "sentiment", "--epochs=100000", "--units=8", "--embedding=8", "--save=mine.safetensors");
        until("loss");
        ctrlC();
        endsWith(
                "rnn: interrupted; what was learned is in mine.safetensors; rnn sentiment --load=mine.safetensors uses it");
        assertEquals(List.of("mine.safetensors"), files());
        Network network = Network.load(folder.resolve("mine.safetensors"));
        assertEquals(2, network.outputWidth());
        process = null;
        said.setLength(0);
        start(Main.class, "sentiment", "--load=mine.safetensors", "--ask=good");
        until(null);
        assertEquals(0, process.waitFor(), said::toString);
    }

    @Test
    void textSavesIntoANewFileInTheCurrentFolder() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("text-interrupted.safetensors"), "of yesterday");
        start(Main.class, "text", "--characters=20000", "--units=8", "--epochs=100000");
        until("bits");
        ctrlC();
        endsWith("rnn: interrupted; what was learned is in text-interrupted-2.safetensors;"
                + " rnn text --load=text-interrupted-2.safetensors uses it");
        assertEquals(List.of("text-interrupted-2.safetensors", "text-interrupted.safetensors"), files());
        assertEquals("of yesterday", Files.readString(folder.resolve("text-interrupted.safetensors")));
        Network network = Network.load(folder.resolve("text-interrupted-2.safetensors"));
        assertEquals(8, network.states().get("h_l0"));
    }

    @Test
    void storySavesTheNetworkThatItTrains() throws IOException, InterruptedException {
        start(Main.class, "story", "--cell=gru,simple", "--units=4", "--steps=1000000");
        until("loss");
        ctrlC();
        endsWith("rnn: interrupted; what was learned is in story-interrupted.safetensors;"
                + " rnn story --load=story-interrupted.safetensors asks it");
        assertEquals(List.of("story-interrupted.safetensors"), files());
        Network.load(folder.resolve("story-interrupted.safetensors"));
    }

    @Test
    void aSecondCtrlCEndsAtOnceAndSavesNothing() throws IOException, InterruptedException {
        start(Stuck.class);
        until("busy");
        ctrlC();
        until("again");
        assertTrue(process.isAlive());
        ctrlC();
        endsWith("busy", "rnn: ends after this batch and saves; Ctrl-C again ends at once, without saving");
        assertEquals(List.of(), files());
    }
}
