/**
 * Runs traced graphs. A {@link dev.rnn4j.core.engine.Plan} puts the operations in order (before, in and after the time
 * loop), {@link dev.rnn4j.core.engine.Storage} gives each value its place, {@link dev.rnn4j.core.engine.Program} runs
 * them, {@link dev.rnn4j.core.engine.Kernels} does the arithmetic in one precision.
 *
 * <p>A value is stored as tiles of whole rows: {@code arrays[step][tile]} is one array of {@code rows × width} numbers,
 * used from index 0, which is the shape of loop that the JIT compiler turns into vector instructions.
 */
package dev.rnn4j.core.engine;
