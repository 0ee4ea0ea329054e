package dev.rnn4j.core;

/** The numbers in which a network is stored and computed. */
public enum Precision {
    /** 32-bit floating point: for training and use. */
    FLOAT32,
    /** 64-bit floating point: for checking gradients, and where exactness matters more than speed. */
    FLOAT64
}
