/**
 * Loss functions, one class each, written in the value language.
 *
 * <p>In every formula the loss is that of one row (one sequence at one step), O is its width, a the network's output, z
 * the logits that enter the output activation, and t the target; all three have the shape {@code [O]}. The core adds
 * the rows up: by default the mean over all steps of all sequences that have a target.
 */
package dev.rnn4j.losses;
