package dev.rnn4j.optimizers;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * RMSprop (Hinton's lecture 6e, 2012), centred (Graves 2013, eq 38-45) and with momentum if asked for; PyTorch's
 * definitions.
 *
 * <pre>{@code
 * g ← g + w θ                                 w = weight decay
 * v ← α v + (1 − α) g²
 * s = √v                                      ḡ ← α ḡ + (1 − α) g,  s = √max(v − ḡ², 0)  if centred
 * θ ← θ − η g / (s + ε)                       without momentum
 *
 * b ← μ b + g / (s + ε)                       μ = momentum
 * θ ← θ − η b                                 with momentum
 * }</pre>
 *
 * ε stands outside the root. v − ḡ² is a variance, which rounding can take below 0: hence the maximum, which PyTorch
 * does without. Slots: {@code v}; {@code g_mean} (ḡ) if centred; {@code velocity} (b) with momentum.
 */
public final class RmspropOptimizer implements Optimizer {
    /** The learning rate η, before the schedule. */
    public static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-2, "size of a step").above(0);

    /** The part α of the means that is kept from step to step. */
    public static final Setting<Double> ALPHA = Setting.number(
                    "alpha", 0.99, "part of the mean squared gradient that is kept from step to step")
            .atLeast(0)
            .below(1);

    /** The number ε that keeps the step finite where gradients are 0. */
    public static final Setting<Double> EPSILON = Setting.number(
                    "epsilon", 1e-8, "keeps the step finite where gradients are 0")
            .above(0);

    /** Whether the gradient is divided by its standard deviation, not by its root mean square. */
    public static final Setting<Boolean> CENTERED =
            Setting.flag("centered", false, "whether the mean gradient is taken off before squaring");

    /** The part μ of the velocity that is kept from step to step. */
    public static final Setting<Double> MOMENTUM = Setting.number(
                    "momentum", 0.0, "part of the velocity that is kept from step to step")
            .atLeast(0)
            .below(1);

    /** The pull w of the weights towards 0, as a part of the gradient. */
    public static final Setting<Double> WEIGHT_DECAY = Setting.number(
                    "weight-decay", 0.0, "pull towards 0, added to the gradient")
            .atLeast(0);

    private static final String NAME = "rmsprop";

    private final Settings settings;
    private final double learningRate;
    private final double alpha;
    private final double epsilon;
    private final boolean centered;
    private final double momentum;
    private final double weightDecay;

    /** The optimizer with its defaults. */
    public RmspropOptimizer() {
        this(Settings.none());
    }

    /** The optimizer with this learning rate. */
    public RmspropOptimizer(double learningRate) {
        this(Settings.none().with(LEARNING_RATE, learningRate));
    }

    /** The optimizer with these settings. */
    public RmspropOptimizer(Settings settings) {
        this.settings = settings;
        learningRate = settings.get(LEARNING_RATE);
        alpha = settings.get(ALPHA);
        epsilon = settings.get(EPSILON);
        centered = settings.get(CENTERED);
        momentum = settings.get(MOMENTUM);
        weightDecay = settings.get(WEIGHT_DECAY);
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
        Value v = u.next("v", u.slot("v").times(alpha).plus(g.square().times(1 - alpha)));
        Value s = (centered ? variance(u, g, v) : v).sqrt();
        Value direction = g.div(s.plus(epsilon));
        if (momentum != 0) {
            direction = u.next("velocity", u.slot("velocity").times(momentum).plus(direction));
        }
        u.next(u.weight().minus(direction.times(u.rate(learningRate))));
    }

    private Value variance(Update u, Value g, Value v) {
        Value mean = u.next("g_mean", u.slot("g_mean").times(alpha).plus(g.times(1 - alpha)));
        return v.minus(mean.square()).relu();
    }

    /** Makes {@code rmsprop} by name. */
    public static final class Provider implements OptimizerProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, ALPHA, EPSILON, CENTERED, MOMENTUM, WEIGHT_DECAY);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new RmspropOptimizer(settings);
        }
    }
}
