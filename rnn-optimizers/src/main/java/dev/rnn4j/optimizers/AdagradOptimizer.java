package dev.rnn4j.optimizers;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Scalar;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Adagrad (Duchi et al. 2011); PyTorch's definitions.
 *
 * <pre>{@code
 * g ← g + w θ                                 w = weight decay
 * s ← s + g²                                  s starts at the initial accumulator
 * θ ← θ − η/(1 + (t − 1) d) · g / (√s + ε)    d = learning rate decay
 * }</pre>
 *
 * Steps only get smaller, as s only grows. Slot: {@code s}.
 */
public final class AdagradOptimizer implements Optimizer {
    /** The learning rate η, before the schedule. */
    public static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-2, "size of a step").above(0);

    /** How fast d the learning rate falls with the number of steps. */
    public static final Setting<Double> LEARNING_RATE_DECAY = Setting.number(
                    "learning-rate-decay", 0.0, "d in learning-rate / (1 + (step - 1) d)")
            .atLeast(0);

    /** Where s starts. */
    public static final Setting<Double> INITIAL_ACCUMULATOR = Setting.number(
                    "initial-accumulator", 0.0, "start of the sum of squared gradients")
            .atLeast(0);

    /** The number ε that keeps the step finite where gradients are 0. */
    public static final Setting<Double> EPSILON = Setting.number(
                    "epsilon", 1e-10, "keeps the step finite where gradients are 0")
            .above(0);

    /** The pull w of the weights towards 0, as a part of the gradient. */
    public static final Setting<Double> WEIGHT_DECAY = Setting.number(
                    "weight-decay", 0.0, "pull towards 0, added to the gradient")
            .atLeast(0);

    private static final String NAME = "adagrad";

    private final Settings settings;
    private final double learningRate;
    private final double learningRateDecay;
    private final double initialAccumulator;
    private final double epsilon;
    private final double weightDecay;

    /** The optimizer with its defaults. */
    public AdagradOptimizer() {
        this(Settings.none());
    }

    /** The optimizer with this learning rate. */
    public AdagradOptimizer(double learningRate) {
        this(Settings.none().with(LEARNING_RATE, learningRate));
    }

    /** The optimizer with these settings. */
    public AdagradOptimizer(Settings settings) {
        this.settings = settings;
        learningRate = settings.get(LEARNING_RATE);
        learningRateDecay = settings.get(LEARNING_RATE_DECAY);
        initialAccumulator = settings.get(INITIAL_ACCUMULATOR);
        epsilon = settings.get(EPSILON);
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
        Value s = u.next("s", u.slot("s", initialAccumulator).plus(g.square()));
        Scalar rate = u.scalar((step, schedule) -> learningRate * schedule / (1 + (step - 1) * learningRateDecay));
        u.next(u.weight().minus(g.div(s.sqrt().plus(epsilon)).times(rate)));
    }

    /** Makes {@code adagrad} by name. */
    public static final class Provider implements OptimizerProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, LEARNING_RATE_DECAY, INITIAL_ACCUMULATOR, EPSILON, WEIGHT_DECAY);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new AdagradOptimizer(settings);
        }
    }
}
