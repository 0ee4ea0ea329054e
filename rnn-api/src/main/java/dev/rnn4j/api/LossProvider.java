package dev.rnn4j.api;

/** Makes a {@link Loss} by name; see {@link Provider} for how to register one. */
public interface LossProvider extends Provider<Loss> {}
