package dev.rnn4j.optimizers;

import dev.rnn4j.api.Scalar;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;

/** What Adam and AdamW have in common: the step {@code η m̂ / (√v̂ + ε)} that is taken off the weight. */
final class AdamStep {
    private AdamStep() {}

    /**
     * Updates the moments and gives the step.
     *
     * <p>The root of the second correction is taken out of the fraction, {@code η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε
     * √(1 − β₂ᵗ))}: the same number, with both corrections as scalars and no operation on the row for either.
     *
     * @param g the gradient, of any width
     */
    static Value of(
            Update u, Value g, double learningRate, double beta1, double beta2, double epsilon, boolean amsgrad) {
        Value m = u.next("m", u.slot("m").times(beta1).plus(g.times(1 - beta1)));
        Value v = u.next("v", u.slot("v").times(beta2).plus(g.square().times(1 - beta2)));
        Value second = amsgrad ? u.next("v_max", u.slot("v_max").max(v)) : v;
        Scalar rate = u.scalar((step, schedule) ->
                learningRate * schedule * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
        Scalar guard = u.scalar((step, schedule) -> epsilon * Math.sqrt(1 - Math.pow(beta2, step)));
        return m.div(second.sqrt().plus(guard)).times(rate);
    }
}
