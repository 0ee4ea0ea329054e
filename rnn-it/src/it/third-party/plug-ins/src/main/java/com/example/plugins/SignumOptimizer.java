package com.example.plugins;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/** Signum (Bernstein et al. 2018). */
public final class SignumOptimizer implements Optimizer {
    static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-3, "size of a step").above(0);

    private final Settings settings;

    SignumOptimizer(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void update(Update u) {
        Value m = u.next("momentum", u.slot("momentum").times(0.9).plus(u.gradient().times(0.1)));
        u.next(u.weight().minus(m.sign().times(u.rate(settings.get(LEARNING_RATE)))));
    }

    @Override
    public String name() {
        return "signum";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    public static final class Provider implements OptimizerProvider {
        @Override
        public String name() {
            return "signum";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new SignumOptimizer(settings);
        }
    }
}
