package dev.rnn4j.api;

/**
 * An activation function, written in the value language: {@code z.sigmoid()}, or
 * {@code z.times(z.sigmoid())}. It may mix the columns of a row, as softmax does.
 */
@FunctionalInterface
public interface Activation extends Plugin {
    /**
     * The activation's output.
     *
     * @param z the pre-activation, of any width
     * @return a value of the same width
     */
    Value apply(Value z);
}
