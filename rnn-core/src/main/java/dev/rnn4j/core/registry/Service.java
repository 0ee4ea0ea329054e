package dev.rnn4j.core.registry;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;

/**
 * One of the four services.
 *
 * @param word what messages call one plug-in
 * @param article the article before it
 * @param plural what they call several
 * @param artifact where the usual ones are
 */
record Service<P extends Plugin>(
        String word,
        String article,
        String plural,
        Class<P> plugin,
        Class<? extends Provider<P>> provider,
        String artifact) {
    static final Service<Cell> CELL =
            new Service<>("cell", "a", "cells", Cell.class, CellProvider.class, "dev.rnn4j:rnn-cells");

    static final Service<Activation> ACTIVATION = new Service<>(
            "activation", "an", "activations", Activation.class, ActivationProvider.class, "dev.rnn4j:rnn-activations");

    static final Service<Loss> LOSS =
            new Service<>("loss", "a", "losses", Loss.class, LossProvider.class, "dev.rnn4j:rnn-losses");

    static final Service<Optimizer> OPTIMIZER = new Service<>(
            "optimizer", "an", "optimizers", Optimizer.class, OptimizerProvider.class, "dev.rnn4j:rnn-optimizers");
}
