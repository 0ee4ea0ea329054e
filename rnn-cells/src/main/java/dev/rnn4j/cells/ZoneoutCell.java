package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Zoneout around another cell (Krueger et al. 2017): while training, each unit of a state keeps its old value for a step
 * with a certain probability; in use, a state is the mean of the two.
 *
 * <pre>{@code
 * s' = z s + (1 − z) ŝ         for each state s, with ŝ the inner cell's value of it after the step
 * z  = 1 with probability p, else 0, drawn for each unit and step    in training
 * z  = p                                                             in use
 * }</pre>
 *
 * Within the step the inner cell goes on from ŝ, as in the paper, where an LSTM's h comes from the c that was not zoned
 * out. Where the inner cell emits its new state, the output is s'. With rates of 0 the cell is the inner cell.
 *
 * <p>States and parameters are the inner cell's, with its names and shapes.
 */
public final class ZoneoutCell implements Cell {
    /** The cell inside. */
    public static final Setting<Cell> CELL = Wrapped.CELL;

    /** The probability p with which a unit keeps its value. */
    public static final Setting<Double> RATE = Setting.number(
                    "rate", 0.1, "probability with which a unit of a state keeps its value")
            .atLeast(0)
            .below(1);

    /** The probability p for the memory, the state c; {@link #RATE} unless given. */
    public static final Setting<Double> MEMORY_RATE = Setting.optionalNumber(
                    "memory-rate", "the same for the memory c of an LSTM's kind, rate unless given")
            .atLeast(0)
            .below(1);

    private static final String NAME = "zoneout";

    private final Settings settings;
    private final Cell inner;
    private final double rate;
    private final Double memoryRate;

    /** Zoneout of all states at this rate. */
    public ZoneoutCell(Cell inner, double rate) {
        this(Settings.none().with(CELL, inner).with(RATE, rate));
    }

    /** Zoneout of the memory c at a rate of its own. */
    public ZoneoutCell(Cell inner, double rate, double memoryRate) {
        this(Settings.none().with(CELL, inner).with(RATE, rate).with(MEMORY_RATE, memoryRate));
    }

    /** The cell with these settings. */
    public ZoneoutCell(Settings settings) {
        this.settings = settings;
        inner = settings.get(CELL);
        rate = settings.get(RATE);
        memoryRate = settings.get(MEMORY_RATE);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void step(Step t) {
        StateWrap zoned = new StateWrap(t, NAME) {
            @Override
            Value change(String state, Value before, Value after) {
                double p = memoryRate != null && isMemory(state) ? memoryRate : rate;
                if (p == 0) {
                    return after;
                }
                Value z = draw(state, before.width(), p, Per.STEP);
                return z.times(before).plus(z.oneMinus().times(after));
            }

            @Override
            boolean goesOn() {
                return false;
            }
        };
        inner.step(zoned);
        if (memoryRate != null) {
            zoned.require(true, inner, MEMORY_RATE.name(), "leave it out");
        }
    }

    /** Makes {@code zoneout} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(CELL, RATE, MEMORY_RATE);
        }

        @Override
        public Cell create(Settings settings) {
            return new ZoneoutCell(settings);
        }
    }
}
