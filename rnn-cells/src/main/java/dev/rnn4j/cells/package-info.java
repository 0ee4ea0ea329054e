/**
 * Recurrent cells, one class each, written in the value language as the equations of their papers.
 *
 * <p>In every formula x is the step's input, h and c the states before the step, h' and c' after it, W the weights of
 * the input, U those of the state, b a bias and σ the sigmoid. I is the width of the input, H the number of hidden
 * units. A product of a matrix and a row is written side by side, W x; a product of two rows is element by element.
 * Weights stack one block of H rows for each gate, in the order that the class names. Names of parameters are the
 * cell's; a layer adds its number, {@code weight_ih_l0}.
 *
 * <p>Four cells are wrappers around another one: {@link ZoneoutCell}, {@link VariationalDropoutCell}, {@link ResidualCell},
 * {@link ClippedCell}. They trace the inner cell on a step that changes what passes through it, so the two become one graph
 * and run as fast as if they had been written as one cell. In their formulas ŝ and ŷ are the inner cell's next state and
 * output. They can be nested; residual goes outside zoneout and clipped, which change what is emitted only where that is a
 * state.
 *
 * <p>Input weights start Glorot-uniform, recurrent ones orthogonal, biases 0, unless the class says otherwise.
 */
package dev.rnn4j.cells;
