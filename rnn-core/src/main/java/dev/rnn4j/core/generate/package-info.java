/**
 * Sequences of tokens written by a network, one token after another: the likeliest, drawn at random, or found by beam
 * search. {@link dev.rnn4j.core.generate.Generator} is where to begin.
 *
 * <p>The letters of shapes (T, B, I, H, O, G) are those of {@link dev.rnn4j.core}.
 */
package dev.rnn4j.core.generate;
