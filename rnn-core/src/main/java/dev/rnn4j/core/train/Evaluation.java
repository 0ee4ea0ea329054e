package dev.rnn4j.core.train;

import java.util.Map;

/**
 * How a network does on some examples.
 *
 * @param loss by the trainer's reduction over all of them
 * @param metrics by name
 */
public record Evaluation(double loss, Map<String, Double> metrics) {}
