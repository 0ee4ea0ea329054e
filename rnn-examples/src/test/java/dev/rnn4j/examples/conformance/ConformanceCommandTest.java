package dev.rnn4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Exit codes and lines of the command. */
class ConformanceCommandTest {
    private static final String SMALL = "09_rnn_B1_T1_H1.json";

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private Exception thrown;

    private int run(String... arguments) {
        return new CommandLine(new ConformanceCommand())
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    thrown = e;
                    return command.getCommandSpec().exitCodeOnExecutionException();
                })
                .execute(arguments);
    }

    private int runFolder(String text) throws IOException {
        Files.writeString(folder.resolve("case.json"), text);
        return run(folder.toString());
    }

    @Test
    void theBuiltInCasesPassWithoutArguments() {
        assertEquals(0, run(), out::toString);
        assertTrue(out.toString().contains("04_seed_232_all_optimizers  outputs "), out::toString);
        assertTrue(out.toString().contains("17 of 17 ok"), out::toString);
    }

    @Test
    void aFolderThatPassesExitsWith0() throws IOException {
        assertEquals(0, runFolder(GoldenText.of(SMALL)));
        assertTrue(out.toString().contains("1 of 1 ok"), out::toString);
    }

    @Test
    void oneNumberBeyondItsToleranceExitsWith1AndIsShown() throws IOException {
        assertEquals(1, runFolder(GoldenText.moved(GoldenText.of(SMALL), 1e-9, "\"expected\"", "\"loss\":")));
        assertTrue(out.toString().contains("FAILED"), out::toString);
        assertTrue(out.toString().contains("1 failed: 09_rnn_B1_T1_H1"), out::toString);
    }

    @Test
    void aBrokenFileExitsWith1() throws IOException {
        assertEquals(1, runFolder("{"));
        assertTrue(out.toString().contains("case.json, line 1"), out::toString);
    }

    @Test
    void onlyRefusedThingsExitWith3AndAreNamed() throws IOException {
        assertEquals(
                3, runFolder(GoldenText.of(SMALL).replace("\"reduction\": \"mean\"", "\"reduction\": \"median\"")));
        assertTrue(out.toString().contains("1 unsupported: 09_rnn_B1_T1_H1"), out::toString);
        assertTrue(out.toString().contains("median"), out::toString);
    }

    @Test
    void aFolderWithoutCasesIsBadInputInOneLine() {
        run(folder.toString());
        assertTrue(thrown instanceof BadInputException, () -> "" + thrown);
        assertEquals(1, thrown.getMessage().lines().count());
        thrown = null;
        run(folder.resolve("none").toString());
        assertTrue(thrown instanceof BadInputException, () -> "" + thrown);
    }
}
