package dev.rnn4j.optimizers;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Adam (Kingma and Ba 2015, algorithm 1), and its variant AMSGrad (Reddi et al. 2018) if asked for; PyTorch's
 * definitions.
 *
 * <pre>{@code
 * g ← g + w θ                                 w = weight decay
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²                      v_max ← max(v_max, v), used in place of v with AMSGrad
 * θ ← θ − η m̂ / (√v̂ + ε)                      m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 * }</pre>
 *
 * ε stands outside the root and after the bias correction. Weight decay goes through the moments; {@link
 * AdamwOptimizer} keeps it out of them. The paper's AMSGrad has no bias correction; here, as in PyTorch, it has. Slots:
 * {@code m}, {@code v}, and {@code v_max} with AMSGrad.
 */
public final class AdamOptimizer implements Optimizer {
    /** The learning rate η, before the schedule. */
    public static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-3, "size of a step").above(0);

    /** The part β₁ of the mean gradient that is kept from step to step. */
    public static final Setting<Double> BETA1 = Setting.number(
                    "beta1", 0.9, "part of the mean gradient that is kept from step to step")
            .atLeast(0)
            .below(1);

    /** The part β₂ of the mean squared gradient that is kept from step to step. */
    public static final Setting<Double> BETA2 = Setting.number(
                    "beta2", 0.999, "part of the mean squared gradient that is kept from step to step")
            .atLeast(0)
            .below(1);

    /** The number ε that keeps the step finite where gradients are 0. */
    public static final Setting<Double> EPSILON = Setting.number(
                    "epsilon", 1e-8, "keeps the step finite where gradients are 0")
            .above(0);

    /** The pull w of the weights towards 0, as a part of the gradient. */
    public static final Setting<Double> WEIGHT_DECAY = Setting.number(
                    "weight-decay", 0.0, "pull towards 0, added to the gradient")
            .atLeast(0);

    /** Whether the largest second moment so far is used, not the present one. */
    public static final Setting<Boolean> AMSGRAD =
            Setting.flag("amsgrad", false, "whether the largest second moment so far is used");

    private static final String NAME = "adam";

    private final Settings settings;
    private final double learningRate;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final boolean amsgrad;

    /** The optimizer with its defaults. */
    public AdamOptimizer() {
        this(Settings.none());
    }

    /** The optimizer with this learning rate. */
    public AdamOptimizer(double learningRate) {
        this(Settings.none().with(LEARNING_RATE, learningRate));
    }

    /** The optimizer with these settings. */
    public AdamOptimizer(Settings settings) {
        this.settings = settings;
        learningRate = settings.get(LEARNING_RATE);
        beta1 = settings.get(BETA1);
        beta2 = settings.get(BETA2);
        epsilon = settings.get(EPSILON);
        weightDecay = settings.get(WEIGHT_DECAY);
        amsgrad = settings.get(AMSGRAD);
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
    public void update(Update u) {
        Value g = weightDecay == 0 ? u.gradient() : u.gradient().plus(u.weight().times(weightDecay));
        u.next(u.weight().minus(AdamStep.of(u, g, learningRate, beta1, beta2, epsilon, amsgrad)));
    }

    /** Makes {@code adam} by name. */
    public static final class Provider implements OptimizerProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY, AMSGRAD);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new AdamOptimizer(settings);
        }
    }
}
