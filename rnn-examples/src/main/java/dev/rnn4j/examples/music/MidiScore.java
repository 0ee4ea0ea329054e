package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** What a MIDI file says about its notes, with times in quarter notes; percussion is left out. */
final class MidiScore {
    private static final int MOST_BYTES = 16 << 20;
    /** About seven hours; a file that lasts longer is broken and would fill the memory with empty steps. */
    private static final int MOST_QUARTERS = 50_000;
    /** Channel 10 as people count: what it plays are instruments, not pitches. */
    private static final int PERCUSSION = 9;

    /** The letters MTrk. */
    private static final int TRACK_CHUNK = 0x4d54726b;

    private static final int TRACK_NAME = 0x03;
    private static final int TEMPO = 0x51;
    private static final int TIME_SIGNATURE = 0x58;
    private static final int KEY_SIGNATURE = 0x59;
    private static final int DEFAULT_BPM = 120;

    /** A note from its beginning to its end, in quarter notes. */
    record Span(int pitch, double start, double end) {}

    /** The notes of one channel in one track, by their beginning. */
    record Part(String name, List<Span> spans) {}

    private record MeterChange(double at, Meter meter) {}

    private final Path file;
    private final Sequence sequence;
    private final double ticksPerQuarter;
    private final Map<Integer, Part> parts = new TreeMap<>();
    private final List<MeterChange> meters = new ArrayList<>();
    private Key key = Key.C_MAJOR;
    private long keyTick = Long.MAX_VALUE;
    private boolean percussion;

    private MidiScore(Path file, Sequence sequence) {
        this.file = file;
        this.sequence = sequence;
        // Without ticks per quarter the file counts seconds, and a tempo is needed to find the beat.
        ticksPerQuarter = sequence.getDivisionType() == Sequence.PPQ
                ? sequence.getResolution()
                : sequence.getDivisionType() * sequence.getResolution() * 60.0 / bpm();
    }

    static MidiScore read(Path file) {
        MidiScore score = new MidiScore(file, sequence(file));
        score.collect();
        return score;
    }

    private static Sequence sequence(Path file) {
        byte[] bytes = MusicFiles.bytes(file, MOST_BYTES);
        if (bytes.length < 14 || !new String(bytes, 0, 4, StandardCharsets.ISO_8859_1).equals("MThd")) {
            throw new BadInputException(file
                    + (bytes.length == 0 ? " is empty" : " does not begin as a MIDI file does (MThd)")
                    + "; fetch or save it anew, or give another file");
        }
        checkWhole(file, bytes);
        if (bytes[9] == 2) {
            throw new BadInputException(
                    file + " holds patterns that are not played together (MIDI type 2); save it as" + " type 0 or 1");
        }
        try {
            Sequence sequence = MidiSystem.getSequence(new ByteArrayInputStream(bytes));
            if (sequence.getResolution() < 1) {
                throw new BadInputException(file + " has no ticks in a quarter note; save it anew");
            }
            return sequence;
        } catch (EOFException e) {
            throw new BadInputException(file + " ends in the middle of its MIDI data; fetch or save it anew", e);
        } catch (BadInputException e) {
            throw e;
        } catch (InvalidMidiDataException | IOException | RuntimeException e) {
            String reason =
                    e.getMessage() == null ? "" : " (" + e.getMessage().strip().replaceAll("\\s+", " ") + ")";
            throw new BadInputException(file + " holds broken MIDI data" + reason + "; fetch or save it anew", e);
        }
    }

    /** Java Sound drops a track that is cut off without a word, so the chunks are counted before. */
    private static void checkWhole(Path file, byte[] bytes) {
        ByteBuffer chunks = ByteBuffer.wrap(bytes);
        int announced = -1;
        int tracks = 0;
        boolean whole = true;
        while (whole && chunks.remaining() >= 8 && tracks != announced) {
            tracks += chunks.getInt() == TRACK_CHUNK ? 1 : 0;
            int length = chunks.getInt();
            whole = length >= 0 && length <= chunks.remaining();
            if (whole && announced < 0 && length >= 6) {
                announced = chunks.getShort(chunks.position() + 2);
            }
            chunks.position(whole ? chunks.position() + length : chunks.limit());
        }
        if (!whole || tracks < announced) {
            throw new BadInputException(file + " ends in the middle of its MIDI data; fetch or save it anew");
        }
    }

    private void collect() {
        if (sequence.getTickLength() / ticksPerQuarter > MOST_QUARTERS) {
            throw new BadInputException(file + " lasts more than " + MOST_QUARTERS + " quarter notes; cut it");
        }
        Track[] tracks = sequence.getTracks();
        for (int track = 0; track < tracks.length; track++) {
            collect(track, tracks[track]);
        }
        if (parts.isEmpty()) {
            throw new BadInputException(
                    percussion
                            ? file + " has percussion only (channel 10); name a file with notes that have a pitch"
                            : file + " has no notes; name another file");
        }
        meters.sort(Comparator.comparingDouble(MeterChange::at));
        parts.values().forEach(part -> part.spans().sort(Comparator.comparingDouble(Span::start)));
    }

    private void collect(int number, Track track) {
        String name = "";
        Map<Integer, Long> sounding = new TreeMap<>();
        for (int index = 0; index < track.size(); index++) {
            MidiEvent event = track.get(index);
            MidiMessage message = event.getMessage();
            if (message instanceof MetaMessage meta) {
                name = meta.getType() == TRACK_NAME && name.isEmpty() ? text(meta) : name;
                signature(meta, event.getTick());
            } else if (message instanceof ShortMessage sent) {
                note(number, sent, event.getTick(), sounding);
            }
        }
        // Notes that nobody ended sound until the end of their track.
        sounding.forEach((note, start) -> span(number, note, start, track.ticks()));
        for (int channel = 0; channel < 16; channel++) {
            String partName = name;
            parts.computeIfPresent(16 * number + channel, (id, part) -> new Part(partName, part.spans()));
        }
    }

    private void note(int track, ShortMessage message, long tick, Map<Integer, Long> sounding) {
        boolean on = message.getCommand() == ShortMessage.NOTE_ON && message.getData2() > 0;
        boolean off = message.getCommand() == ShortMessage.NOTE_OFF || message.getCommand() == ShortMessage.NOTE_ON;
        if (!off) {
            return;
        }
        if (message.getChannel() == PERCUSSION) {
            percussion = true;
            return;
        }
        int note = 128 * message.getChannel() + message.getData1();
        Long start = sounding.remove(note);
        if (start != null) {
            span(track, note, start, tick);
        }
        if (on) {
            sounding.put(note, tick);
        }
    }

    private void span(int track, int note, long start, long end) {
        if (end > start) {
            parts.computeIfAbsent(16 * track + note / 128, id -> new Part("", new ArrayList<>()))
                    .spans()
                    .add(new Span(note % 128, start / ticksPerQuarter, end / ticksPerQuarter));
        }
    }

    private void signature(MetaMessage meta, long tick) {
        byte[] data = meta.getData();
        if (meta.getType() == TIME_SIGNATURE
                && data.length >= 2
                && data[0] >= 1
                && data[0] <= 64
                && data[1] >= 0
                && data[1] <= 6) {
            meters.add(new MeterChange(tick / ticksPerQuarter, new Meter(data[0], 1 << data[1])));
        } else if (meta.getType() == KEY_SIGNATURE && data.length >= 2 && Math.abs(data[0]) <= 7 && tick < keyTick) {
            key = data[1] == 1 ? Key.of(data[0] + 3, Key.Mode.MINOR) : Key.of(data[0], Key.Mode.MAJOR);
            keyTick = tick;
        }
    }

    private static String text(MetaMessage meta) {
        return new String(meta.getData(), StandardCharsets.ISO_8859_1).trim();
    }

    /** The file's name without its ending; a name inside of it is seldom that of the piece. */
    String title() {
        return file.getFileName().toString().replaceFirst("(?i)\\.midi?$", "");
    }

    /** The first tempo in quarter notes a minute. */
    int bpm() {
        long first = Long.MAX_VALUE;
        int bpm = DEFAULT_BPM;
        for (Track track : sequence.getTracks()) {
            for (int index = 0; index < track.size(); index++) {
                MidiEvent event = track.get(index);
                if (event.getTick() < first
                        && event.getMessage() instanceof MetaMessage meta
                        && meta.getType() == TEMPO
                        && meta.getData().length == 3) {
                    byte[] data = meta.getData();
                    int micros = (data[0] & 0xff) << 16 | (data[1] & 0xff) << 8 | data[2] & 0xff;
                    bpm = (int) Math.max(4, Math.min(1000, Math.round(60e6 / Math.max(1, micros))));
                    first = event.getTick();
                }
            }
        }
        return bpm;
    }

    /** The first meter; one that lasts for one bar only, shorter than the next, is an upbeat and not counted. */
    Meter meter() {
        if (meters.isEmpty()) {
            return Meter.FOUR_FOUR;
        }
        return meters.get(pickup() > 0 ? 1 : 0).meter();
    }

    /** The ticks of the upbeat. */
    int pickup() {
        if (meters.size() < 2) {
            return 0;
        }
        int first = meters.get(0).meter().barTicks();
        boolean upbeat = meters.get(0).at() == 0
                && Math.round(meters.get(1).at() * Tune.TICKS_PER_QUARTER) == first
                && first < meters.get(1).meter().barTicks();
        return upbeat ? first : 0;
    }

    Key key() {
        return key;
    }

    List<Part> parts() {
        return List.copyOf(parts.values());
    }
}
