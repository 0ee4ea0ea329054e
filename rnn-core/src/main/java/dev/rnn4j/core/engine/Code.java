package dev.rnn4j.core.engine;

/** A compiled item. */
interface Code {
    /** For one step, on tiles {@code first}, {@code first + by}, ... */
    void step(Kernels own, int t, int first, int by);

    /** For the first steps, where none waits for another. */
    default void all(Kernels own, int steps, int first, int by) {
        for (int t = 0; t < steps; t++) {
            step(own, t, first, by);
        }
    }
}
