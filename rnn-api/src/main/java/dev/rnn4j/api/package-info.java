/**
 * What a plug-in author sees: four services ({@link dev.rnn4j.api.Cell}, {@link dev.rnn4j.api.Activation}, {@link
 * dev.rnn4j.api.Loss}, {@link dev.rnn4j.api.Optimizer}), their providers, and the value language in which all four are
 * written as the equations of their paper.
 *
 * <h2>Letters</h2>
 *
 * <table>
 * <caption>Sizes used in every shape of this documentation</caption>
 * <tr><td>T</td><td>steps of a sequence (padded length of a batch)</td></tr>
 * <tr><td>B</td><td>rows of a batch: one sequence each</td></tr>
 * <tr><td>I</td><td>input width</td></tr>
 * <tr><td>H</td><td>hidden units</td></tr>
 * <tr><td>O</td><td>output width, or classes</td></tr>
 * <tr><td>G</td><td>gates of a cell</td></tr>
 * </table>
 *
 * <p>Shapes are row-major, sequences are time-major: inputs {@code [T, B, I]}. In lower case, {@code x} is an input,
 * {@code h} a hidden state, {@code c} a cell state (LSTM only), {@code z} a pre-activation, {@code y} an output.
 *
 * <h2>One plug-in, any precision</h2>
 *
 * <p>A plug-in never touches an array. It says, once, how values follow from values; the core traces that, derives the
 * gradient and runs both in float32 or float64, over batches, with masks, forwards or backwards in time. The one exception
 * is a {@link dev.rnn4j.api.SequenceLoss}, whose equations mix the steps of a sequence.
 */
package dev.rnn4j.api;
