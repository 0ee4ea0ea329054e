package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The logistic function, in (0, 1).
 *
 * <pre>{@code
 * σ(z) = 1 / (1 + e^−z)        σ' = σ (1 − σ)
 * }</pre>
 */
public final class SigmoidActivation implements Activation {
    private static final String NAME = "sigmoid";

    /** The activation; it has no settings. */
    public SigmoidActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.sigmoid();
    }

    /** Makes {@code sigmoid} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new SigmoidActivation();
        }
    }
}
