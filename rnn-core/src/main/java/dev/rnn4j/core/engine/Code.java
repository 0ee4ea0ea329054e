package dev.rnn4j.core.engine;

/** A compiled item. */
interface Code {
    /** For one step of a tile that has rows at it. */
    void step(Kernels own, int t, int tile);

    /**
     * For steps [from, to) of a tile, where none waits for another.
     *
     * @param thread which of the team's threads this is
     */
    default void steps(Kernels own, int thread, int from, int to, int tile) {
        for (int t = from; t < to; t++) {
            step(own, t, tile);
        }
    }
}
