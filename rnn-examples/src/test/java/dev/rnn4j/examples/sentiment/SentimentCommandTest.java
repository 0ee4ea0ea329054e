package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.ByteArrayInputStream;
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

class SentimentCommandTest {
    private static final String[] SMALL = {
        "--units",
        "8",
        "--embedding",
        "8",
        "--epochs",
        "25",
        "--learning-rate",
        "0.02",
        "--batch-size",
        "8",
        "--dropout",
        "0"
    };

    @TempDir
    Path folder;

    private Path data;

    /** What a run printed, and the refusal that ended it, if one did. */
    private record Run(String out, String refusal) {
        List<String> answers() {
            return out.lines()
                    .filter(line -> line.startsWith("positive") || line.startsWith("negative"))
                    .toList();
        }
    }

    @BeforeEach
    void write() throws IOException {
        data = folder.resolve("tiny.tsv");
        Files.writeString(data, TinyTexts.table());
    }

    private static Run run(String typed, String... arguments) {
        StringWriter out = new StringWriter();
        List<Throwable> thrown = new ArrayList<>();
        CommandLine line = new CommandLine(
                        new SentimentCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
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

    private Run small(String typed, String... more) {
        List<String> arguments = new ArrayList<>(List.of(SMALL));
        arguments.addAll(List.of("--data", data.toString()));
        arguments.addAll(List.of(more));
        return run(typed, arguments.toArray(String[]::new));
    }

    @Test
    void heldOutTextsAreMeasuredBesideTheBagOfWords() {
        String out = small("").out();
        assertTrue(out.contains("40 texts"), out);
        assertTrue(out.matches("(?s).*texts right, of 8 +1\\.000 +0\\.\\d{3}\\R.*"), out);
        assertTrue(out.matches("(?s).*in pairs of the same words, of 4 +1\\.000 +0\\.500\\R.*"), out);
        assertTrue(out.matches("(?s).*pairs with both right, of 2 +1\\.000 +0\\.000\\R.*"), out);
    }

    @Test
    void whatIsAskedIsAnswered() {
        List<String> answers = small(
                        "The book was good\n",
                        "--ask",
                        "The film was good, not bad",
                        "--ask",
                        "The gnu was bad, not good")
                .answers();
        assertEquals(2, answers.size(), "what is typed is not read if something is asked");
        assertTrue(answers.get(0).matches("positive [01]\\.\\d\\d  The film was good, not bad"), answers.get(0));
        assertTrue(
                answers.get(1).matches("negative [01]\\.\\d\\d  The gnu was bad, not good   \\(unknown: gnu\\)"),
                answers.get(1));
    }

    @Test
    void typedSentencesAreAnsweredUpToAnEmptyLine() {
        List<String> answers = small("The book was good\nThe book was bad\n\nThe coat was bad\n")
                .answers();
        assertTrue(answers.get(0).endsWith("The food was good, not bad at all   (unknown: food, at, all)"));
        assertTrue(answers.get(answers.size() - 2).matches("positive .*The book was good"));
        assertTrue(answers.get(answers.size() - 1).matches("negative .*The book was bad"));
    }

    @Test
    void theSameSeedPrintsTheSame() {
        assertEquals(small("The book was good"), small("The book was good"));
    }

    @Test
    void severalSeedsHaveAMean() {
        String out = small("", "--seeds", "2", "--seed", "5", "--epochs=2").out();
        assertTrue(out.contains("Held out (seed 5)") && out.contains("Held out (seed 6)"), out);
        assertTrue(out.contains("Mean of 2 seeds"), out);
    }

    @Test
    void aSavedNetworkAnswersAlike() {
        String file = folder.resolve("model").toString();
        List<String> before =
                small("", "--save", file, "--ask", "The song was good").answers();
        Run after = run("", "--load", file, "--ask", "The song was good");
        assertEquals(before, after.answers());
        assertFalse(after.out().contains("Training"));
        assertTrue(run("", "--load", file, "--data", data.toString()).out().contains("Right on all of them: 1.000"));
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs, 0",
        "--units, 0",
        "--embedding, -1",
        "--batch-size, 0",
        "--dropout, 1",
        "--dropout, NaN",
        "--learning-rate, 0",
        "--learning-rate, Infinity",
        "--seeds, 0",
        "--test-fraction, 1",
        "--test-fraction, 0",
        "--ask, ' '",
        "--cell, smple",
        "--data, nowhere.tsv",
        "--load, nowhere",
        "--save, nowhere/model"
    })
    void aBadValueIsRefusedInOneLine(String option, String value) {
        Run run = option.equals("--data") || option.equals("--load")
                ? run("", option, value)
                : small("", option + "=" + value);
        assertFalse(run.refusal().isEmpty(), run.out());
        assertTrue(run.refusal().contains(value) || option.equals("--ask") || value.matches("[01]|-1|NaN|Infinity"));
    }

    @Test
    void trainingOptionsContradictALoadedNetwork() {
        assertEquals(
                "--units is of no use with --load, which takes a network as it was saved; leave one of the two out",
                run("", "--load", "x", "--units", "3").refusal());
    }

    @Test
    void aFolderIsNoFileToSaveTo() {
        assertTrue(small("", "--save", folder.toString()).refusal().contains("names the folder"));
    }

    @Test
    void tooFewTextsAreRefused() throws IOException {
        Files.writeString(data, "1\tgood\n0\tbad\n");
        assertTrue(small("").refusal().contains("add texts"));
    }
}
