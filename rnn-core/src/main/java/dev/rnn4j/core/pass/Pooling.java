package dev.rnn4j.core.pass;

import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;

/**
 * Pooling over time as equations of a step: what it emits at a sequence's last step is the pool of all its steps, so
 * that it is read out as a last step is.
 */
final class Pooling {
    private Pooling() {}

    static void equations(Step t, Layer.Reading reading) {
        Value x = t.input();
        int width = x.width();
        Value before = t.state("steps", 1);
        if (reading == Layer.Reading.MEAN) {
            Value n = t.next("steps", before.plus(1));
            t.emit(t.next("sum", t.state("sum", width).plus(x)).div(n.expand(width)));
        } else {
            t.next("steps", before.plus(1));
            Value largest = t.state("largest", width);
            // the earlier one comes first: where both are equal, the gradient is its
            t.emit(t.next("largest", before.expand(width).ifPositive(largest.max(x), x)));
        }
    }
}
