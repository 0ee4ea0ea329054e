package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The hyperbolic tangent, in (−1, 1).
 *
 * <pre>{@code
 * tanh(z) = (e^z − e^−z) / (e^z + e^−z)        tanh' = 1 − tanh²
 * }</pre>
 */
public final class TanhActivation implements Activation {
    private static final String NAME = "tanh";

    /** The activation; it has no settings. */
    public TanhActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.tanh();
    }

    /** Makes {@code tanh} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new TanhActivation();
        }
    }
}
