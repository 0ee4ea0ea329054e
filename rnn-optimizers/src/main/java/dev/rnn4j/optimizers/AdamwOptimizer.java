package dev.rnn4j.optimizers;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * AdamW: Adam with weight decay that stays out of the moments (Loshchilov and Hutter 2019, algorithm 2); PyTorch's
 * definitions.
 *
 * <pre>{@code
 * θ ← (1 − η w) θ                             w = weight decay
 * m ← β₁ m + (1 − β₁) g
 * v ← β₂ v + (1 − β₂) g²                      v_max ← max(v_max, v), used in place of v with AMSGrad
 * θ ← θ − η m̂ / (√v̂ + ε)                      m̂ = m / (1 − β₁ᵗ),  v̂ = v / (1 − β₂ᵗ)
 * }</pre>
 *
 * As in PyTorch the decay is multiplied by the learning rate; in the paper only by the schedule's factor. Slots: {@code
 * m}, {@code v}, and {@code v_max} with AMSGrad.
 */
public final class AdamwOptimizer implements Optimizer {
    /** The learning rate η, before the schedule; Adam's. */
    public static final Setting<Double> LEARNING_RATE = AdamOptimizer.LEARNING_RATE;

    /** The part β₁ of the mean gradient that is kept from step to step; Adam's. */
    public static final Setting<Double> BETA1 = AdamOptimizer.BETA1;

    /** The part β₂ of the mean squared gradient that is kept from step to step; Adam's. */
    public static final Setting<Double> BETA2 = AdamOptimizer.BETA2;

    /** The number ε that keeps the step finite where gradients are 0; Adam's. */
    public static final Setting<Double> EPSILON = AdamOptimizer.EPSILON;

    /** The pull w of the weights towards 0, apart from the gradient. */
    public static final Setting<Double> WEIGHT_DECAY = Setting.number(
                    "weight-decay", 0.01, "pull towards 0 in each step, times the learning rate")
            .atLeast(0);

    /** Whether the largest second moment so far is used, not the present one; Adam's. */
    public static final Setting<Boolean> AMSGRAD = AdamOptimizer.AMSGRAD;

    private static final String NAME = "adamw";

    private final Settings settings;
    private final double learningRate;
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double weightDecay;
    private final boolean amsgrad;

    /** The optimizer with its defaults. */
    public AdamwOptimizer() {
        this(Settings.none());
    }

    /** The optimizer with this learning rate. */
    public AdamwOptimizer(double learningRate) {
        this(Settings.none().with(LEARNING_RATE, learningRate));
    }

    /** The optimizer with this learning rate and weight decay. */
    public AdamwOptimizer(double learningRate, double weightDecay) {
        this(Settings.none().with(LEARNING_RATE, learningRate).with(WEIGHT_DECAY, weightDecay));
    }

    /** The optimizer with these settings. */
    public AdamwOptimizer(Settings settings) {
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
        Value decayed = weightDecay == 0
                ? u.weight()
                : u.weight().times(u.scalar((step, schedule) -> 1 - learningRate * schedule * weightDecay));
        u.next(decayed.minus(AdamStep.of(u, u.gradient(), learningRate, beta1, beta2, epsilon, amsgrad)));
    }

    /** Makes {@code adamw} by name. */
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
            return new AdamwOptimizer(settings);
        }
    }
}
