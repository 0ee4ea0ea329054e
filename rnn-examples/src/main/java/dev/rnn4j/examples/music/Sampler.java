package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Draws from the network's probabilities at a temperature: below 1 the likely becomes likelier, above 1 all become more
 * alike, and 0 always takes the likeliest.
 *
 * <p>What has less than a twentieth of the best's probability is not drawn: a network that has seen a few dozen tunes
 * leaves too much to what it has never seen, and one wrong note in twenty is what the ear remembers.
 */
record Sampler(double temperature) {
    private static final double LEAST = 0.05;

    /** Checks the temperature. */
    Sampler {
        if (!(temperature >= 0 && temperature <= 10)) {
            throw new BadInputException(
                    "the temperature is " + temperature + "; give 0 (no chance) to 10, such as 0.8");
        }
    }

    /** One of the allowed indices; at least one has to be. */
    int draw(double[] probabilities, IntPredicate allowed, RandomGenerator random) {
        int best = -1;
        for (int i = 0; i < probabilities.length; i++) {
            if (allowed.test(i) && (best < 0 || probabilities[i] > probabilities[best])) {
                best = i;
            }
        }
        if (best < 0) {
            throw new IllegalArgumentException("nothing is allowed to be drawn");
        }
        // One number is drawn whatever the temperature, so a seed gives similar tunes at similar temperatures.
        double at = random.nextDouble();
        if (temperature == 0 || probabilities[best] <= 0) {
            return best;
        }
        double[] weights = new double[probabilities.length];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double ratio = probabilities[i] / probabilities[best];
            if (ratio >= LEAST && allowed.test(i)) {
                weights[i] = Math.pow(ratio, 1 / temperature);
                sum += weights[i];
            }
        }
        double rest = at * sum;
        for (int i = 0; i < weights.length; i++) {
            rest -= weights[i];
            if (rest < 0 && weights[i] > 0) {
                return i;
            }
        }
        return best;
    }
}
