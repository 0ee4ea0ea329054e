/**
 * Recurrent networks: built by {@link dev.rnn4j.core.network.NetworkBuilder}, used and differentiated through {@link
 * dev.rnn4j.core.network.Network}, streamed through {@link dev.rnn4j.core.network.Stream}, whose {@link
 * dev.rnn4j.core.network.State} can be kept.
 */
package dev.rnn4j.core.network;
