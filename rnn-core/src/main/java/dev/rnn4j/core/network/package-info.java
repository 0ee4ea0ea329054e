/**
 * Recurrent networks: built by {@link dev.rnn4j.core.network.NetworkBuilder}, used and differentiated through {@link
 * dev.rnn4j.core.network.Network}, streamed through {@link dev.rnn4j.core.network.Stream}, whose {@link
 * dev.rnn4j.core.network.State} can be kept.
 *
 * <p>The letters of shapes (T, B, I, H, O, G) are those of {@link dev.rnn4j.core}.
 */
package dev.rnn4j.core.network;
