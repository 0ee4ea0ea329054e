package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The softmax of a row: positive numbers that add up to 1.
 *
 * <pre>{@code
 * aᵢ = e^zᵢ / Σⱼ e^zⱼ        ∂aᵢ/∂zⱼ = aᵢ (δᵢⱼ − aⱼ)
 * }</pre>
 *
 * It mixes the columns of a row: every output depends on every pre-activation. The largest zⱼ is subtracted first, so
 * no row overflows. With the {@code cross-entropy} loss the network starts from the logits z instead of from a.
 */
public final class SoftmaxActivation implements Activation {
    private static final String NAME = "softmax";

    /** The activation; it has no settings. */
    public SoftmaxActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.softmax();
    }

    /** Makes {@code softmax} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new SoftmaxActivation();
        }
    }
}
