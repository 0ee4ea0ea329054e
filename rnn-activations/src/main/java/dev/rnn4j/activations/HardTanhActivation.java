package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The hyperbolic tangent in three straight pieces (Collobert 2004).
 *
 * <pre>{@code
 * a = −1 for z ≤ −1,  1 for z ≥ 1,  z between        a' = 1 strictly between, else 0
 * }</pre>
 */
public final class HardTanhActivation implements Activation {
    private static final String NAME = "hard-tanh";

    /** The activation; it has no settings. */
    public HardTanhActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.clamp(-1, 1);
    }

    /** Makes {@code hard-tanh} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new HardTanhActivation();
        }
    }
}
