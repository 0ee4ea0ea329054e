package dev.rnn4j.testkit;

/**
 * The sizes of one try, and the seed of its numbers.
 *
 * @param steps T
 * @param rows B
 * @param width I of a cell, O of a loss, columns of an activation
 * @param units H of a cell
 * @param seed what all numbers follow from
 */
public record Sizes(int steps, int rows, int width, int units, long seed) {}
