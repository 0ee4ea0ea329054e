package dev.rnn4j.core;

/** How the outputs of both directions of a bidirectional layer become one. */
public enum Merge {
    /** Side by side, forward first: twice as wide. */
    CONCAT,
    /** Added up. */
    SUM,
    /** Half the sum. */
    MEAN,
    /** Multiplied, element by element. */
    PRODUCT
}
