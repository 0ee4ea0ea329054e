package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Another cell with its states kept within bounds, so that a memory cannot grow without end over a long sequence.
 *
 * <pre>{@code
 * s' = min(max(ŝ, −limit), limit)      for each state s, with ŝ the inner cell's value of it after the step
 * }</pre>
 *
 * Within the step the inner cell goes on from s': an LSTM's h' is o tanh(c') of the clipped c'. Where the inner cell
 * emits its new state, the output is s'. Where a state is clipped, no gradient goes through it.
 *
 * <p>States and parameters are the inner cell's, with its names and shapes. The states before the first step are taken
 * as they are given.
 */
public final class ClippedCell implements Cell {
    /** The cell inside. */
    public static final Setting<Cell> CELL = Wrapped.CELL;

    /** The largest absolute value of a state. */
    public static final Setting<Double> LIMIT =
            Setting.number("limit", "largest absolute value of a state").above(0);

    /** Which states are clipped. */
    public static final Setting<String> STATES = Setting.choice(
            "states",
            "which states: all, the memory c of an LSTM's kind, or the hidden ones, which are all but c",
            "all",
            "memory",
            "hidden");

    private static final String NAME = "clipped";

    private final Settings settings;
    private final Cell inner;
    private final double limit;
    private final String states;

    /** The cell with all states within [−limit, limit]. */
    public ClippedCell(Cell inner, double limit) {
        this(Settings.none().with(CELL, inner).with(LIMIT, limit));
    }

    /** The cell with these settings. */
    public ClippedCell(Settings settings) {
        this.settings = settings;
        inner = settings.get(CELL);
        limit = settings.get(LIMIT);
        states = settings.get(STATES);
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
        boolean all = states.equals("all");
        boolean memory = states.equals("memory");
        StateWrap clipped = new StateWrap(t, NAME) {
            @Override
            Value change(String state, Value before, Value after) {
                return all || memory == isMemory(state) ? after.clamp(-limit, limit) : after;
            }

            @Override
            boolean goesOn() {
                return true;
            }
        };
        inner.step(clipped);
        if (!all) {
            clipped.require(memory, inner, STATES.name() + "=" + states, "choose all, or leave it out");
        }
    }

    /** Makes {@code clipped} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(CELL, LIMIT, STATES);
        }

        @Override
        public Cell create(Settings settings) {
            return new ClippedCell(settings);
        }
    }
}
