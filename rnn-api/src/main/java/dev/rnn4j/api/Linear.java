package dev.rnn4j.api;

/**
 * A learned linear map of one or more operands, {@code z_g = Σₖ W_gk xₖ + b_g} for each gate g.
 *
 * <p>Its public parameters have the field's names: {@code weight_ih} of shape {@code [G·H, I]} for an operand that
 * follows from the step's input alone, {@code weight_hh} of {@code [G·H, H]} for one that follows from a state, and
 * {@code bias_ih} (or {@code bias_hh} for a map without an input) of {@code [G·H]}; a layer adds {@code _l0} and so on.
 * Several maps of a cell may share a name if their operands have the same width: their gates are then stacked in the
 * order of the calls. {@link #named} chooses other names; a map's bias has the name of its first operand.
 *
 * <p>A linear map is an immutable description until {@link #of}; each method gives a new one.
 */
public interface Linear {
    /** Other names for the operands' weights, one each: {@code named("hh", "zh")} makes weight_hh and weight_zh. */
    Linear named(String... operands);

    /** No bias. */
    Linear noBias();

    /** A bias for each operand (bias_ih and bias_hh), as some other libraries have. */
    Linear biasEach();

    /**
     * Where the bias of one gate starts; 0 unless said. A single unnamed gate is called {@code ""}. With {@link #biasEach}
     * it is the first operand's bias that starts there, the others at 0.
     */
    Linear biasStart(String gate, double start);

    /** Where the weights of the k-th operand start, each gate's block by itself. */
    Linear weightStart(int operand, Initializer start);

    /** The map applied to its operands. */
    Gates of(Value... operands);
}
