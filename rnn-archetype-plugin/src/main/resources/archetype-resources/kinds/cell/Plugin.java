package ${package};

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The cell {@code ${pluginName}}. To start from, it has the equations of leaky units (Jaeger et al. 2007): the state moves
 * towards its new value by a part of the way.
 *
 * <pre>{@code
 * c = tanh(W x + U h + b)
 * h' = (1 − α) h + α c                  the output
 * }</pre>
 *
 * State h {@code [H]}. Parameters: {@code weight_ih [H, I]} (W), {@code weight_hh [H, H]} (U), {@code bias_ih [H]} (b).
 */
public final class ${className} implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** The part α of the way that the state moves in a step. */
    public static final Setting<Double> LEAK =
            Setting.number("leak", 0.3, "part of the way that the state moves").above(0).atMost(1);

    private static final String NAME = "${pluginName}";

    private final Settings settings;

    /** The cell with this many hidden units. */
    public ${className}(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with these settings. */
    public ${className}(Settings settings) {
        this.settings = settings;
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
        int units = settings.get(UNITS);
        double leak = settings.get(LEAK);
        Value h = t.state("h", units);
        Value c = t.linear(units).of(t.input(), h).get().tanh();
        t.emit(t.next("h", h.times(1 - leak).plus(c.times(leak))));
    }

    /** Makes {@code ${pluginName}} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, LEAK);
        }

        @Override
        public Cell create(Settings settings) {
            return new ${className}(settings);
        }
    }
}
