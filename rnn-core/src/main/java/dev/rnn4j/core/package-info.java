/**
 * Recurrent networks: built by {@link dev.rnn4j.core.network.NetworkBuilder}, used and differentiated through {@link
 * dev.rnn4j.core.network.Network}, streamed through {@link dev.rnn4j.core.network.Stream}.
 *
 * <p>Letters: T steps, B rows (sequences) of a batch, I inputs, H hidden units, O outputs, G gates. All tensors are
 * row-major and time-major.
 */
package dev.rnn4j.core;
