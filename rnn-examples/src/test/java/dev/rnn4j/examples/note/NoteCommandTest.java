package dev.rnn4j.examples.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class NoteCommandTest {
    private static String run(String... args) {
        StringWriter out = new StringWriter();
        int status =
                new CommandLine(new NoteCommand()).setOut(new PrintWriter(out)).execute(args);
        assertEquals(0, status);
        return out.toString();
    }

    @Test
    void everyEquationIsShownWithTheNumbersOfTheNetwork() {
        String text = run();
        for (String equations : new String[] {
            "(1), (3)",
            "(4)",
            "(5), (6)",
            "(7) - (10)",
            "(11) - (13)",
            "(12)",
            "(13)",
            "(14)",
            "(15)",
            "(16)",
            "(17)",
            "(18)",
            "(19)",
            "(20)",
            "(21)"
        }) {
            assertTrue(text.contains(equations), equations);
        }
        assertTrue(text.contains("0.280301142411307"));
        assertTrue(text.contains("As printed: relative error 5.04, cosine -0.13: a step by it goes uphill."));
        assertTrue(text.contains("not finite from step 15"));
    }

    @Test
    void everyLineFitsATerminal() {
        for (String text : new String[] {run(), run("--softmax")}) {
            text.lines().forEach(line -> assertTrue(line.length() <= 90, line));
            assertFalse(text.contains("NaN"));
            assertFalse(text.contains("-0.000000"));
        }
    }

    @Test
    void aSoftmaxOutputComesWithTheCrossEntropy() {
        String text = run("--softmax", "--steps", "5");
        assertTrue(text.contains("0.808156807902874"));
        assertTrue(text.contains("An entry-by-entry"));
    }

    @Test
    void stepsBelow1AreRefused() {
        NoteCommand command = new NoteCommand();
        new CommandLine(command).parseArgs("--steps", "0");
        BadInputException e = assertThrows(BadInputException.class, command::call);
        assertEquals("--steps is 0: give the number of optimizer steps, from 1 to 100000", e.getMessage());
    }
}
