package dev.rnn4j.core.cell;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Linear;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The simple recurrent network (Elman 1990): the hidden state is a layer that also reads its own last output.
 *
 * <pre>{@code
 * h' = φ(W x + U h + b)             the output
 * }</pre>
 *
 * State h {@code [H]}. Parameters: {@code weight_ih [H, I]} (W), {@code weight_hh [H, H]} (U), {@code bias_ih [H]} (b).
 * W starts Glorot-uniform, U orthogonal, b at 0.
 *
 * <p>φ is the hyperbolic tangent unless another is given; Elman's is the logistic sigmoid. PyTorch has a second bias,
 * {@code bias_hh}, which is only ever added to the first one: it is left out here unless {@link #SECOND_BIAS} asks for
 * it.
 */
public final class ElmanCell implements Cell {
    /** The hidden units H. */
    public static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    /** The activation φ; the hyperbolic tangent unless given. */
    public static final Setting<Activation> ACTIVATION = Setting.optionalPlugin(
            "activation", Activation.class, "activation of the units, hyperbolic tangent unless given");

    /** Whether the recurrent product has a bias of its own, {@code bias_hh}, which starts at 0. */
    public static final Setting<Boolean> SECOND_BIAS =
            Setting.flag("second-bias", false, "whether the recurrent product has a bias of its own");

    private static final String NAME = "simple";

    private final Settings settings;
    private final int units;
    private final Activation activation;
    private final boolean secondBias;

    /** The cell with this many hidden units. */
    public ElmanCell(int units) {
        this(Settings.none().with(UNITS, units));
    }

    /** The cell with this many hidden units and this activation. */
    public ElmanCell(int units, Activation activation) {
        this(Settings.none().with(UNITS, units).with(ACTIVATION, activation));
    }

    /** The cell with these settings. */
    public ElmanCell(Settings settings) {
        this.settings = settings;
        units = settings.get(UNITS);
        Activation given = settings.get(ACTIVATION);
        activation = given == null ? Value::tanh : given;
        secondBias = settings.get(SECOND_BIAS);
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
        Linear map = t.linear(units);
        Value z = (secondBias ? map.biasEach() : map).of(t.input(), h).get();
        t.emit(t.next("h", z.apply(activation)));
    }

    /** Makes {@code simple} by name. */
    public static final class Provider implements CellProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS, ACTIVATION, SECOND_BIAS);
        }

        @Override
        public Cell create(Settings settings) {
            return new ElmanCell(settings);
        }
    }
}
