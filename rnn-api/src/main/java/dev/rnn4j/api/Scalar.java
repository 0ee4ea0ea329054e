package dev.rnn4j.api;

/**
 * A number that is the same for every element and may change from one optimizer step to the next, such as a bias
 * correction. Made by {@link Update#scalar}, used by {@link Value#times(Scalar)} and {@link Value#plus(Scalar)}.
 */
public interface Scalar {}
