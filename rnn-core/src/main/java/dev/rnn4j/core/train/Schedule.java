package dev.rnn4j.core.train;

import dev.rnn4j.api.BadInputException;

/** The factor of the learning rate over time. */
@FunctionalInterface
public interface Schedule {
    /**
     * The factor.
     *
     * @param step the optimizer step, counted from 1
     * @param epoch the epoch, counted from 1
     */
    double factor(long step, int epoch);

    /** Always 1. */
    static Schedule constant() {
        return (step, epoch) -> 1;
    }

    /** Times {@code gamma} after every {@code epochs} epochs. */
    static Schedule step(int epochs, double gamma) {
        positive(epochs, "epochs");
        return (step, epoch) -> {
            int times = (epoch - 1) / epochs;
            return Math.pow(gamma, times);
        };
    }

    /** Times {@code gamma} after every epoch. */
    static Schedule exponential(double gamma) {
        return (step, epoch) -> Math.pow(gamma, epoch - 1);
    }

    /** From 1 down to {@code end} along half a cosine over {@code steps} optimizer steps (Loshchilov and Hutter 2017). */
    static Schedule cosine(long steps, double end) {
        positive(steps, "steps");
        return (step, epoch) -> end + (1 - end) * (1 + Math.cos(Math.PI * Math.min(step - 1, steps) / steps)) / 2;
    }

    /** Linearly from near 0 to 1 over the first {@code steps} optimizer steps, then as {@code after}. */
    static Schedule warmup(long steps, Schedule after) {
        positive(steps, "steps");
        return (step, epoch) -> Math.min(1, (double) step / steps) * after.factor(step, epoch);
    }

    private static void positive(long n, String what) {
        if (n < 1) {
            throw new BadInputException("a schedule of " + n + " " + what + ": it needs at least 1");
        }
    }
}
