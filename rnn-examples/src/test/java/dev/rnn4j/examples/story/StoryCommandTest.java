package dev.rnn4j.examples.story;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class StoryCommandTest {
    @TempDir
    Path folder;

    /** What a run printed, and the refusal that ended it, if one did. */
    private record Run(String out, String refusal) {}

    private static Run run(String typed, String... arguments) {
        StringWriter out = new StringWriter();
        List<Throwable> thrown = new ArrayList<>();
        CommandLine line = new CommandLine(
                        new StoryCommand(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8))))
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

    @Test
    void everyCellIsMeasuredPlottedAndAskedTheNotesQuestions() throws IOException {
        Path plot = folder.resolve("plot.svg");
        String out = run("", "--quick", "--units=8", "--cell=simple,gru", "--seeds=2", "--out=" + plot)
                .out();
        assertTrue(out.contains("mean of 2 seeds"), out);
        assertTrue(
                out.matches("(?s).*words +simple +gru +any name  any in the story\\R0-9 ( +[01]\\.\\d{3}){4}\\R.*"),
                out);
        assertTrue(out.contains("words between the fact and the question; s simple, g gru"), out);
        assertTrue(
                out.matches("(?s).*Who is drinking water\\?\\R  simple +[A-Z][a-z]+ +[01]\\.\\d\\d\\R  gru +[A-Z].*"),
                out);
        assertTrue(Files.readString(plot).startsWith("<svg"));
    }

    @Test
    void typedStoriesAreAnsweredUpToAnEmptyLineAndOthersAreTold() {
        String out = run(
                        "Sam has a cat. Who has a cat?\nSam has a cat.\nSam has a yak. Who has a yak?\n\nMary has a dog.",
                        "--quick",
                        "--units=4",
                        "--cell=simple")
                .out();
        assertTrue(out.matches("(?s).*Sam has a cat\\. Who has a cat\\?\\R  simple .*"), out);
        assertTrue(out.contains("\"Sam has a cat.\" ends without a question"), out);
        assertTrue(out.contains("the word yak is in no story"), out);
        assertFalse(out.contains("Mary has a dog"), out);
    }

    @ParameterizedTest
    @CsvSource({
        "--units=0, --units",
        "--steps=0, --steps",
        "--seeds=0, --seeds",
        "--longest=19, --longest",
        "--longest=501, --longest",
        "--cell=gruu, gruu",
        "--out=nowhere/plot.svg, nowhere",
        "--ask=Bob likes tea., without a question",
        "--ask=Bob likes rum. Who likes rum?, rum"
    })
    void aBadValueIsRefusedBeforeTraining(String argument, String named) {
        Run run = run("", "--quick", argument);
        assertTrue(run.refusal().contains(named), run.refusal());
        assertEquals("", run.out());
    }

    @Test
    void aNetworkLearnsAndTheSameSeedLearnsTheSame() {
        Recipe recipe = new Recipe("gru", 16, 16, 300, 20, 1);
        StoryTeller teller = new StoryTeller(99);
        List<Story> stories =
                Stream.generate(teller::plain).limit(200).flatMap(List::stream).toList();
        double right = train(recipe).right(stories);
        assertTrue(right > 0.4, "right: " + right); // chance is 1/6
        assertEquals(right, train(recipe).right(stories));
    }

    private static StoryModel train(Recipe recipe) {
        try (Progress progress = Progress.start("training", recipe.steps())) {
            StoryModel model = StoryModel.untrained(recipe);
            model.train(recipe, progress);
            return model;
        }
    }

    @Test
    void storiesArePlainAtFirstThenLongerUpToTheLongest() {
        Recipe recipe = new Recipe("gru", 8, 8, 1000, 60, 1);
        assertEquals(-1, recipe.longestAt(0));
        assertEquals(-1, recipe.longestAt(299));
        assertEquals(0, recipe.longestAt(300));
        assertEquals(60, recipe.longestAt(999));
        assertTrue(recipe.longestAt(420) > 20 && recipe.longestAt(420) < 30);
    }
}
