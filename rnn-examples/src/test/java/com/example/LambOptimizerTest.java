package com.example;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.OptimizerContract;

class LambOptimizerTest extends OptimizerContract {
    @Override
    protected Optimizer optimizer() {
        return new LambOptimizer(Settings.none());
    }

    @Override
    protected boolean elementwise() {
        return false; // the norms are sums over the whole parameter
    }
}
