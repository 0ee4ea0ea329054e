package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The logarithm of the softmax of a row, finite where the softmax itself underflows to 0.
 *
 * <pre>{@code
 * aᵢ = zᵢ − log Σⱼ e^zⱼ        ∂aᵢ/∂zⱼ = δᵢⱼ − softmax(z)ⱼ
 * }</pre>
 */
public final class LogSoftmaxActivation implements Activation {
    private static final String NAME = "log-softmax";

    /** The activation; it has no settings. */
    public LogSoftmaxActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.logSoftmax();
    }

    /** Makes {@code log-softmax} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new LogSoftmaxActivation();
        }
    }
}
