package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MidiTest {
    @TempDir
    Path folder;

    private static void note(Track track, int channel, int pitch, long start, long end)
            throws InvalidMidiDataException {
        track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, channel, pitch, 64), start));
        // Velocity 0 ends a note, too.
        track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, channel, pitch, 0), end));
    }

    private Path saved(Sequence sequence) throws IOException {
        Path file = folder.resolve("saved.mid");
        MidiSystem.write(sequence, 1, file.toFile());
        return file;
    }

    private static String message(Path file) {
        String melody = assertThrows(BadInputException.class, () -> MidiReader.melody(file))
                .getMessage();
        String chords = assertThrows(BadInputException.class, () -> MidiReader.chords(file, 4))
                .getMessage();
        assertEquals(melody, chords);
        assertEquals(1, melody.lines().count());
        assertTrue(melody.contains(file.toString()) && melody.contains("; "), melody);
        return melody;
    }

    @Test
    void aWrittenTuneIsReadBackEqual() {
        Tune tune = new Tune(
                "song",
                new Meter(3, 4),
                Key.parse("Em"),
                97,
                48,
                List.of(
                        new Note(64, 48),
                        new Note(67, 16),
                        Note.rest(32),
                        new Note(67, 48),
                        new Note(67, 48),
                        new Note(1, 3)));
        Path file = folder.resolve("song.mid");
        MidiWriter.write(tune, MidiWriter.PIANO, file);

        assertEquals(tune, MidiReader.melody(file, Tune.TICKS_PER_QUARTER));
    }

    @Test
    void everyBuiltInTuneIsReadBackEqual() {
        Path file = folder.resolve("tune.mid");
        for (Tune tune : Abc.builtIn()) {
            MidiWriter.write(tune, 73, file);
            Tune back = MidiReader.melody(file, Tune.TICKS_PER_QUARTER);

            List<Note> notes = AbcWriterTest.withRestsJoined(tune.notes());
            // Silence at the end is not a note.
            int count = notes.get(notes.size() - 1).isRest() ? notes.size() - 1 : notes.size();
            assertEquals(notes.subList(0, count), back.notes(), tune.title());
            assertEquals(tune.bpm(), back.bpm(), tune.title());
            assertEquals(tune.meter(), back.meter(), tune.title());
            assertEquals(tune.pickup(), back.pickup(), tune.title());
            assertEquals(tune.key().signature(), back.key().signature(), tune.title());
        }
    }

    @Test
    void writtenChordsAreReadBackEqual() {
        ChordSequence chords = ChordSequence.of(
                new int[] {48, 60, 64, 67},
                new int[] {48, 60, 64, 67},
                new int[] {48, 62, 65},
                new int[0],
                new int[] {21, 108},
                new int[] {72});
        for (int stepsPerQuarter : new int[] {1, 2, 4}) {
            Path file = folder.resolve("chords.mid");
            MidiWriter.write(chords, stepsPerQuarter, 90, MidiWriter.PIANO, file);

            assertEquals(chords, MidiReader.chords(file, stepsPerQuarter));
        }
    }

    @Test
    void aPitchOfConsecutiveStepsIsOneHeldNote() {
        Sequence sequence = MidiWriter.sequence(
                ChordSequence.of(new int[] {60, 64}, new int[] {60, 65}, new int[] {60}), 1, 90, MidiWriter.PIANO);
        Track track = sequence.getTracks()[0];
        long begun = 0;
        for (int index = 0; index < track.size(); index++) {
            boolean on = track.get(index).getMessage() instanceof ShortMessage message
                    && message.getCommand() == ShortMessage.NOTE_ON;
            begun += on ? 1 : 0;
        }

        assertEquals(3, begun);
        assertEquals(3 * Tune.TICKS_PER_QUARTER, sequence.getTickLength());
    }

    @Test
    void aRestAtTheEndIsInTheLengthOfTheFile() {
        Tune tune = Tune.of("t", 90, List.of(new Note(60, 48), Note.rest(144)));

        assertEquals(192, MidiWriter.sequence(tune, MidiWriter.PIANO).getTickLength());
    }

    @Test
    void aFileIsReplacedAsAWholeAndNothingElseIsLeft() throws IOException {
        Path file = folder.resolve("song.mid");
        Files.writeString(file, "what was there before");
        MidiWriter.write(Tune.of("song", 90, List.of(new Note(60, 48))), MidiWriter.PIANO, file);

        assertEquals(1, MidiReader.melody(file).notes().size());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamedAndLeavesNothing() throws IOException {
        Tune tune = Tune.of("song", 90, List.of(new Note(60, 48)));
        Path nowhere = folder.resolve("none").resolve("song.mid");
        Path directory = Files.createDirectories(folder.resolve("taken.mid").resolve("inside"));

        String message = assertThrows(BadInputException.class, () -> MidiWriter.write(tune, 0, nowhere))
                .getMessage();
        assertTrue(message.contains(nowhere.toString()), message);
        assertThrows(BadInputException.class, () -> MidiWriter.write(tune, 0, directory.getParent()));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(directory.getParent()), files.toList());
        }
    }

    @Test
    void settingsOutsideOfMidiAreRefused() {
        Tune tune = Tune.of("t", 90, List.of(new Note(60, 48)));
        ChordSequence chords = ChordSequence.of(new int[] {60});

        assertThrows(BadInputException.class, () -> MidiWriter.sequence(tune, 128));
        assertThrows(BadInputException.class, () -> MidiWriter.sequence(chords, 5, 90, 0));
        assertThrows(BadInputException.class, () -> MidiWriter.sequence(chords, 4, 0, 0));
        assertThrows(BadInputException.class, () -> MidiReader.melody(folder.resolve("any.mid"), 7));
        assertThrows(BadInputException.class, () -> MidiReader.chords(folder.resolve("any.mid"), 0));
    }

    @Test
    void theMelodyIsTheHighestNoteOfTheHighestPart() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        Track right = sequence.createTrack();
        note(right, 0, 64, 0, 96);
        note(right, 0, 72, 0, 96);
        // Held above a moving voice: the voice is not heard as the melody.
        note(right, 0, 76, 96, 288);
        note(right, 0, 60, 192, 288);
        Track left = sequence.createTrack();
        for (long beat = 0; beat < 8; beat++) {
            note(left, 1, 48, 96 * beat, 96 * beat + 90);
        }
        // One high note is an effect, no melody.
        note(sequence.createTrack(), 2, 100, 0, 10);

        assertEquals(
                List.of(new Note(72, 48), new Note(76, 96)),
                MidiReader.melody(saved(sequence)).notes());
    }

    @Test
    void aPartThatIsNamedMelodyIsTheMelody() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        note(sequence.createTrack(), 0, 84, 0, 96);
        Track named = sequence.createTrack();
        byte[] name = "Melody".getBytes(StandardCharsets.US_ASCII);
        named.add(new MidiEvent(new MetaMessage(3, name, name.length), 0));
        note(named, 1, 60, 0, 96);

        assertEquals(
                List.of(new Note(60, 48)), MidiReader.melody(saved(sequence)).notes());
    }

    @Test
    void timesAreMovedToTheGrid() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 480);
        Track track = sequence.createTrack();
        // An eighth, late and short, then a sixteenth rest, then an overlapping pair of eighths.
        note(track, 0, 60, 7, 230);
        note(track, 0, 62, 363, 590);
        note(track, 0, 64, 580, 830);
        Path file = saved(sequence);

        assertEquals(
                List.of(new Note(60, 24), Note.rest(12), new Note(62, 24), new Note(64, 24)),
                MidiReader.melody(file).notes());
        assertEquals(
                ChordSequence.of(
                        new int[] {60},
                        new int[] {60},
                        new int[0],
                        new int[] {62},
                        new int[] {62},
                        new int[] {64},
                        new int[] {64}),
                MidiReader.chords(file, 4));
    }

    @Test
    void aNoteShorterThanTheGridLastsForAStep() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 480);
        note(sequence.createTrack(), 0, 60, 0, 10);

        assertEquals(
                List.of(new Note(60, 12)), MidiReader.melody(saved(sequence)).notes());
    }

    @Test
    void ofSeveralMetersAndKeysTheFirstCounts() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        Track track = sequence.createTrack();
        // A bar of 4/4 in D, then 3/4 in F: no upbeat, because the first bar is the longer one.
        track.add(new MidiEvent(new MetaMessage(0x58, new byte[] {4, 2, 24, 8}, 4), 0));
        track.add(new MidiEvent(new MetaMessage(0x59, new byte[] {2, 0}, 2), 0));
        track.add(new MidiEvent(new MetaMessage(0x58, new byte[] {3, 2, 24, 8}, 4), 384));
        track.add(new MidiEvent(new MetaMessage(0x59, new byte[] {-1, 0}, 2), 384));
        note(track, 0, 60, 0, 384);
        Tune tune = MidiReader.melody(saved(sequence));

        assertEquals(Meter.FOUR_FOUR, tune.meter());
        assertEquals(0, tune.pickup());
        assertEquals(Key.parse("D"), tune.key());
    }

    @Test
    void wholeBarsOfSilenceAtTheBeginningAreDropped() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        // Two empty bars of 4/4 and then one beat of rest.
        note(sequence.createTrack(), 0, 60, 9 * 96, 10 * 96);
        Path file = saved(sequence);

        assertEquals(
                List.of(Note.rest(48), new Note(60, 48)),
                MidiReader.melody(file).notes());
        assertEquals(ChordSequence.of(new int[] {60}), MidiReader.chords(file, 1));
    }

    @Test
    void aNoteThatIsNotEndedSoundsUntilTheEndOfItsTrack() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        Track track = sequence.createTrack();
        track.add(new MidiEvent(new ShortMessage(ShortMessage.NOTE_ON, 0, 60, 64), 0));
        track.add(new MidiEvent(new MetaMessage(0x2f, new byte[0], 0), 192));

        assertEquals(
                List.of(new Note(60, 96)), MidiReader.melody(saved(sequence)).notes());
    }

    @Test
    void percussionIsLeftOut() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        Track track = sequence.createTrack();
        note(track, 9, 76, 0, 96);
        note(track, 0, 60, 0, 96);
        Path file = saved(sequence);

        assertEquals(List.of(new Note(60, 48)), MidiReader.melody(file).notes());
        assertEquals(ChordSequence.of(new int[] {60}), MidiReader.chords(file, 1));
    }

    @Test
    void percussionOnlyIsNamed() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        note(sequence.createTrack(), 9, 36, 0, 96);

        assertTrue(message(saved(sequence)).contains("percussion"));
    }

    @Test
    void aFileInSecondsIsPutOnTheBeatOfItsTempo() throws Exception {
        // 25 frames of 40 ticks make 1000 a second; 500 of them are a quarter note at 120 a minute.
        Sequence sequence = new Sequence(Sequence.SMPTE_25, 40);
        Track track = sequence.createTrack();
        note(track, 0, 60, 0, 500);
        note(track, 0, 62, 500, 1500);

        assertEquals(
                List.of(new Note(60, 48), new Note(62, 96)),
                MidiReader.melody(saved(sequence)).notes());
    }

    @Test
    void whatIsNoMidiFileIsNamed() throws IOException {
        assertTrue(message(Files.writeString(folder.resolve("text.mid"), "no music"))
                .contains("does not begin as a MIDI file does"));
        assertTrue(message(Files.writeString(folder.resolve("empty.mid"), "")).contains("is empty"));
        assertTrue(message(folder.resolve("absent.mid")).contains("no file"));
    }

    @Test
    void aTruncatedFileIsNamed() throws IOException {
        Path file = folder.resolve("song.mid");
        MidiWriter.write(Tune.of("song", 90, List.of(new Note(60, 48), new Note(62, 48))), 0, file);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 14; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.mid"), Arrays.copyOf(whole, length));
            assertTrue(message(cut).contains("in the middle"), "cut at " + length);
        }
    }

    @Test
    void aFileOfIndependentPatternsIsNamed() throws IOException {
        Path file = folder.resolve("song.mid");
        MidiWriter.write(Tune.of("song", 90, List.of(new Note(60, 48))), 0, file);
        byte[] bytes = Files.readAllBytes(file);
        // The type is the second byte behind the eight of the header's name and length.
        bytes[9] = 2;

        assertTrue(message(Files.write(file, bytes)).contains("type 2"));
    }

    @Test
    void aFileWithoutNotesIsNamed() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 96);
        sequence.createTrack();

        assertTrue(message(saved(sequence)).contains("no notes"));
    }

    @Test
    void aFileThatLastsForDaysIsNamed() throws Exception {
        Sequence sequence = new Sequence(Sequence.PPQ, 1);
        note(sequence.createTrack(), 0, 60, 0, 200_000_000);

        assertTrue(message(saved(sequence)).contains("lasts more than"));
    }

    @Test
    void aFolderIsReadByName() throws IOException {
        MidiWriter.write(Tune.of("x", 90, List.of(new Note(60, 48))), 0, folder.resolve("b.mid"));
        MidiWriter.write(Tune.of("x", 90, List.of(new Note(62, 48))), 0, folder.resolve("a.MIDI"));
        Files.writeString(folder.resolve("notes.txt"), "no music");

        assertEquals(
                List.of("a", "b"),
                MidiReader.melodies(folder, 4).stream().map(Tune::title).toList());
        assertEquals(
                List.of(ChordSequence.of(new int[] {62}), ChordSequence.of(new int[] {60})),
                MidiReader.chordSequences(folder, 1));
    }

    @Test
    void theSameMusicGivesTheSameBytes() throws IOException {
        Tune tune = Abc.builtIn().get(0);
        MidiWriter.write(tune, 0, folder.resolve("1.mid"));
        MidiWriter.write(tune, 0, folder.resolve("2.mid"));

        assertArrayEquals(Files.readAllBytes(folder.resolve("1.mid")), Files.readAllBytes(folder.resolve("2.mid")));
    }
}
