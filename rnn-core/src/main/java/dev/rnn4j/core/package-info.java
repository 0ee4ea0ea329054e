/**
 * What crosses the border of a network: tensors, and the choices of precision, reduction, truncation and input mode. The
 * networks themselves are in {@code dev.rnn4j.core.network}, training in {@code dev.rnn4j.core.train}.
 *
 * <p>Letters: T steps, B rows (sequences) of a batch, I inputs, H hidden units, O outputs, G gates. All tensors are
 * row-major and time-major.
 */
package dev.rnn4j.core;
