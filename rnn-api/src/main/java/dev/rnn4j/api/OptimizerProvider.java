package dev.rnn4j.api;

/** Makes an {@link Optimizer} by name; see {@link Provider} for how to register one. */
public interface OptimizerProvider extends Provider<Optimizer> {}
