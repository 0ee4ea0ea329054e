package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The exponential linear unit (Clevert et al. 2016).
 *
 * <pre>{@code
 * elu(z) = z              for z > 0
 *          α (e^z − 1)    otherwise        elu' = 1 for z > 0,  α e^z otherwise
 * }</pre>
 */
public final class EluActivation implements Activation {
    /** The scale α of the negative side: the output tends to −α. */
    public static final Setting<Double> ALPHA = Setting.number("alpha", 1.0, "scale α where z is not positive");

    private static final String NAME = "elu";

    private final Settings settings;
    private final double alpha;

    /** The activation with its defaults. */
    public EluActivation() {
        this(Settings.none());
    }

    /** The activation with this α. */
    public EluActivation(double alpha) {
        this(Settings.none().with(ALPHA, alpha));
    }

    /** The activation with these settings. */
    public EluActivation(Settings settings) {
        this.settings = settings;
        alpha = settings.get(ALPHA);
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
        // min(z, 0), so that e^z cannot overflow where it is not chosen; its derivative is 1 at 0.
        Value low = z.minus(z.relu());
        return z.ifPositive(z, low.expm1().times(alpha));
    }

    /** Makes {@code elu} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(ALPHA);
        }

        @Override
        public Activation create(Settings settings) {
            return new EluActivation(settings);
        }
    }
}
