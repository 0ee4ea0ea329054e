/**
 * One plug-in by itself, without a network around it: a cell unrolled over the steps of a batch ({@link
 * dev.rnn4j.core.unroll.Unrolled}), an activation or a loss on rows ({@link dev.rnn4j.core.unroll.ActivationRun}, {@link
 * dev.rnn4j.core.unroll.LossRun}), an optimizer on one parameter ({@link dev.rnn4j.core.unroll.OptimizerRun}). They run
 * on the engine that trains networks, so what is true of a plug-in here is true of it there: this is where contract tests
 * look, and the curious.
 *
 * <p>Everything goes in and comes out as a {@link dev.rnn4j.core.Tensor}, so this is not the fast way to train anything.
 * An object of this package is for one thread at a time; several objects may share a plug-in.
 *
 * <p>The letters of shapes (T, B, I, H, O, G) are those of {@link dev.rnn4j.core}.
 */
package dev.rnn4j.core.unroll;
