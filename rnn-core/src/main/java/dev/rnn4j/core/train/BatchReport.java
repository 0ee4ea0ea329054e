package dev.rnn4j.core.train;

/**
 * One optimizer step.
 *
 * @param step counted from 1 over all epochs
 * @param epoch counted from 1
 * @param loss of the batch, before the step
 * @param gradientNorm the global norm of the gradient before clipping
 */
public record BatchReport(long step, int epoch, double loss, double gradientNorm) {}
