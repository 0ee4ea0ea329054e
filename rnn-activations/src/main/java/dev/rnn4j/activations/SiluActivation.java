package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The sigmoid-weighted linear unit, also called swish (Elfwing et al. 2017; Ramachandran et al. 2017 with β = 1).
 *
 * <pre>{@code
 * silu(z) = z σ(z)
 * }</pre>
 */
public final class SiluActivation implements Activation {
    private static final String NAME = "silu";

    /** The activation; it has no settings. */
    public SiluActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.times(z.sigmoid());
    }

    /** Makes {@code silu} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new SiluActivation();
        }
    }
}
