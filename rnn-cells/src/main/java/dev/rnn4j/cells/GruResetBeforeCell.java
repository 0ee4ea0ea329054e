package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The gated recurrent unit as published, with the reset gate before the product (Cho et al. 2014, eq 5-8).
 *
 * <pre>{@code
 * r = σ(W_r x + U_r h + b_r)            reset gate
 * z = σ(W_z x + U_z h + b_z)            update gate: 1 keeps the old state
 * n = tanh(W_n x + U_n (r h) + b_n)     the new state proposed
 * h' = (1 − z) n + z h                  the output
 * }</pre>
 *
 * State h {@code [H]}. Parameters, gates in the order r, z, n: {@code weight_ih [3·H, I]} (W), {@code weight_hh [3·H,
 * H]} (U), {@code bias_ih [3·H]} (b). The paper leaves the biases out of its equations.
 *
 * <p>n needs r before its product can start, so a step has two recurrent products, one after the other; {@code gru}
 * ({@link GruCell}) has one.
 */
public final class GruResetBeforeCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    private static final String NAME = "gru-reset-before";

    private final Settings settings;
    private final int units;

    /** The cell with this many hidden units. */
    public GruResetBeforeCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public GruResetBeforeCell(Settings settings) {
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
        Gates gates = t.linear(units, "r", "z").of(t.input(), h);
        Value r = gates.get("r").sigmoid();
        Value z = gates.get("z").sigmoid();
        Value n = t.linear(units, "n").of(t.input(), r.times(h)).get().tanh();
        t.emit(t.next("h", z.oneMinus().times(n).plus(z.times(h))));
    }

    /** Makes {@code gru-reset-before} by name. */
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
            return new GruResetBeforeCell(settings);
        }
    }
}
