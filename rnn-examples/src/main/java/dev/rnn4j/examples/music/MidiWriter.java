package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.OutputFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/**
 * Writes melodies and chords as Standard MIDI Files of type 0. A file is written aside and then moved to its place, so
 * there is never half of one. No sound device is needed.
 */
public final class MidiWriter {
    /** The program of a grand piano. */
    public static final int PIANO = 0;

    private static final int VELOCITY = 80;

    private final Sequence sequence;
    private final Track track;

    private MidiWriter() throws InvalidMidiDataException {
        sequence = new Sequence(Sequence.PPQ, Tune.TICKS_PER_QUARTER);
        track = sequence.createTrack();
    }

    /**
     * Writes a melody.
     *
     * @param program the General MIDI instrument, 0 to 127
     */
    public static void write(Tune tune, int program, Path file) {
        save(sequence(tune, program), file);
    }

    /**
     * Writes chords; a pitch that sounds in steps that follow each other becomes one held note.
     *
     * @param stepsPerQuarter how many steps a quarter note has, a divisor of {@link Tune#TICKS_PER_QUARTER}
     * @param bpm quarter notes a minute, 4 to 1000
     * @param program the General MIDI instrument, 0 to 127
     */
    public static void write(ChordSequence chords, int stepsPerQuarter, int bpm, int program, Path file) {
        save(sequence(chords, stepsPerQuarter, bpm, program), file);
    }

    /** A melody as a sequence for a sequencer of the Java Sound API. */
    public static Sequence sequence(Tune tune, int program) {
        try {
            MidiWriter writer = new MidiWriter();
            writer.head(tune.title(), tune.bpm(), program);
            writer.meter(tune);
            writer.key(tune.key());
            int tick = 0;
            for (Note note : tune.notes()) {
                if (!note.isRest()) {
                    writer.on(note.pitch(), tick);
                    writer.off(note.pitch(), tick + note.ticks());
                }
                tick += note.ticks();
            }
            return writer.end(tick);
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("a checked tune does not fit into MIDI", e);
        }
    }

    /** Chords as a sequence for a sequencer of the Java Sound API; the parameters are those of {@code write}. */
    public static Sequence sequence(ChordSequence chords, int stepsPerQuarter, int bpm, int program) {
        if (stepsPerQuarter < 1 || Tune.TICKS_PER_QUARTER % stepsPerQuarter != 0) {
            throw new BadInputException("a quarter note of " + stepsPerQuarter
                    + " steps does not fit; give 1, 2, 3, 4, 6, 8, 12, 16, 24 or 48");
        }
        try {
            MidiWriter writer = new MidiWriter();
            writer.head("chords", bpm, program);
            int tick = 0;
            List<Integer> before = List.of();
            for (List<Integer> step : chords.steps()) {
                writer.change(before, step, tick);
                before = step;
                tick += Tune.TICKS_PER_QUARTER / stepsPerQuarter;
            }
            writer.change(before, List.of(), tick);
            return writer.end(tick);
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException("checked chords do not fit into MIDI", e);
        }
    }

    private static void save(Sequence sequence, Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            MidiSystem.write(sequence, 0, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        OutputFile.replace(file, bytes.toByteArray());
    }

    private void head(String title, int bpm, int program) throws InvalidMidiDataException {
        if (bpm < 4 || bpm > 1000) {
            throw new BadInputException("the tempo is " + bpm + " quarter notes a minute; give 4 to 1000");
        }
        if (program < 0 || program > 127) {
            throw new BadInputException("the MIDI program is " + program + "; give 0 (piano) to 127");
        }
        byte[] name = title.getBytes(StandardCharsets.UTF_8);
        add(new MetaMessage(0x03, name, name.length), 0);
        int micros = (int) Math.round(60e6 / bpm);
        add(new MetaMessage(0x51, new byte[] {(byte) (micros >> 16), (byte) (micros >> 8), (byte) micros}, 3), 0);
        add(new ShortMessage(ShortMessage.PROGRAM_CHANGE, 0, program, 0), 0);
    }

    /** MIDI has no upbeats; a short first bar with a meter of its own is how notation programs write them. */
    private void meter(Tune tune) throws InvalidMidiDataException {
        int unit = tune.meter().unit();
        int whole = 4 * Tune.TICKS_PER_QUARTER;
        while (unit < 64 && tune.pickup() * unit % whole != 0) {
            unit *= 2;
        }
        boolean written = tune.pickup() > 0 && tune.pickup() * unit % whole == 0;
        if (written) {
            meter(new Meter(tune.pickup() * unit / whole, unit), 0);
        }
        meter(tune.meter(), written ? tune.pickup() : 0);
    }

    private void meter(Meter meter, int tick) throws InvalidMidiDataException {
        byte clocks = (byte) Math.min(127, meter.beatTicks() * 24 / Tune.TICKS_PER_QUARTER);
        byte[] data = {(byte) meter.beats(), (byte) Integer.numberOfTrailingZeros(meter.unit()), clocks, 8};
        add(new MetaMessage(0x58, data, data.length), tick);
    }

    private void key(Key key) throws InvalidMidiDataException {
        byte sharps = (byte) Math.max(-7, Math.min(7, key.signature()));
        byte minor = (byte) (key.mode() == Key.Mode.MINOR ? 1 : 0);
        add(new MetaMessage(0x59, new byte[] {sharps, minor}, 2), 0);
    }

    private void change(List<Integer> before, List<Integer> now, int tick) throws InvalidMidiDataException {
        for (int pitch : before) {
            if (!now.contains(pitch)) {
                off(pitch, tick);
            }
        }
        for (int pitch : now) {
            if (!before.contains(pitch)) {
                on(pitch, tick);
            }
        }
    }

    private void on(int pitch, int tick) throws InvalidMidiDataException {
        add(new ShortMessage(ShortMessage.NOTE_ON, 0, pitch, VELOCITY), tick);
    }

    private void off(int pitch, int tick) throws InvalidMidiDataException {
        add(new ShortMessage(ShortMessage.NOTE_OFF, 0, pitch, 0), tick);
    }

    private void add(MidiMessage message, long tick) {
        track.add(new MidiEvent(message, tick));
    }

    /** A rest at the end is silence before the end of the track. */
    private Sequence end(int tick) throws InvalidMidiDataException {
        add(new MetaMessage(0x2f, new byte[0], 0), tick);
        return sequence;
    }
}
