package dev.rnn4j.cells;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The independently recurrent network (Li et al. 2018): each unit sees only its own past.
 *
 * <pre>{@code
 * h' = φ(W x + u h + b)             the output; u h is element by element
 * }</pre>
 *
 * State h {@code [H]}. Parameters: {@code weight_ih [H, I]} (W), {@code bias_ih [H]} (b), {@code u [H]}. There is no
 * recurrent product. u starts uniform on [−1, 1].
 *
 * <p>Over T steps a unit's gradient can grow with {@code |u|} to the power T. The paper therefore keeps |u| below the
 * T-th root of a bound; here nothing does.
 */
public final class IndRnnCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** The activation φ; relu unless given. */
    public static final Setting<Activation> ACTIVATION =
            Setting.optionalPlugin("activation", Activation.class, "activation of the units, relu unless given");

    private static final String NAME = "indrnn";

    private final Settings settings;
    private final int units;
    private final Activation activation;

    /** The cell with this many hidden units. */
    public IndRnnCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with this many hidden units and this activation. */
    public IndRnnCell(int units, Activation activation) {
        this(Settings.none().with(UNITS, units).with(ACTIVATION, activation));
    }

    /** The cell with these settings. */
    public IndRnnCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        Activation given = settings.get(ACTIVATION);
        activation = given == null ? Value::relu : given;
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
        Value u = t.vector("u", units, new Initializer.Uniform(1));
        Value z = t.linear(units).of(t.input()).get().plus(u.times(h));
        t.emit(t.next("h", z.apply(activation)));
    }

    /** Makes {@code indrnn} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, ACTIVATION);
        }

        @Override
        public Cell create(Settings settings) {
            return new IndRnnCell(settings);
        }
    }
}
