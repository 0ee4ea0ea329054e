package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The minimal gated unit (Zhou et al. 2016): a GRU whose one gate both resets and updates.
 *
 * <pre>{@code
 * f = σ(W_f x + U_f h + b_f)            forget gate: 0 keeps the old state
 * n = tanh(W_n x + U_n (f h) + b_n)     the new state proposed, h̃ in the paper
 * h' = (1 − f) h + f n                  the output
 * }</pre>
 *
 * State h {@code [H]}. Parameters, gates in the order f, n: {@code weight_ih [2·H, I]} (W), {@code weight_hh [2·H, H]}
 * (U), {@code bias_ih [2·H]} (b). A step has two recurrent products, one after the other.
 */
public final class MguCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    private static final String NAME = "mgu";

    private final Settings settings;
    private final int units;

    /** The cell with this many hidden units. */
    public MguCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public MguCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
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
        Value h = t.state("h", units);
        Value f = t.linear(units, "f").of(t.input(), h).get().sigmoid();
        Value n = t.linear(units, "n").of(t.input(), f.times(h)).get().tanh();
        t.emit(t.next("h", f.oneMinus().times(h).plus(f.times(n))));
    }

    /** Makes {@code mgu} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS);
        }

        @Override
        public Cell create(Settings settings) {
            return new MguCell(settings);
        }
    }
}
