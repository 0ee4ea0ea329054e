package com.example;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Settings;
import dev.rnn4j.testkit.OptimizerContract;

class LionOptimizerTest extends OptimizerContract {
    @Override
    protected Optimizer optimizer() {
        return new LionOptimizer(Settings.none());
    }
}
