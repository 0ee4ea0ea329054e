package dev.rnn4j.losses;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The cross-entropy of O independent yes-or-no outputs, each the sigmoid of its logit; PyTorch's BCEWithLogitsLoss.
 *
 * <pre>{@code
 * lossᵢ = softplus(zᵢ) − tᵢ zᵢ                           = −tᵢ log aᵢ − (1 − tᵢ) log(1 − aᵢ),  a = σ(z)
 * lossᵢ = (w tᵢ + 1 − tᵢ) softplus(zᵢ) − w tᵢ zᵢ         with a weight w of the positive side
 * loss = 1/O Σᵢ lossᵢ, or Σᵢ lossᵢ                        ∂lossᵢ/∂zᵢ = aᵢ − tᵢ  (w = 1)
 * }</pre>
 *
 * The target is 0 or 1 in each column, or a probability. The loss starts from the logits, so it is finite for any of
 * them; no probability is clamped.
 */
public final class BinaryCrossEntropyLoss implements Loss {
    /** Whether a row's loss is the mean or the sum of its outputs' losses. */
    public static final Setting<String> REDUCE_OUTPUTS =
            Setting.choice("reduce-outputs", "how the outputs' losses make one number", "mean", "sum");

    /** The weight w of the positive side: above 1 favours recall, below 1 precision. */
    public static final Setting<Double> POSITIVE_WEIGHT = Setting.number(
                    "positive-weight", 1.0, "weight of a positive target against a negative one")
            .above(0);

    private static final String NAME = "binary-cross-entropy";

    private final Settings settings;
    private final boolean mean;
    private final double positiveWeight;

    /** The loss with its defaults. */
    public BinaryCrossEntropyLoss() {
        this(Settings.none());
    }

    /** The loss with this weight of positive targets. */
    public BinaryCrossEntropyLoss(double positiveWeight) {
        this(Settings.none().with(POSITIVE_WEIGHT, positiveWeight));
    }

    /** The loss with these settings. */
    public BinaryCrossEntropyLoss(Settings settings) {
        this.settings = settings;
        mean = settings.get(REDUCE_OUTPUTS).equals("mean");
        positiveWeight = settings.get(POSITIVE_WEIGHT);
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
    public String logitsOf() {
        return "sigmoid";
    }

    @Override
    public Value of(Value output, Value target) {
        Value losses = losses(output, target);
        return mean ? losses.mean() : losses.sum();
    }

    private Value losses(Value z, Value target) {
        if (positiveWeight == 1) {
            return z.softplus().minus(target.times(z));
        }
        // Both terms hold the same wt, so that they cancel exactly where softplus(z) = z; w − 1 would round.
        Value wt = target.times(positiveWeight);
        return wt.plus(target.oneMinus()).times(z.softplus()).minus(wt.times(z));
    }

    /** Makes {@code binary-cross-entropy} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(REDUCE_OUTPUTS, POSITIVE_WEIGHT);
        }

        @Override
        public Loss create(Settings settings) {
            return new BinaryCrossEntropyLoss(settings);
        }
    }
}
