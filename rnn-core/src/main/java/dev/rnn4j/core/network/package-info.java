/**
 * Recurrent networks: built by {@link dev.rnn4j.core.network.NetworkBuilder}, used and differentiated through {@link
 * dev.rnn4j.core.network.Network}, streamed through {@link dev.rnn4j.core.network.Stream}.
 */
package dev.rnn4j.core.network;
