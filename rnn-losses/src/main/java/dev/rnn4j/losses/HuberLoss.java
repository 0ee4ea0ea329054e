package dev.rnn4j.losses;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Huber's loss (Huber 1964): squared for small errors, linear for large ones, with PyTorch's scale.
 *
 * <pre>{@code
 * eᵢ = aᵢ − tᵢ
 * loss = 1/O Σᵢ  eᵢ²/2             for |eᵢ| ≤ δ
 *                δ (|eᵢ| − δ/2)    otherwise        ∂loss/∂aᵢ = 1/O clamp(eᵢ, −δ, δ)
 * }</pre>
 *
 * Both pieces are one expression, {@code c (e − c/2)} with {@code c = clamp(e, −δ, δ)}: nothing is chosen, so nothing
 * that is not chosen can overflow.
 */
public final class HuberLoss implements Loss {
    /** The size δ of an error from which on the loss is linear. */
    public static final Setting<Double> DELTA = Setting.number(
                    "delta", 1.0, "size of an error from which on the loss is linear")
            .above(0);

    private static final String NAME = "huber";

    private final Settings settings;
    private final double delta;

    /** The loss with its defaults. */
    public HuberLoss() {
        this(Settings.none());
    }

    /** The loss that is linear from errors of this size on. */
    public HuberLoss(double delta) {
        this(Settings.none().with(DELTA, delta));
    }

    /** The loss with these settings. */
    public HuberLoss(Settings settings) {
        this.settings = settings;
        delta = settings.get(DELTA);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public Value of(Value output, Value target) {
        Value e = output.minus(target);
        Value c = e.clamp(-delta, delta);
        return c.times(e.minus(c.times(0.5))).mean();
    }

    /** Makes {@code huber} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(DELTA);
        }

        @Override
        public Loss create(Settings settings) {
            return new HuberLoss(settings);
        }
    }
}
