package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The rectified linear unit (Nair and Hinton 2010).
 *
 * <pre>{@code
 * relu(z) = max(z, 0)        relu'(z) = 1 for z > 0, else 0
 * }</pre>
 */
public final class ReluActivation implements Activation {
    private static final String NAME = "relu";

    /** The activation; it has no settings. */
    public ReluActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.relu();
    }

    /** Makes {@code relu} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new ReluActivation();
        }
    }
}
