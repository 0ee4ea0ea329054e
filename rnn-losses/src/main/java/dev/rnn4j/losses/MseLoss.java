package dev.rnn4j.losses;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The mean squared error.
 *
 * <pre>{@code
 * loss = 1/O Σᵢ (aᵢ − tᵢ)²        ∂loss/∂aᵢ = 2/O (aᵢ − tᵢ)
 * }</pre>
 *
 * A poor choice for class probabilities: behind a softmax that is confidently wrong its gradient vanishes, where that
 * of {@link CrossEntropyLoss} does not.
 */
public final class MseLoss implements Loss {
    private static final String NAME = "mse";

    /** The loss; it has no settings. */
    public MseLoss() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value of(Value output, Value target) {
        return output.minus(target).square().mean();
    }

    /** Makes {@code mse} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Loss create(Settings settings) {
            return new MseLoss();
        }
    }
}
