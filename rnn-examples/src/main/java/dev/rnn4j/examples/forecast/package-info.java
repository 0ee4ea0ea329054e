/**
 * {@code rnn forecast}: a network reads the end of a series of numbers and foretells the next ones, beside the forecasts
 * that every forecaster has to beat.
 */
package dev.rnn4j.examples.forecast;
