package dev.rnn4j.examples.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TextCommandTest {
    private static final String[] SMALL = {
        "--units", "8", "--epochs", "2", "--chunk", "10", "--rows", "4", "--held-out", "0.1", "--length", "30"
    };

    @TempDir
    Path folder;

    private Path data;

    /** What a run printed, and the refusal that ended it, if one did. */
    private record Run(String out, String refusal) {
        String written() {
            return out.substring(out.lastIndexOf("\n\n") + 2);
        }
    }

    @BeforeEach
    void write() throws IOException {
        data = folder.resolve("some.txt");
        Files.writeString(data, "a fine text for a test, fit to be learned; ".repeat(20));
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        List<Throwable> thrown = new ArrayList<>();
        CommandLine line = new CommandLine(new TextCommand())
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    thrown.add(e);
                    return 1;
                });
        int code = line.execute(arguments);
        if (thrown.isEmpty()) {
            assertEquals(0, code, out.toString());
            return new Run(out.toString(), "");
        }
        assertEquals(BadInputException.class, thrown.get(0).getClass(), () -> "" + thrown.get(0));
        String message = thrown.get(0).getMessage();
        assertEquals(1, message.lines().count(), message);
        return new Run(out.toString(), message);
    }

    private Run small(String... more) {
        List<String> arguments = new ArrayList<>(List.of(SMALL));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void theEndOfTheTextIsMeasuredBesideNGramsAndGzip() {
        String out = small().out();
        assertTrue(out.contains("some.txt: 860 characters"), out);
        assertTrue(out.contains("on the first 774 characters, 2 times in 4 rows: 40 updates"), out);
        assertTrue(out.contains("on the last 86 characters"), out);
        assertTrue(out.matches("(?s).*the network +[1-4]\\.\\d{3}\\R.*"), out);
        assertTrue(out.matches("(?s).*n-grams of up to 7 characters +0\\.\\d{3}\\R.*"), out);
        assertTrue(out.matches("(?s).*gzip -9, after the others +0\\.\\d{3}\\R.*"), out);
    }

    @Test
    void itWritesWhileItLearnsAndAtTheEnd() {
        Run run = small("--prompt", "a fine ");
        assertTrue(run.out().contains("After 1 of 8 parts") && run.out().contains("After 8 of 8 parts"), run.out());
        assertTrue(run.written().startsWith("a fine "), run.out());
        assertEquals("a fine ".length() + 30, run.written().strip().length(), 4);
    }

    @Test
    void theSameSeedPrintsTheSame() {
        assertEquals(small("--seed", "3"), small("--seed", "3"));
    }

    @Test
    void aSavedNetworkWritesTheSameAndIsMeasuredOnAnyText() {
        String file = folder.resolve("model").toString();
        Run before = small("--save", file, "--prompt", "test", "--seed", "5");
        Run after = run("--load", file, "--prompt", "test", "--seed", "5", "--length", "30");
        assertEquals(before.written(), after.written());
        assertFalse(after.out().contains("Training"));
        String measured = run("--load", file, "--data", data.toString()).out();
        assertTrue(measured.matches("(?s).*on all of it\\Rthe network +[1-4]\\.\\d{3}\\R.*"), measured);
    }

    @Test
    void aFileIsReadInItsCharset() throws IOException {
        Files.write(data, "fa\u00e7ade caf\u00e9 ".repeat(60).getBytes(StandardCharsets.ISO_8859_1));
        String refusal = small().refusal();
        assertTrue(refusal.contains("some.txt, line 1, byte 3") && refusal.contains("name its charset"), refusal);
        assertEquals(
                "", small("--charset", "ISO-8859-1", "--prompt", "caf\u00e9").refusal());
    }

    @Test
    void aTextThatIsTooShortIsRefused() throws IOException {
        Files.writeString(data, "");
        assertTrue(small().refusal().contains("is empty"));
        Files.writeString(data, "aaaaaaaaaaa");
        assertTrue(small().refusal().contains("give a longer text"));
        Files.writeString(data, "abcdefghijklmnopqrstuvwxyz0123456789");
        assertTrue(small().refusal().contains("no character comes twice"));
    }

    @Test
    void aPromptIsCheckedBeforeTheTraining() {
        Run run = small("--prompt", "a \u0434");
        assertTrue(run.refusal().contains("'\u0434'"), run.refusal());
        assertFalse(run.out().contains("Training"), run.out());
    }

    @ParameterizedTest
    @CsvSource({
        "--units, 0",
        "--layers, 0",
        "--epochs, 0",
        "--rows, 0",
        "--chunk, 0",
        "--chunk, 800",
        "--learning-rate, 0",
        "--learning-rate, NaN",
        "--held-out, 0",
        "--held-out, 1",
        "--held-out, 0.0001",
        "--characters, 0",
        "--length, 0",
        "--temperature, -1",
        "--temperature, Infinity",
        "--nucleus, 0",
        "--nucleus, 1.5",
        "--prompt, ''",
        "--cell, lsmt",
        "--charset, UTF-9",
        "--charset, a b",
        "--text, macbeth",
        "--data, nowhere.txt",
        "--data, .",
        "--save, nowhere/model",
        "--save, .",
        "--load, nowhere"
    })
    void aBadValueIsRefusedInOneLine(String option, String value) {
        assertFalse(small(option, value).refusal().isEmpty());
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        assertTrue(run("--text", "hamlet").refusal().contains("macbeth, dickens"));
        assertTrue(run("--charset", "UTF-8").refusal().contains("without --data"));
        assertEquals(
                "--chunk is of no use with --load, which takes a network as it was saved; leave one of the two out",
                run("--load", "x", "--chunk", "3").refusal());
    }

    @Test
    void quickRunsOnABuiltInText() {
        String out = run("--quick", "--text", "macbeth", "--epochs", "1", "--characters", "3000", "--length", "20")
                .out();
        assertTrue(out.startsWith("Shakespeare's Macbeth: the first 3,000 characters"), out);
    }
}
