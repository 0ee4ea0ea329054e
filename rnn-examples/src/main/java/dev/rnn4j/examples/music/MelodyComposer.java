package dev.rnn4j.examples.music;

import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.Stream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Lets a network write a melody, symbol by symbol. The network decides on every pitch and length; the composer only
 * leaves out what would not be a tune: notes over a bar line, over a beat of three, or between the sixteenths, leaps beyond an octave, and an
 * end anywhere but on a long tonic.
 */
final class MelodyComposer {
    private static final int SIXTEENTH = Tune.TICKS_PER_QUARTER / 4;
    private static final int OCTAVE = 12;
    private static final int FIFTH = 7;

    private final Network network;
    private final Sampler sampler;
    private final RandomGenerator random;

    MelodyComposer(Network network, Sampler sampler, RandomGenerator random) {
        this.network = network;
        this.sampler = sampler;
        this.random = random;
    }

    /**
     * Writes a tune.
     *
     * @param model a tune whose meter, key and tempo it takes
     * @param bars how many bars it has
     */
    Tune compose(String title, Tune model, int bars) {
        Meter meter = model.meter();
        Key home = MelodyCode.home(model.key().mode());
        int tonic = Math.floorMod(7 * home.tonic(), 12);
        int bar = meter.barTicks();
        int beat = meter.beatTicks();
        int lastNote = bar / 2 / beat * beat;
        MelodyPlace place = new MelodyPlace(meter, home.mode(), 0, bars);
        Stream stream = network.stream();
        List<Note> notes = new ArrayList<>();
        int before = Note.REST;
        while (place.bar() < bars) {
            boolean lastBar = place.bar() == bars - 1;
            boolean last = lastBar && place.inBar() >= lastNote;
            int left = last || !lastBar || lastNote == 0 ? bar - place.inBar() : lastNote - place.inBar();
            int from = before;
            boolean first = notes.isEmpty();
            int pitchSymbol = next(stream, place, symbol -> mayFollow(symbol, from, last, first, tonic));
            int now = place.inBar();
            int lengthSymbol = next(
                    stream,
                    place,
                    symbol -> MelodyCode.isLength(symbol)
                            && (last ? symbol == MelodyCode.lengthSymbol(left) : fits(symbol, now, left)));
            int pitch = MelodyCode.pitch(pitchSymbol);
            notes.add(new Note(pitch, MelodyCode.ticks(lengthSymbol)));
            if (pitch != Note.REST) {
                before = pitch;
            }
        }
        int up = Math.floorMod(7 * model.key().signature() + 5, OCTAVE) - 5;
        return new Tune(title, meter, home, model.bpm(), 0, notes).transpose(up);
    }

    private static boolean mayFollow(int symbol, int before, boolean last, boolean first, int tonic) {
        if (!MelodyCode.isPitch(symbol) || symbol == MelodyCode.REST && (last || first)) {
            return false;
        }
        int pitch = MelodyCode.pitch(symbol);
        if (pitch == Note.REST || before == Note.REST) {
            return !last || pitch % OCTAVE == tonic;
        }
        int leap = Math.abs(pitch - before);
        if (!last) {
            return leap <= OCTAVE;
        }
        // Everywhere but at the ends of the range a tonic lies within a fifth.
        boolean atEnd = before < MelodyCode.LOWEST + OCTAVE || before > MelodyCode.HIGHEST - OCTAVE;
        return pitch % OCTAVE == tonic && leap <= (atEnd ? OCTAVE : FIFTH);
    }

    /** What begins within a beat of three ends with it: else six eighths would be counted as three quarters. */
    private static int toBeat(int now, int beat, int left) {
        return now % beat == 0 ? left : Math.min(left, beat - now % beat);
    }

    /** Up to the bar line, or to a sixteenth before it. */
    private static boolean fits(int symbol, int now, int left) {
        int ticks = MelodyCode.ticks(symbol);
        return ticks <= left && (now + ticks) % SIXTEENTH == 0 || symbol == MelodyCode.lengthSymbol(left);
    }

    private int next(Stream stream, MelodyPlace place, IntPredicate allowed) {
        double[] probabilities = stream.step(place.row());
        int symbol = sampler.draw(probabilities, allowed, random);
        place.take(symbol);
        return symbol;
    }
}
