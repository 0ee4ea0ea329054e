package dev.rnn4j.api;

/** What a {@link Linear} map gives: one value for each gate. */
public interface Gates {
    /** The value of one gate, width {@code units}. */
    Value get(String gate);

    /** The value of the only gate. */
    Value get();
}
