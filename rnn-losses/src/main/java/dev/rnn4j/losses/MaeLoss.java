package dev.rnn4j.losses;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;

/**
 * The mean absolute error, which outliers pull less than the squared error.
 *
 * <pre>{@code
 * loss = 1/O Σᵢ |aᵢ − tᵢ|        ∂loss/∂aᵢ = 1/O sign(aᵢ − tᵢ), 0 where they are equal
 * }</pre>
 */
public final class MaeLoss implements Loss {
    private static final String NAME = "mae";

    /** The loss; it has no settings. */
    public MaeLoss() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Value of(Value output, Value target) {
        return output.minus(target).abs().mean();
    }

    /** Makes {@code mae} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Loss create(Settings settings) {
            return new MaeLoss();
        }
    }
}
