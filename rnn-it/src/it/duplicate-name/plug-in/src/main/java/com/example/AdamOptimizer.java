package com.example;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;

/** Takes a name that is taken. */
public final class AdamOptimizer implements Optimizer {
    @Override
    public void update(Update u) {
        u.next(u.weight().minus(u.gradient().times(u.rate(0.1))));
    }

    @Override
    public String name() {
        return "adam";
    }

    public static final class Provider implements OptimizerProvider {
        @Override
        public String name() {
            return "adam";
        }

        @Override
        public Optimizer create(Settings settings) {
            return new AdamOptimizer();
        }
    }
}
