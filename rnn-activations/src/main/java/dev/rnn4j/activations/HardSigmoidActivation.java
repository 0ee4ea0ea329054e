package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The sigmoid in three straight pieces, by PyTorch's definition; some other libraries use the slope 1/5.
 *
 * <pre>{@code
 * a = 0 for z ≤ −3,  1 for z ≥ 3,  z/6 + 1/2 between        a' = 1/6 strictly between, else 0
 * }</pre>
 */
public final class HardSigmoidActivation implements Activation {
    private static final String NAME = "hard-sigmoid";

    /** The activation; it has no settings. */
    public HardSigmoidActivation() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value apply(Value z) {
        return z.div(6).plus(0.5).clamp(0, 1);
    }

    /** Makes {@code hard-sigmoid} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Activation create(Settings settings) {
            return new HardSigmoidActivation();
        }
    }
}
