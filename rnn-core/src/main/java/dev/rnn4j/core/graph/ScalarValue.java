package dev.rnn4j.core.graph;

import dev.rnn4j.api.Scalar;
import dev.rnn4j.api.Update;

/** A scalar of an update: the function, and its value at the current step. */
public final class ScalarValue implements Scalar {
    final Update.StepFunction function;

    ScalarValue(Update.StepFunction function) {
        this.function = function;
    }

    /** The number at a step. */
    public double at(long step, double schedule) {
        return function.at(step, schedule);
    }
}
