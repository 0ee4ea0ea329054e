package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * A sigmoid with polynomial tails, in (−1, 1) (Bergstra et al. 2009).
 *
 * <pre>{@code
 * softsign(z) = z / (1 + |z|)        softsign' = 1 / (1 + |z|)²
 * }</pre>
 */
public final class SoftsignActivation implements Activation {
    private static final String NAME = "softsign";

    /** The activation; it has no settings. */
    public SoftsignActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.div(z.abs().plus(1));
    }

    /** Makes {@code softsign} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new SoftsignActivation();
        }
    }
}
