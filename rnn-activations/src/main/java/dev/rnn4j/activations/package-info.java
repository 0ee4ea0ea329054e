/**
 * Activation functions, one class each, written in the value language.
 *
 * <p>In every formula z is the pre-activation and a the output, of the same width; all but softmax and log-softmax work
 * element by element. Values and derivatives are finite for any z up to 1e6 in float32: what a formula does not choose
 * must not overflow either, because infinity times 0 is not a number.
 */
package dev.rnn4j.activations;
