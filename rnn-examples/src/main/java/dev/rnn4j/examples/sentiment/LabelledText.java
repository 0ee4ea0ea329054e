package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import java.util.Objects;

/**
 * A text and what its author felt.
 *
 * @param text the text, on one line
 * @param label 1 for a positive text, 0 for a negative one
 * @param group what texts that belong together share, so that a split keeps them on one side; empty if there is none
 */
public record LabelledText(String text, int label, String group) {
    /** Checks that nothing is null and that the label is 0 or 1. */
    public LabelledText {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(group, "group");
        if (label != 0 && label != 1) {
            throw new BadInputException("the label of a text is 1 (positive) or 0 (negative), not " + label);
        }
    }
}
