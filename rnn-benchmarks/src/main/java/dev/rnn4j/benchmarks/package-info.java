/** Benchmarks: kernels, training steps, streaming, sequences, start-up, a cell written by a user. See README.md. */
package dev.rnn4j.benchmarks;
