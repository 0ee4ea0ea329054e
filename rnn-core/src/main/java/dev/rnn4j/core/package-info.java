/**
 * Recurrent networks: built by {@link dev.rnn4j.core.NetworkBuilder}, used and differentiated through {@link
 * dev.rnn4j.core.Network}, streamed through {@link dev.rnn4j.core.Stream}.
 *
 * <p>Letters: T steps, B rows (sequences) of a batch, I inputs, H hidden units, O outputs, G gates. All tensors are
 * row-major and time-major.
 */
package dev.rnn4j.core;
