package dev.rnn4j.core.train;

import java.util.Optional;

/**
 * One epoch.
 *
 * @param epoch counted from 1
 * @param loss the mean of its batches' losses
 * @param validation on the validation examples, if there are any
 */
public record EpochReport(int epoch, double loss, Optional<Evaluation> validation) {}
