package com.example;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/** Lion (Chen et al. 2023, algorithm 2): every weight moves by the same amount, the momentum only says which way. */
public final class LionOptimizer implements Optimizer {
    static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-4, "size of a step").above(0);
    static final Setting<Double> BETA1 = Setting.number("beta1", 0.9, "share of the momentum in the direction")
            .atLeast(0)
            .below(1);
    static final Setting<Double> BETA2 = Setting.number("beta2", 0.99, "share of the momentum that is kept")
            .atLeast(0)
            .below(1);

    private final Settings settings;

    public LionOptimizer(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void update(Update u) {
        Value g = u.gradient();
        Value m = u.slot("momentum");
        double beta1 = settings.get(BETA1);
        double beta2 = settings.get(BETA2);
        Value direction = m.times(beta1).plus(g.times(1 - beta1)).sign();
        u.next("momentum", m.times(beta2).plus(g.times(1 - beta2)));
        u.next(u.weight().minus(direction.times(u.rate(settings.get(LEARNING_RATE)))));
    }

    @Override
    public String name() {
        return "lion";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Found by the service loader, so that "lion" is a name. */
    public static final class Provider implements OptimizerProvider {
        @Override
        public String name() {
            return "lion";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, BETA1, BETA2);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new LionOptimizer(settings);
        }
    }
}
