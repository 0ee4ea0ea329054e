package dev.rnn4j.api;

import java.util.OptionalInt;

/**
 * The loss of one row (one sequence at one step), written in the value language. The core weights and adds the rows up
 * (see the network's reduction); a row that is padding has no loss at all.
 *
 * <p>Losses of whole sequences (CTC) do not have this form; they are a {@link SequenceLoss}.
 */
@FunctionalInterface
public interface Loss extends Plugin {
    /**
     * The loss of one row.
     *
     * @param output the network's output, width O; its logits if {@link #logitsOf} names an activation
     * @param target the target, width O. A class index arrives as a one-hot row.
     * @return width 1
     */
    Value of(Value output, Value target);

    /**
     * The name of the activation from whose logits {@link #of} starts, so that no probability underflows on the way:
     * {@code "softmax"} for cross-entropy. The network then hands over what enters that activation, not what leaves
     * it, and refuses another output activation (identity excepted: its outputs are logits). Empty: {@link #of} starts
     * from the outputs.
     */
    default String logitsOf() {
        return "";
    }

    /**
     * The weight of a row in the mean, width 1: a mean of losses is Σ loss / Σ weight. The loss itself already
     * contains the weight. Null: every row weighs 1.
     *
     * @param target the target, width O
     */
    default Value weight(Value target) {
        return null;
    }

    /** A class index that marks a row without a target: no loss, no weight. */
    default OptionalInt ignoredIndex() {
        return OptionalInt.empty();
    }
}
