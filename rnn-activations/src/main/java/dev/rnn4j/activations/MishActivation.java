package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * A smooth, non-monotonic rectifier (Misra 2019).
 *
 * <pre>{@code
 * mish(z) = z tanh(softplus(z))
 * }</pre>
 */
public final class MishActivation implements Activation {
    private static final String NAME = "mish";

    /** The activation; it has no settings. */
    public MishActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.times(z.softplus().tanh());
    }

    /** Makes {@code mish} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new MishActivation();
        }
    }
}
