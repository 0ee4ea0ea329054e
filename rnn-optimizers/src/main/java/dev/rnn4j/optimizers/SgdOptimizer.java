package dev.rnn4j.optimizers;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum (Polyak 1964) or Nesterov's momentum (Sutskever et al. 2013) if asked for;
 * PyTorch's definitions.
 *
 * <pre>{@code
 * g ← g + w θ                                 w = weight decay
 * θ ← θ − η g                                 without momentum
 *
 * v ← μ v + (1 − d) g                         μ = momentum, d = dampening; v ← g at the first step
 * θ ← θ − η v                                 with momentum
 * θ ← θ − η (g + μ v)                         with Nesterov's
 * }</pre>
 *
 * The learning rate multiplies the velocity when it is used, not when the gradient enters it: a schedule acts at once
 * on all that the velocity holds. Slot: {@code velocity} (v), only with momentum.
 */
public final class SgdOptimizer implements Optimizer {
    /** The learning rate η, before the schedule. */
    public static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-2, "size of a step").above(0);

    /** The part μ of the velocity that is kept from step to step. */
    public static final Setting<Double> MOMENTUM = Setting.number(
                    "momentum", 0.0, "part of the velocity that is kept from step to step")
            .atLeast(0)
            .below(1);

    /** The part d of each gradient that does not enter the velocity; nothing without momentum. */
    public static final Setting<Double> DAMPENING = Setting.number(
                    "dampening", 0.0, "part of each gradient that does not enter the velocity")
            .atLeast(0)
            .atMost(1);

    /** Whether the step looks ahead along the velocity. */
    public static final Setting<Boolean> NESTEROV =
            Setting.flag("nesterov", false, "whether the step looks ahead along the velocity");

    /** The pull w of the weights towards 0, as a part of the gradient. */
    public static final Setting<Double> WEIGHT_DECAY = Setting.number(
                    "weight-decay", 0.0, "pull towards 0, added to the gradient")
            .atLeast(0);

    private static final String NAME = "sgd";

    private final Settings settings;
    private final double learningRate;
    private final double momentum;
    private final double dampening;
    private final boolean nesterov;
    private final double weightDecay;

    /** The optimizer with its defaults: plain gradient descent. */
    public SgdOptimizer() {
        this(Settings.none());
    }

    /** Plain gradient descent with this learning rate. */
    public SgdOptimizer(double learningRate) {
        this(Settings.none().with(LEARNING_RATE, learningRate));
    }

    /** Gradient descent with this learning rate and momentum. */
    public SgdOptimizer(double learningRate, double momentum) {
        this(Settings.none().with(LEARNING_RATE, learningRate).with(MOMENTUM, momentum));
    }

    /**
     * The optimizer with these settings.
     *
     * @throws BadInputException if Nesterov's momentum is asked for without momentum or with dampening
     */
    public SgdOptimizer(Settings settings) {
        this.settings = settings;
        learningRate = settings.get(LEARNING_RATE);
        momentum = settings.get(MOMENTUM);
        dampening = settings.get(DAMPENING);
        nesterov = settings.get(NESTEROV);
        weightDecay = settings.get(WEIGHT_DECAY);
        if (nesterov && momentum == 0) {
            throw new BadInputException(
                    "sgd's nesterov needs a momentum above 0, but momentum is 0: set momentum, or leave nesterov out");
        }
        if (nesterov && dampening != 0) {
            throw new BadInputException("sgd's nesterov needs a dampening of 0, but dampening is " + dampening
                    + ": leave dampening or nesterov out");
        }
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
        Value direction = momentum == 0 ? g : withMomentum(u, g);
        u.next(u.weight().minus(direction.times(u.rate(learningRate))));
    }

    private Value withMomentum(Update u, Value g) {
        // The slot is 0 before the first step, where only the dampening must stay away for v to be g.
        Value entering = dampening == 0 ? g : g.times(u.scalar((step, schedule) -> step == 1 ? 1 : 1 - dampening));
        Value v = u.next("velocity", u.slot("velocity").times(momentum).plus(entering));
        return nesterov ? g.plus(v.times(momentum)) : v;
    }

    /** Makes {@code sgd} by name. */
    public static final class Provider implements OptimizerProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, MOMENTUM, DAMPENING, NESTEROV, WEIGHT_DECAY);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new SgdOptimizer(settings);
        }
    }
}
