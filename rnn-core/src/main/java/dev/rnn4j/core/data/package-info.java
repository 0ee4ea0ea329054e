/**
 * What a network learns from: sequences and examples, texts made into tokens and read from files, and parts held out.
 *
 * <p>The letters of shapes (T, B, I, H, O, G) are those of {@link dev.rnn4j.core}.
 */
package dev.rnn4j.core.data;
