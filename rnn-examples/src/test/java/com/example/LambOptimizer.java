package com.example;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/** LAMB (You et al. 2020, algorithm 2): Adam's direction, and a step as long as the parameter itself, times the rate. */
public final class LambOptimizer implements Optimizer {
    static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-3, "size of a step").above(0);
    static final Setting<Double> BETA1 = Setting.number("beta1", 0.9, "part of the mean gradient that is kept")
            .atLeast(0)
            .below(1);
    static final Setting<Double> BETA2 = Setting.number("beta2", 0.999, "part of the mean square that is kept")
            .atLeast(0)
            .below(1);
    static final Setting<Double> EPSILON =
            Setting.number("epsilon", 1e-6, "keeps the step finite").above(0);
    static final Setting<Double> WEIGHT_DECAY =
            Setting.number("weight-decay", 0.0, "pull towards 0").atLeast(0);

    private final Settings settings;

    public LambOptimizer(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void update(Update u) {
        double beta1 = settings.get(BETA1);
        double beta2 = settings.get(BETA2);
        Value x = u.weight();
        Value g = u.gradient();
        Value m = u.next("m", u.slot("m").times(beta1).plus(g.times(1 - beta1)));
        Value v = u.next("v", u.slot("v").times(beta2).plus(g.square().times(1 - beta2)));
        Value mHat = m.times(u.scalar((step, schedule) -> 1 / (1 - Math.pow(beta1, step))));
        Value vHat = v.times(u.scalar((step, schedule) -> 1 / (1 - Math.pow(beta2, step))));
        Value r = mHat.div(vHat.sqrt().plus(settings.get(EPSILON)));
        Value s = r.plus(x.times(settings.get(WEIGHT_DECAY)));
        Value one = x.constant(1);
        Value ratio = norm(x).ifPositive(norm(s).ifPositive(norm(x).div(norm(s)), one), one);
        u.next(x.minus(s.times(ratio.expand(x.width())).times(u.rate(settings.get(LEARNING_RATE)))));
    }

    private static Value norm(Value row) {
        return row.square().sum().sqrt(); // over the whole parameter; width 1
    }

    @Override
    public String name() {
        return "lamb";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Found by the service loader, so that "lamb" is a name. */
    public static final class Provider implements OptimizerProvider {
        @Override
        public String name() {
            return "lamb";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, BETA1, BETA2, EPSILON, WEIGHT_DECAY);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new LambOptimizer(settings);
        }
    }
}
