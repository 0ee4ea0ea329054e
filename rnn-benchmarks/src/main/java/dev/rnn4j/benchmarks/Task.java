package dev.rnn4j.benchmarks;

/** What is done with a network. */
public enum Task {
    /** One step of training on one batch. */
    TRAINING,
    /** The outputs of one whole sequence of 100 steps. */
    SEQUENCE,
    /** The output of the next step of one sequence. */
    STREAMING
}
