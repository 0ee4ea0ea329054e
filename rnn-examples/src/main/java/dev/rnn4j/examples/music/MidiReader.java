package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.music.MidiScore.Part;
import dev.rnn4j.examples.music.MidiScore.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads Standard MIDI Files, as a melody or as chords on a grid. Percussion (channel 10), pedals and bends are left
 * out; of changing tempos, meters and keys the first counts. Files that count time in seconds (SMPTE) are put on the
 * beat of their tempo.
 */
public final class MidiReader {
    /** A grid of sixteenth notes. */
    public static final int SIXTEENTHS = 4;

    private static final Pattern MELODY_NAME = Pattern.compile("(?i).*(melod|vocal|voice|lead|sopran|tune).*");
    /**
     * A chord is what sounds this far into its step: late enough for a key struck a little late and for a finger
     * lifted a little late, early enough for a short note.
     */
    private static final double SAMPLE_AT = 1.0 / 8;

    private MidiReader() {}

    /** The melody of a file on a grid of sixteenths. */
    public static Tune melody(Path file) {
        return melody(file, SIXTEENTHS);
    }

    /**
     * The melody of a file: of the part that is named as one, or else lies highest, the highest note that sounds. Whole
     * bars of silence at its beginning are dropped.
     *
     * @param stepsPerQuarter the grid that beginnings and ends are moved to: 1 for quarter notes, 2 for eighths, 4 for
     *     sixteenths and so on up to 48
     */
    public static Tune melody(Path file, int stepsPerQuarter) {
        checkGrid(stepsPerQuarter, Tune.TICKS_PER_QUARTER);
        MidiScore score = MidiScore.read(file);
        List<Span> line = skyline(melodyPart(score.parts()), stepsPerQuarter);
        int ticksPerStep = Tune.TICKS_PER_QUARTER / stepsPerQuarter;
        int bar = score.meter().barTicks();
        int pickup = score.pickup();
        int tick = 0;
        int first = (int) line.get(0).start() * ticksPerStep;
        if (first >= pickup + bar) {
            tick = pickup + (first - pickup) / bar * bar;
            pickup = 0;
        }
        List<Note> notes = new ArrayList<>();
        for (Span span : line) {
            int start = (int) span.start() * ticksPerStep;
            int end = (int) span.end() * ticksPerStep;
            if (start > tick) {
                notes.add(Note.rest(start - tick));
            }
            notes.add(new Note(span.pitch(), end - start));
            tick = end;
        }
        return new Tune(score.title(), score.meter(), score.key(), score.bpm(), pickup, notes);
    }

    /** The melodies of a file, or of all .mid and .midi files of a folder. */
    public static List<Tune> melodies(Path path, int stepsPerQuarter) {
        return MusicFiles.list(path, ".mid", ".midi").stream()
                .map(file -> melody(file, stepsPerQuarter))
                .toList();
    }

    /**
     * All parts of a file as chords: in each step of the grid the keys of a piano that sound. Silence before the first
     * and behind the last note is dropped.
     *
     * @param stepsPerQuarter the grid: 1 for quarter notes, 2 for eighths, 4 for sixteenths and so on up to 48
     */
    public static ChordSequence chords(Path file, int stepsPerQuarter) {
        checkGrid(stepsPerQuarter, 48);
        List<TreeSet<Integer>> steps = new ArrayList<>();
        for (Part part : MidiScore.read(file).parts()) {
            for (Span span : part.spans()) {
                int from = (int) Math.ceil(span.start() * stepsPerQuarter - SAMPLE_AT);
                int to = (int) Math.ceil(span.end() * stepsPerQuarter - SAMPLE_AT);
                while (steps.size() < to) {
                    steps.add(new TreeSet<>());
                }
                if (span.pitch() >= ChordSequence.LOWEST && span.pitch() <= ChordSequence.HIGHEST) {
                    steps.subList(from, to).forEach(step -> step.add(span.pitch()));
                }
            }
        }
        int[] filled = IntStream.range(0, steps.size())
                .filter(step -> !steps.get(step).isEmpty())
                .toArray();
        if (filled.length == 0) {
            throw new BadInputException(
                    file + " has no notes of a piano on this grid; name another file or take a finer grid");
        }
        return new ChordSequence(steps.subList(filled[0], filled[filled.length - 1] + 1).stream()
                .map(List::copyOf)
                .toList());
    }

    /** The chords of a file, or of all .mid and .midi files of a folder. */
    public static List<ChordSequence> chordSequences(Path path, int stepsPerQuarter) {
        return MusicFiles.list(path, ".mid", ".midi").stream()
                .map(file -> chords(file, stepsPerQuarter))
                .toList();
    }

    private static void checkGrid(int stepsPerQuarter, int multiple) {
        if (stepsPerQuarter < 1 || multiple % stepsPerQuarter != 0) {
            throw new BadInputException("a grid of " + stepsPerQuarter
                    + " steps in a quarter note does not fit; give 1, 2, 3, 4, 6, 8, 12, 16, 24 or 48");
        }
    }

    private static Part melodyPart(List<Part> parts) {
        int largest = parts.stream().mapToInt(part -> part.spans().size()).max().orElse(0);
        // A part with few notes is an effect or an introduction, however high it lies.
        List<Part> candidates = parts.stream()
                .filter(part -> 4 * part.spans().size() >= largest)
                .toList();
        Comparator<Part> order = Comparator.comparing(
                        (Part part) -> MELODY_NAME.matcher(part.name()).matches())
                .thenComparing(part ->
                        part.spans().stream().mapToInt(Span::pitch).average().orElse(0));
        return candidates.stream().max(order).orElseThrow();
    }

    /** One voice on the grid: a note gives way to the next that begins, unless that one lies below it. */
    private static List<Span> skyline(Part part, int stepsPerQuarter) {
        List<Span> quantised = part.spans().stream()
                .map(span -> {
                    double start = Math.rint(span.start() * stepsPerQuarter);
                    double end = Math.max(start + 1, Math.rint(span.end() * stepsPerQuarter));
                    return new Span(span.pitch(), start, end);
                })
                .sorted(Comparator.comparingDouble(Span::start).thenComparing(Span::pitch, Comparator.reverseOrder()))
                .toList();
        List<Span> line = new ArrayList<>();
        for (Span span : quantised) {
            Span last = line.isEmpty() ? null : line.get(line.size() - 1);
            if (last == null || last.end() <= span.start()) {
                line.add(span);
            } else if (span.start() > last.start() && span.pitch() >= last.pitch()) {
                line.set(line.size() - 1, new Span(last.pitch(), last.start(), span.start()));
                line.add(span);
            }
        }
        return line;
    }
}
