/** The launcher of the demos, {@code rnn}, and what they share. */
package dev.rnn4j.examples;
