package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * No activation: the output is the pre-activation.
 *
 * <pre>{@code
 * a = z        a' = 1
 * }</pre>
 */
public final class IdentityActivation implements Activation {
    private static final String NAME = "identity";

    /** The activation; it has no settings. */
    public IdentityActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z;
    }

    /** Makes {@code identity} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new IdentityActivation();
        }
    }
}
