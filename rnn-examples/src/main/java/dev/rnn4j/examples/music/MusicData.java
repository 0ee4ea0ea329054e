package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Decides by the names of the files what music they hold. */
final class MusicData {
    private MusicData() {}

    /**
     * The music of a file or a folder; the built-in melodies if there is none. MIDI files are chords on a grid of
     * sixteenths, because piano music without its left hand is half of it.
     *
     * @param melody to take the melodies of MIDI files
     * @param faults is told what in ABC files could not be read
     */
    static MusicTask read(Path path, boolean melody, Consumer<String> faults) {
        if (path == null) {
            return new MelodyTask("the demo", Abc.builtIn());
        }
        if (!Files.exists(path)) {
            throw new BadInputException("there is no file or folder " + path + "; check its name");
        }
        if (has(path, ".abc")) {
            return new MelodyTask(path.toString(), Abc.read(path, faults));
        }
        if (has(path, ".mid", ".midi")) {
            return melody
                    ? new MelodyTask(path.toString(), MidiReader.melodies(path, MidiReader.SIXTEENTHS))
                    : chords(
                            path,
                            new ChordData(MidiReader.chordSequences(path, MidiReader.SIXTEENTHS), List.of(), List.of()),
                            MidiReader.SIXTEENTHS);
        }
        if (!Files.isDirectory(path) && has(path, ".json")) {
            return chords(path, ChordJson.read(path), 1);
        }
        throw new BadInputException(
                path + (Files.isDirectory(path) ? " holds no .abc or .mid file" : " is no music this demo reads")
                        + "; give a file that ends in .abc, .mid or .json, or a folder with .abc or .mid files");
    }

    private static ChordTask chords(Path path, ChordData data, int stepsPerQuarter) {
        Split<ChordSequence> split =
                data.isSplit() ? new Split<>(data.train(), data.valid(), data.test()) : Split.of(data.train());
        check(path, "train", split.train());
        check(path, "valid", split.valid());
        check(path, "test", split.test());
        return new ChordTask(path.toString(), split, stepsPerQuarter);
    }

    /** A sequence of one chord has no next one. */
    private static void check(Path path, String part, List<ChordSequence> sequences) {
        if (sequences.stream().noneMatch(sequence -> sequence.length() > 1)) {
            throw new BadInputException(path + " has no sequence of two or more steps in its part \"" + part
                    + "\"; put some there, or give one plain list, which is split here");
        }
        if (sequences.stream().allMatch(sequence -> sequence.steps().stream().allMatch(List::isEmpty))) {
            throw new BadInputException(
                    path + " has nothing but empty steps in its part \"" + part + "\"; put pitches into them");
        }
    }

    private static boolean has(Path path, String... endings) {
        if (!Files.isDirectory(path)) {
            return endsWith(path, endings);
        }
        try (Stream<Path> inside = Files.list(path)) {
            return inside.anyMatch(file -> Files.isRegularFile(file) && endsWith(file, endings));
        } catch (IOException e) {
            throw MusicFiles.unreadable(path, e);
        }
    }

    private static boolean endsWith(Path file, String... endings) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Stream.of(endings).anyMatch(name::endsWith);
    }
}
