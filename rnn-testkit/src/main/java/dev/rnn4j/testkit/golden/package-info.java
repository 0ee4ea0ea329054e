/**
 * Golden vectors: networks with inputs, weights and results that an independent program computed in float64, and the
 * runner that compares this library with them. A gradient check alone does not see a cell that reads the wrong gate
 * and differentiates the wrong gate rightly; known results do.
 *
 * <p>{@link dev.rnn4j.testkit.golden.GoldenCase} reads a case, {@link dev.rnn4j.testkit.golden.Conformance} runs it
 * through the public API alone. Letters: T steps, B rows (sequences) of the batch, I inputs, H hidden units, L layers, D
 * directions, O outputs.
 */
package dev.rnn4j.testkit.golden;
