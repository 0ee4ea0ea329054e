/**
 * Training: minibatches, schedules, clipping, early stopping, metrics and listeners.
 *
 * <p>The letters of shapes (T, B, I, H, O, G) are those of {@link dev.rnn4j.core}.
 */
package dev.rnn4j.core.train;
