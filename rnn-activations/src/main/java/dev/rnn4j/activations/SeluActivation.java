package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The self-normalising exponential linear unit (Klambauer et al. 2017, eq 2).
 *
 * <pre>{@code
 * selu(z) = λ z              for z > 0
 *           λ α (e^z − 1)    otherwise        α = 1.6732632423543772   λ = 1.0507009873554805
 * }</pre>
 *
 * The constants, here to double precision, make mean 0 and variance 1 a stable fixed point of a layer.
 */
public final class SeluActivation implements Activation {
    private static final String NAME = "selu";
    private static final double ALPHA = 1.6732632423543772;
    private static final double LAMBDA = 1.0507009873554805;

    /** The activation; it has no settings. */
    public SeluActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        // min(z, 0), so that e^z cannot overflow where it is not chosen; its derivative is 1 at 0.
        Value low = z.minus(z.relu());
        return z.ifPositive(z.times(LAMBDA), low.expm1().times(LAMBDA * ALPHA));
    }

    /** Makes {@code selu} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new SeluActivation();
        }
    }
}
