package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final AtomicLong now = new AtomicLong();

    private Progress progress(boolean asBar) {
        return new Progress("training", 10, new PrintStream(out, true, StandardCharsets.UTF_8), asBar, now::get);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void shortWorkIsOneLineAtTheEnd() {
        try (Progress progress = progress(false)) {
            for (int i = 0; i < 10; i++) {
                now.addAndGet(100_000_000L);
                progress.note("loss " + i);
                progress.step();
            }
        }
        assertEquals("training: 10 of 10, loss 9 (1.0 s)" + System.lineSeparator(), said());
    }

    @Test
    void longWorkIsALineEveryFiveSeconds() {
        try (Progress progress = progress(false)) {
            for (int i = 0; i < 10; i++) {
                now.addAndGet(2_000_000_000L);
                progress.step();
            }
        }
        assertEquals(
                "training: 3 of 10 (6.0 s)\ntraining: 6 of 10 (12.0 s)\ntraining: 9 of 10 (18.0 s)\n"
                        + "training: 10 of 10 (20.0 s)\n",
                said().replace(System.lineSeparator(), "\n"));
    }

    @Test
    void workThatEndsEarlySaysHowFarItCame() {
        try (Progress progress = progress(false)) {
            progress.step(4);
        }
        assertEquals("training: 4 of 10 (0.0 s)" + System.lineSeparator(), said());
    }

    @Test
    void closingTwiceIsClosingOnce() {
        Progress progress = progress(false);
        progress.close();
        progress.close();
        assertEquals(1, said().lines().count());
    }

    @Test
    void aTerminalShowsABarWithTheNote() {
        try (Progress progress = progress(true)) {
            progress.note("loss 0.5");
            progress.step(10);
        }
        assertTrue(said().contains("100%") && said().contains("10/10") && said().contains("loss 0.5"), said());
    }
}
