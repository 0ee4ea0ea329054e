package dev.rnn4j.activations;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The Gaussian error linear unit (Hendrycks and Gimpel 2016).
 *
 * <pre>{@code
 * none:  gelu(z) = z Φ(z) = z/2 (1 + erf(z/√2))
 * tanh:  gelu(z) ≈ z/2 (1 + tanh u) = z σ(2u),    u = √(2/π) (z + 0.044715 z³)
 * }</pre>
 *
 * The approximation is within 5e-4 of the exact one; both names are PyTorch's.
 */
public final class GeluActivation implements Activation {
    /** Which of the two formulas. */
    public static final Setting<String> APPROXIMATE =
            Setting.choice("approximate", "the exact formula, or the one with tanh", "none", "tanh");

    private static final String NAME = "gelu";
    private static final double TWO_K = 2 * Math.sqrt(2 / Math.PI);
    private static final double CUBIC = 0.044715;

    private final Settings settings;
    private final boolean exact;

    /** The activation with its defaults. */
    public GeluActivation() {
        this(Settings.none());
    }

    /** The activation by the formula of this name, {@code "none"} or {@code "tanh"}. */
    public GeluActivation(String approximate) {
        this(Settings.none().with(APPROXIMATE, approximate));
    }

    /** The activation with these settings. */
    public GeluActivation(Settings settings) {
        this.settings = settings;
        exact = settings.get(APPROXIMATE).equals("none");
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
    public Value apply(Value z) {
        if (exact) {
            return z.times(z.times(Math.sqrt(0.5)).erf().plus(1)).times(0.5);
        }
        // ½ (1 + tanh u) = σ(2u): fewer operations, and no cancellation where tanh u is near −1.
        return z.times(z.times(z.square().times(TWO_K * CUBIC).plus(TWO_K)).sigmoid());
    }

    /** Makes {@code gelu} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(APPROXIMATE);
        }

        @Override
        public Activation create(Settings settings) {
            return new GeluActivation(settings);
        }
    }
}
