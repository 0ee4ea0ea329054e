package dev.rnn4j.cells;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The minimal recurrent network (Chen 2017): the input is mapped into the state's own space, and one gate mixes the
 * two.
 *
 * <pre>{@code
 * z = tanh(W x + b_z)                   the input in the state's space
 * u = σ(U_h h + U_z z + b_u)            update gate: 1 keeps the old state
 * h' = u h + (1 − u) z                  the output
 * }</pre>
 *
 * State h {@code [H]}. Parameters: {@code weight_ih [H, I]} (W), {@code weight_hh [H, H]} (U_h), {@code weight_zh [H,
 * H]} (U_z), {@code bias_ih [H]} (b_z), {@code bias_hh [H]} (b_u). The paper leaves the map of the input open; this is
 * the one layer with tanh that it uses itself.
 */
public final class MinimalRnnCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    private static final String NAME = "minimal-rnn";

    private final Settings settings;
    private final int units;

    /** The cell with this many hidden units. */
    public MinimalRnnCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public MinimalRnnCell(Settings settings) {
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
        Value z = t.linear(units, "z").of(t.input()).get().tanh();
        Value u = t.linear(units, "u").named("hh", "zh").of(h, z).get().sigmoid();
        t.emit(t.next("h", u.times(h).plus(u.oneMinus().times(z))));
    }

    /** Makes {@code minimal-rnn} by name. */
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
            return new MinimalRnnCell(settings);
        }
    }
}
