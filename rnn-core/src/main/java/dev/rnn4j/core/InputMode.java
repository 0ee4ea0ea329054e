package dev.rnn4j.core;

/** What a network reads at each step. All but {@link #SEQUENCE} are one-to-many: an example's input has one step. */
public enum InputMode {
    /** The example's own input at each step. */
    SEQUENCE,
    /** The input at the first step, zeros after. */
    FIRST_ONLY,
    /** The same input at every step. */
    REPEAT,
    /** The input at the first step, then the network's own output (after its activation) of the step before. */
    FEEDBACK
}
