import dev.rnn4j.api.OptimizerProvider;

/** Optimizers: gradient descent, Adam and others, each found by its name. */
module dev.rnn4j.optimizers {
    requires transitive dev.rnn4j.api;

    exports dev.rnn4j.optimizers;

    provides OptimizerProvider with
            dev.rnn4j.optimizers.AdagradOptimizer.Provider,
            dev.rnn4j.optimizers.AdamOptimizer.Provider,
            dev.rnn4j.optimizers.AdamwOptimizer.Provider,
            dev.rnn4j.optimizers.RmspropOptimizer.Provider,
            dev.rnn4j.optimizers.SgdOptimizer.Provider;
}
