package dev.rnn4j.api;

/** Makes an {@link Activation} by name; see {@link Provider} for how to register one. */
public interface ActivationProvider extends Provider<Activation> {}
