/**
 * Optimizers, one class each, written in the value language by PyTorch's definitions.
 *
 * <p>In every formula θ is a parameter, g its gradient (after clipping), η the learning rate times the factor of the
 * schedule at this step, and t the step, counted from 1. All arithmetic is element by element, and every slot has the
 * parameter's shape and starts at 0 unless said. An arrow reads "becomes". A schedule's factor of 0 leaves θ as it is.
 */
package dev.rnn4j.optimizers;
