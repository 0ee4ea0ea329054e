package dev.rnn4j.examples.music;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a melody stands while its symbols come one by one, and what the network is told of that: a row of ones and
 * zeros with
 *
 * <ul>
 *   <li>the symbol before,
 *   <li>the place in the bar (for threes, sixes and other meters apart, since a beat stands elsewhere in each), the bar
 *       in its phrase of eight, and how near the end is,
 *   <li>the meter and the mode,
 *   <li>what was played at this very place one, two, four and eight bars ago, so that a theme can come back (after the
 *       lookback network of Waite, "Generating long-term structure in songs and stories", 2016).
 * </ul>
 *
 * A simple cell forgets within a dozen steps, and counting beats is no music: what a player reads off the page or
 * remembers of the tune stands in the row, and the cell learns the rest.
 */
final class MelodyPlace {
    private static final int GRID = Tune.TICKS_PER_QUARTER / 4;
    /** Sixteenths in the longest bar that is told apart, one of 12/8. */
    private static final int PLACES = 24;

    private static final int PHRASE = 8;
    private static final int NEAR_END = 4;
    private static final List<Meter> METERS = List.of(
            new Meter(2, 4), new Meter(3, 4), Meter.FOUR_FOUR, new Meter(2, 2), new Meter(6, 8), new Meter(9, 8));
    private static final int[] BARS_AGO = {1, 2, 4, 8};

    private static final int PLACE_AT = MelodyCode.SIZE + 1;
    private static final int PHRASE_AT = PLACE_AT + 3 * PLACES + 1;
    private static final int END_AT = PHRASE_AT + PHRASE + 1;
    private static final int METER_AT = END_AT + NEAR_END;
    private static final int MODE_AT = METER_AT + METERS.size() + 1;
    private static final int AGO_AT = MODE_AT + Key.Mode.values().length;

    /** The width of a row. */
    static final int WIDTH = AGO_AT + BARS_AGO.length * MelodyCode.SIZE;

    /** A note that has begun, by its symbols; the length is 0 until it is known. */
    private record Begun(int pitch, int length) {}

    private final Meter meter;
    private final Key.Mode mode;
    private final int bars;
    private final TreeMap<Integer, Begun> played = new TreeMap<>();
    private int last = -1;
    /** Ticks since the first full bar, negative in the upbeat. */
    private int tick;

    /**
     * The beginning of a melody.
     *
     * @param pickup the ticks of its upbeat
     * @param bars its full bars
     */
    MelodyPlace(Meter meter, Key.Mode mode, int pickup, int bars) {
        this.meter = meter;
        this.mode = mode;
        this.bars = bars;
        tick = -pickup;
    }

    static MelodyPlace before(Tune tune) {
        int bar = tune.meter().barTicks();
        int bars = Math.max(1, (tune.ticks() - tune.pickup()) / bar);
        return new MelodyPlace(tune.meter(), tune.key().mode(), tune.pickup(), bars);
    }

    /** The bar, from 0; -1 in the upbeat. */
    int bar() {
        return Math.floorDiv(tick, meter.barTicks());
    }

    /** The ticks since the bar began. */
    int inBar() {
        return Math.floorMod(tick, meter.barTicks());
    }

    /** What the network reads before the next symbol. */
    double[] row() {
        double[] row = new double[WIDTH];
        row[last + 1] = 1;
        int family = meter.isCompound() ? 2 : meter.beats() == 3 ? 1 : 0;
        row[PLACE_AT + family * PLACES + Math.min(inBar() / GRID, PLACES - 1)] = 1;
        row[PLACE_AT + 3 * PLACES] = inBar() % GRID == 0 ? 0 : 1;
        row[PHRASE_AT + (bar() < 0 ? PHRASE : bar() % PHRASE)] = 1;
        row[END_AT + Math.max(0, Math.min(bars - 1 - bar(), NEAR_END - 1))] = 1;
        int known = METERS.indexOf(meter);
        row[METER_AT + (known < 0 ? METERS.size() : known)] = 1;
        row[MODE_AT + mode.ordinal()] = 1;
        int onset = MelodyCode.isPitch(last) ? played.lastKey() : tick;
        for (int i = 0; i < BARS_AGO.length; i++) {
            ago(onset - BARS_AGO[i] * meter.barTicks(), row, AGO_AT + i * MelodyCode.SIZE);
        }
        return row;
    }

    /** The note that began there with its length, or the pitch alone of one that still sounded. */
    private void ago(int then, double[] row, int at) {
        Map.Entry<Integer, Begun> entry = played.floorEntry(then);
        if (entry == null || entry.getValue().length() == 0) {
            return;
        }
        Begun note = entry.getValue();
        boolean begins = entry.getKey() == then;
        if (begins || entry.getKey() + MelodyCode.ticks(note.length()) > then) {
            row[at + note.pitch()] = 1;
            row[at + (begins ? note.length() : 0)] = 1;
        }
    }

    /** The next symbol is this one. */
    void take(int symbol) {
        if (MelodyCode.isPitch(symbol)) {
            played.put(tick, new Begun(symbol, 0));
        } else if (MelodyCode.isLength(symbol) && !played.isEmpty()) {
            played.put(played.lastKey(), new Begun(played.lastEntry().getValue().pitch(), symbol));
            tick += MelodyCode.ticks(symbol);
        }
        last = symbol;
    }
}
