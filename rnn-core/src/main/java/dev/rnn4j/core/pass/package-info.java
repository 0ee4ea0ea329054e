/**
 * A network's work on a batch: tracing its layers ({@link dev.rnn4j.core.pass.Blueprint}), running them forwards and
 * backwards over the rows of a batch ({@link dev.rnn4j.core.pass.Pass}), the loss on top.
 */
package dev.rnn4j.core.pass;
