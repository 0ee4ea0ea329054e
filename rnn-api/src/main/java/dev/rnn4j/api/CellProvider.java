package dev.rnn4j.api;

/** Makes a {@link Cell} by name; see {@link Provider} for how to register one. */
public interface CellProvider extends Provider<Cell> {}
