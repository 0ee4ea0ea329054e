package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * A smooth rectifier (Dugas et al. 2001).
 *
 * <pre>{@code
 * softplus(z) = log(1 + e^z)        softplus' = σ
 * }</pre>
 */
public final class SoftplusActivation implements Activation {
    private static final String NAME = "softplus";

    /** The activation; it has no settings. */
    public SoftplusActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.softplus();
    }

    /** Makes {@code softplus} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new SoftplusActivation();
        }
    }
}
