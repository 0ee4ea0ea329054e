/** Training: minibatches, schedules, clipping, early stopping, metrics and listeners. */
package dev.rnn4j.core.train;
