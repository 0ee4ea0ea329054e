package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MusicCommandTest {
    private static final String TINY = "--epochs=2 --units=8 --bars=4";

    @TempDir
    Path folder;

    private String run(String... args) {
        MusicCommand command = new MusicCommand();
        CommandLine line = new CommandLine(command);
        StringWriter out = new StringWriter();
        line.setOut(new PrintWriter(out));
        line.parseArgs(args);
        assertEquals(0, command.call());
        return out.toString();
    }

    private String[] tiny(String... args) {
        return Stream.concat(Arrays.stream(TINY.split(" ")), Arrays.stream(args))
                .toArray(String[]::new);
    }

    private Path tunes() throws Exception {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            text.append("X:").append(i).append("\nT:Tune ").append(i).append("\nM:3/4\nL:1/4\nK:G\n");
            text.append("GAB|c2B|A2F|G3|BAG|FGA|D2D|G3|]\n\n");
        }
        return Files.writeString(folder.resolve("tunes.abc"), text);
    }

    private Path chords() throws Exception {
        String sequence = "[[48, 64, 67], [50, 65, 69], [43, 62, 71], [48, 64, 72], [48, 64, 72]]";
        return Files.writeString(
                folder.resolve("chords.json"),
                "{\"train\": [" + sequence + ", " + sequence + "], \"valid\": [" + sequence + "], \"test\": ["
                        + sequence + "]}");
    }

    private static long notes(Path file) throws Exception {
        Sequence sequence = MidiSystem.getSequence(file.toFile());
        assertTrue(sequence.getMicrosecondLength() > 0);
        long notes = 0;
        for (Track track : sequence.getTracks()) {
            for (int i = 0; i < track.size(); i++) {
                notes += track.get(i).getMessage() instanceof ShortMessage message
                                && message.getCommand() == ShortMessage.NOTE_ON
                                && message.getData2() > 0
                        ? 1
                        : 0;
            }
        }
        return notes;
    }

    @Test
    void melodiesAreLearnedPrintedAndWrittenAsMidi() throws Exception {
        Path out = folder.resolve("my.mid");

        String text = run(tiny("--data", tunes().toString(), "--out", out.toString()));

        assertTrue(text.contains("2 to learn from, 1 to decide when to stop, 1 to measure on"), text);
        assertTrue(text.contains("perplexity"), text);
        assertTrue(text.contains("M:3/4") && text.contains("K:G"), text);
        assertTrue(notes(out) >= 4);
    }

    /** The tempo and the key come from the data; four bars of 3/4 are twelve quarters, all of them filled. */
    @Test
    void theTuneFillsItsBarsAndEndsOnALongTonic() throws Exception {
        Path out = folder.resolve("my.mid");

        run(tiny("--data", tunes().toString(), "--out", out.toString(), "--temperature", "3"));

        Tune tune = MidiReader.melody(out);
        assertEquals(4 * 3 * Tune.TICKS_PER_QUARTER, tune.ticks());
        Note last = tune.notes().get(tune.notes().size() - 1);
        assertEquals(7, last.pitch() % 12);
        assertTrue(last.ticks() >= 2 * Tune.TICKS_PER_QUARTER);
    }

    @Test
    void chordsAreLearnedPrintedAndWrittenAsMidi() throws Exception {
        Path out = folder.resolve("my.mid");

        String text = run(tiny("--data", chords().toString(), "--out", out.toString()));

        assertTrue(text.contains("negative log-likelihood"), text);
        ChordSequence written = MidiReader.chords(out, 1);
        assertEquals(16, written.length());
        assertEquals(List.of(48, 64, 67), written.steps().get(0));
        assertEquals(0, written.steps().get(15).get(0) % 12);
    }

    @Test
    void midiFilesAreReadAsChordsOrMelodies() throws Exception {
        Path midi = folder.resolve("in.mid");
        MidiWriter.write(Abc.read(tunes()).get(0), MidiWriter.PIANO, midi);
        Path out = folder.resolve("my.mid");

        String asChords = run(tiny("--data", midi.toString(), "--out", out.toString()));
        String asMelody = run(tiny("--melody", "--data", midi.toString(), "--out", out.toString()));

        assertTrue(asChords.startsWith("Chords of"), asChords);
        assertTrue(asMelody.startsWith("Melodies of"), asMelody);
    }

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws Exception {
        String data = tunes().toString();
        Path first = folder.resolve("1.mid");
        Path second = folder.resolve("2.mid");
        Path other = folder.resolve("3.mid");

        run(tiny("--data", data, "--seed", "5", "--out", first.toString()));
        run(tiny("--data", data, "--seed", "5", "--out", second.toString()));
        run(tiny("--data", data, "--seed", "6", "--out", other.toString()));

        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
        assertFalse(Arrays.equals(Files.readAllBytes(first), Files.readAllBytes(other)));
    }

    @Test
    void aSavedNetworkComposesTheSameWhenItIsLoaded() throws Exception {
        String data = tunes().toString();
        Path first = folder.resolve("1.mid");
        Path second = folder.resolve("2.mid");
        Path model = folder.resolve("model.safetensors");

        run(tiny("--data", data, "--save", model.toString(), "--out", first.toString()));
        run("--bars", "4", "--data", data, "--load", model.toString(), "--out", second.toString());

        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    }

    @Test
    void whatIsLoadedIsNotTrainedSoThatOptionsOfTrainingAreRefused() {
        assertRefused(
                "--cell is of no use with --load, which takes a network as it was saved",
                "--load",
                "x",
                "--cell",
                "gru");
    }

    @Test
    void severalSeedsAreToldTogether() throws Exception {
        String text = run(tiny(
                "--data",
                tunes().toString(),
                "--seeds",
                "2",
                "--out",
                folder.resolve("1.mid").toString()));

        assertTrue(text.contains("Mean of 2 seeds"), text);
    }

    @Test
    void aQuickRunOnTheBuiltInMelodiesEnds() throws Exception {
        Path out = folder.resolve("my.mid");

        run("--quick", "--epochs", "1", "--units", "8", "--out", out.toString());

        assertTrue(notes(out) > 0);
    }

    @Test
    void aNetworkOfOtherMusicIsRefused() throws Exception {
        Path model = folder.resolve("model.safetensors");
        String out = folder.resolve("1.mid").toString();
        run(tiny("--data", tunes().toString(), "--save", model.toString(), "--out", out));

        assertRefused(
                "does not fit this music", "--data", chords().toString(), "--load", model.toString(), "--out", out);
    }

    @ParameterizedTest
    @CsvSource({
        "--bars=0, --bars is 0; give 1 or more",
        "--bars=5000, --bars is 5000; give 1000 or less",
        "--seeds=0, --seeds is 0",
        "--units=0, --units is 0",
        "--epochs=-1, --epochs is -1",
        "--batch-size=0, --batch-size is 0",
        "--learning-rate=0, --learning-rate is 0.0",
        "--learning-rate=NaN, --learning-rate is NaN",
        "--dropout=1, --dropout is 1.0",
        "--temperature=-1, the temperature is -1.0",
        "--temperature=NaN, the temperature is NaN",
        "--cell=simpel, simpel",
        "--data=nowhere.abc, there is no file or folder nowhere.abc",
        "--out=nowhere/a.mid, there is no folder",
        "--save=nowhere/a.mid, there is no folder",
    })
    void aWrongOptionIsOneClearLine(String option, String expected) {
        assertRefused(expected, "--quick", option);
    }

    @Test
    void musicOfNoKnownKindIsRefused() throws Exception {
        Path text = Files.writeString(folder.resolve("a.txt"), "la la la");
        Path single = Files.writeString(folder.resolve("a.json"), "[[[60]]]");
        Path silent = Files.writeString(folder.resolve("b.json"), "[[[],[],[]]]");
        Path empty = Files.createDirectory(folder.resolve("empty"));

        assertRefused("is no music this demo reads", "--data", text.toString());
        assertRefused("holds no .abc or .mid file", "--data", empty.toString());
        assertRefused("no sequence of two or more steps", "--data", single.toString());
        assertRefused("nothing but empty steps", "--data", silent.toString());
    }

    @Test
    void anOutputThatIsAFolderIsRefusedBeforeTraining() {
        assertRefused("names the folder", "--out", folder.toString());
    }

    private void assertRefused(String expected, String... args) {
        MusicCommand command = new MusicCommand();
        CommandLine line = new CommandLine(command);
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(new StringWriter()));
        boolean named = Arrays.stream(args).anyMatch(arg -> arg.startsWith("--out"));
        String[] all = named
                ? args
                : Stream.concat(Arrays.stream(args), Stream.of("--out=" + folder.resolve("x.mid")))
                        .toArray(String[]::new);
        line.parseArgs(all);
        BadInputException e = assertThrows(BadInputException.class, command::call);
        assertTrue(e.getMessage().contains(expected), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }
}
