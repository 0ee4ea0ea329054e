package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.benchmarks.Workload;

/**
 * One library at a workload. The service loader finds those of other libraries. A peer reads the workload's data from
 * float arrays at each inference, as a caller would give it; for training the batch may be kept as the library wants it.
 */
public interface Peer extends AutoCloseable {
    /** What the library is called in the table. */
    String name();

    /**
     * Why the library has nothing to do the workload with.
     *
     * @return empty if it has
     */
    default String lacks(Workload workload) {
        return "";
    }

    /**
     * Makes the network and its data. Called once.
     *
     * @param oneThread whether the library may use one thread only; else it uses as many as it does by default
     */
    void open(Workload workload, boolean oneThread) throws Exception;

    /** Does the workload's work once: the loss of a training step, or the first probability of the last step. */
    double run() throws Exception;

    @Override
    default void close() throws Exception {}
}
