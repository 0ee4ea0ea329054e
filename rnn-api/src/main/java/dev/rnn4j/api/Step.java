package dev.rnn4j.api;

/**
 * One time step of a {@link Cell}, on which the cell writes its equations: inputs and states in, next states and an
 * output out. {@link ForwardingStep} is the base for wrappers.
 */
public interface Step {
    /** The step's input x, width I. */
    Value input();

    /** A further input that the network feeds by name. */
    Value input(String name, int width);

    /** The state of this name before the step, 0 before the first step unless given; asking twice gives the same. */
    Value state(String name, int width);

    /**
     * The state after the step; exactly once for each state.
     *
     * @return {@code value}, or what a wrapper made of it: equations that use the new state go on from this
     */
    Value next(String name, Value value);

    /** The step's output; exactly once. */
    void emit(Value output);

    /**
     * A learned linear map, one block of {@code units} rows for each gate. The public weights stack the gates in the
     * order in which the cell declares them; see {@link Linear}.
     *
     * @param gates names of the gates; none for a map with a single, unnamed block
     */
    Linear linear(int units, String... gates);

    /** A learned row of the cell's own, such as a peephole or a gain: public shape {@code [width]}. */
    Value vector(String name, int width, Initializer start);

    /**
     * A dropout mask: each element is {@code 1 / keep} with probability {@code keep}, else 0; all ones when the network
     * is not training. Each mask has a name of its own.
     *
     * @param keep in (0, 1]
     * @param per whether it is drawn anew for each step or once for each sequence (Gal and Ghahramani 2016)
     */
    Value mask(String name, int width, double keep, Per per);

    /**
     * A draw for each element: 1 with the given probability, else 0; when the network is not training, its expectation,
     * which is the probability. With z drawn, {@code z h + (1 - z) h'} is zoneout in both modes. Masks and draws share
     * their names.
     *
     * @param probability in [0, 1]
     * @param per whether it is drawn anew for each step or once for each sequence
     */
    Value bernoulli(String name, int width, double probability, Per per);

    /** How often a mask is drawn. */
    enum Per {
        /** Anew for each step of each sequence. */
        STEP,
        /** Once for each sequence, the same for all its steps. */
        SEQUENCE
    }
}
