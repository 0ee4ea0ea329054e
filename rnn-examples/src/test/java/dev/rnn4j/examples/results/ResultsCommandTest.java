package dev.rnn4j.examples.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ResultsCommandTest {
    @TempDir
    Path folder;

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int status = new CommandLine(new ResultsCommand())
                .setOut(new PrintWriter(out))
                .execute(arguments);
        assertEquals(0, status);
        return out.toString();
    }

    private static String refusal(String... arguments) {
        ResultsCommand command = new ResultsCommand();
        new CommandLine(command).parseArgs(arguments);
        return assertThrows(BadInputException.class, command::call).getMessage();
    }

    @Test
    void everyExperimentRunsOrSaysWhatItLacks() {
        List<String> lines = run("--quick").lines().toList();
        for (Experiment e : ResultsCommand.experiments(null, null)) {
            for (String cell : e.cells()) {
                String row = e.row(cell) + ": ";
                List<String> of = lines.stream().filter(l -> l.startsWith(row)).toList();
                assertEquals(1, of.size(), row + of);
                assertEquals(e.ready(), !of.get(0).contains("left out, it needs " + e.dataOption()), of.get(0));
                assertEquals(e.ready(), of.get(0).contains("; known: " + e.known(cell)), of.get(0));
            }
        }
    }

    @Test
    void experimentsAndRowsAreChosenByName() {
        List<String> rows = run("--quick", "copy-gru", "reber")
                .lines()
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
        assertEquals(List.of("copy-gru", "reber-lstm", "reber-gru", "reber-simple"), rows);
    }

    @Test
    void theSameSeedGivesTheSameFigure() {
        Run run = new Run("reber-gru", "gru", 5, true);
        assertEquals(new Adding().measure(run), new Adding().measure(run));
        assertEquals(new CopyMemory().measure(run), new CopyMemory().measure(run));
    }

    @Test
    void aGrammarIsLearnedAndItsRowWrittenToThePage() throws IOException {
        Path page = folder.resolve("results.md");
        run("reber-simple", "--seeds=1", "--out=" + page);
        String text = Files.readString(page);
        assertTrue(text.contains(" | 100.0 % | 100.0 % | 1 | "), text);
        assertTrue(text.contains("| `./rnn results reber-lstm` |"), text);
    }

    @Test
    void dataIsHandedToTheDemos() throws IOException {
        Path chords = Files.writeString(
                folder.resolve("chords.json"),
                "{\"train\": [[[60], [62], [60]]], \"valid\": [[[60], [62]]], \"test\": [[[62], [60]]]}");
        assertTrue(run("--quick", "chorales-simple", "--chorales=" + chords).startsWith("chorales-simple: "));
        Path texts = Files.writeString(
                folder.resolve("texts.tsv"),
                Stream.of("one", "day", "food", "room", "film")
                        .map(thing -> "good " + thing + "\t1\nbad " + thing + "\t0\n")
                        .collect(Collectors.joining()));
        String lines = run("--quick", "sentiment-bag-of-words", "sentiment-simple", "--sentiment=" + texts);
        assertTrue(lines.contains("sentiment-bag-of-words: ") && lines.contains("sentiment-simple: "), lines);
    }

    @Test
    void whatDoesNotFitIsRefusedAtOnce() {
        assertTrue(refusal("sorting").startsWith("there is no experiment 'sorting'; there are adding, copy, reber,"));
        assertEquals("chorales-gru needs data: give --chorales=FILE", refusal("chorales-gru"));
        assertEquals("sentiment needs data: give --sentiment=DIR", refusal("adding", "sentiment"));
        assertEquals("--seeds is 0; give a number from 1 to 100", refusal("--seeds=0"));
        assertTrue(refusal("--quick", "--out=" + folder.resolve("a.md")).contains("mean nothing"));
        assertTrue(refusal("--out=" + folder).contains("name a file in it"));
        assertTrue(refusal("--out=" + folder.resolve("none/a.md")).contains("make it"));
        assertTrue(refusal("--chorales=" + folder.resolve("none.json")).contains("there is no such file"));
        assertFalse(Files.exists(folder.resolve("a.md")));
    }
}
