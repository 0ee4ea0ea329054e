package com.example;

import static com.example.LambOptimizer.BETA1;
import static com.example.LambOptimizer.BETA2;
import static com.example.LambOptimizer.EPSILON;
import static com.example.LambOptimizer.LEARNING_RATE;
import static com.example.LambOptimizer.WEIGHT_DECAY;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;

/** LAMB as the paper prints it: docs/write-a-plugin.md shows which rules it breaks. */
final class FirstLamb implements Optimizer {
    private final Settings settings = Settings.none();

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
        Value ratio = norm(x).div(norm(s));
        u.next(x.minus(s.times(ratio.expand(x.width())).times(u.rate(settings.get(LEARNING_RATE)))));
    }

    private static Value norm(Value row) {
        return row.square().sum().sqrt();
    }

    @Override
    public String name() {
        return "lamb";
    }

    @Override
    public Settings settings() {
        return settings;
    }
}
