package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * A rectifier that lets a part of the negative side through (Maas et al. 2013).
 *
 * <pre>{@code
 * a = z for z > 0,  s z otherwise        a' = 1 for z > 0,  s otherwise
 * }</pre>
 */
public final class LeakyReluActivation implements Activation {
    /** The slope s of the negative side. */
    public static final Setting<Double> NEGATIVE_SLOPE =
            Setting.number("negative-slope", 0.01, "slope s where z is not positive");

    private static final String NAME = "leaky-relu";

    private final Settings settings;
    private final double slope;

    /** The activation with its defaults. */
    public LeakyReluActivation() {
        this(Settings.none());
    }

    /** The activation with this slope of the negative side. */
    public LeakyReluActivation(double negativeSlope) {
        this(Settings.none().with(NEGATIVE_SLOPE, negativeSlope));
    }

    /** The activation with these settings. */
    public LeakyReluActivation(Settings settings) {
        this.settings = settings;
        slope = settings.get(NEGATIVE_SLOPE);
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
    public Value apply(Value z) {
        return z.ifPositive(z, z.times(slope));
    }

    /** Makes {@code leaky-relu} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(NEGATIVE_SLOPE);
        }

        @Override
        public Activation create(Settings settings) {
            return new LeakyReluActivation(settings);
        }
    }
}
