package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Attention;

/**
 * Attention as equations of one decoder step. The encoder's outputs come as one row, step after step, filled up with zeros
 * behind the last one:
 *
 * <pre>
 * aₛ = softmaxₛ score(h, mₛ)
 * c  = Σₛ aₛ mₛ
 * h~ = tanh(W [c; h] + b)
 * </pre>
 *
 * (Luong et al. 2015, eq 5 and 7.) The score is one of {@link Attention}.
 */
final class AttentionEquations {
    /** The encoder's outputs, {@code [S·E]}. */
    static final String MEMORY = "memory";
    /** {@code U mₛ}, {@code [S·H]}; additive attention only. */
    static final String KEYS = "keys";
    /** 0 for a step of the encoder that there is, {@link #SHUT_SCORE} for one that there is not, {@code [S]}. */
    static final String SHUT = "shut";
    /** So low that its softmax is 0 beside any score. */
    static final double SHUT_SCORE = -1e30;

    private AttentionEquations() {}

    /**
     * Writes the equations and emits h~.
     *
     * @param width of an encoder's output, E
     * @param steps of the encoder at most, S
     * @return the weights a, {@code [S]}
     */
    static Value write(Step t, Layer.Attention layer, int width, int steps) {
        Value h = t.input();
        int units = h.width();
        if ((long) steps * Math.max(width, units) > Integer.MAX_VALUE) {
            throw new BadInputException("layer '" + layer.name() + "': attention to " + steps
                    + " steps of a source, of " + Math.max(width, units)
                    + " numbers each, is more than one row can hold: make sources shorter");
        }
        Value memory = t.input(MEMORY, steps * width);
        Value scores;
        if (layer.kind() == Attention.DOT) {
            if (width != units) {
                throw new BadInputException("layer '" + layer.name() + "': dot attention compares the decoder's "
                        + units + " units with the encoder's " + width
                        + ": make them equal, or use additive attention");
            }
            scores = h.repeat(steps).times(memory).sumBlocks(units);
        } else {
            Value query = t.linear(units).named("query").of(h).get();
            Value v = t.vector("score", units, new Initializer.Normal(1 / Math.sqrt(units)));
            Value keys = t.input(KEYS, steps * units);
            scores =
                    query.repeat(steps).plus(keys).tanh().times(v.repeat(steps)).sumBlocks(units);
        }
        Value weights = scores.plus(t.input(SHUT, steps)).softmax();
        Value context = weights.spread(width).times(memory).fold(width);
        t.emit(t.linear(units).named("combine").of(context.concat(h)).get().tanh());
        return weights;
    }
}
