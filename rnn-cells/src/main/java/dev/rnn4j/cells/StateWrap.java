package dev.rnn4j.cells;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.ForwardingStep;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** The step that a wrapper gives to its inner cell in order to change the states that the cell leaves behind. */
abstract class StateWrap extends ForwardingStep {
    /** The state that is the memory of an LSTM's kind; all others count as hidden states. */
    private static final String MEMORY = "c";

    private final String wrapper;
    private final Map<String, Value> states = new LinkedHashMap<>();
    private final Map<Value, Value> changed = new HashMap<>();

    StateWrap(Step step, String wrapper) {
        super(step);
        this.wrapper = wrapper;
    }

    static boolean isMemory(String state) {
        return state.equals(MEMORY);
    }

    /**
     * What a state becomes.
     *
     * @param before the state before the step
     * @param after the cell's own value of it after the step
     */
    abstract Value change(String state, Value before, Value after);

    /** Whether the equations of the cell that use a new state go on from the changed one. */
    abstract boolean goesOn();

    @Override
    public final Value state(String name, int width) {
        Value state = super.state(name, width);
        states.put(name, state);
        return state;
    }

    @Override
    public final Value next(String name, Value value) {
        Value before = states.get(name);
        // without such a state, or with one of another width, the core says what is wrong
        Value after = before == null || before.width() != value.width() ? value : change(name, before, value);
        changed.put(value, after);
        Value next = super.next(name, after);
        return goesOn() ? next : value;
    }

    /** What the cell emits; its new state if it emits that, as it has become. */
    @Override
    public final void emit(Value output) {
        super.emit(changed.getOrDefault(output, output));
    }

    // names of their own for wrappers within wrappers

    @Override
    public final Value mask(String name, int width, double keep, Per per) {
        return super.mask(wrapper + "/" + name, width, keep, per);
    }

    @Override
    public final Value bernoulli(String name, int width, double probability, Per per) {
        return super.bernoulli(wrapper + "/" + name, width, probability, per);
    }

    /** A draw of the wrapper's own. */
    final Value draw(String state, int width, double probability, Per per) {
        return super.bernoulli(wrapper + "." + state, width, probability, per);
    }

    /** Refuses a choice of states of which the cell has none. */
    final void require(boolean memory, Cell inner, String setting, String cure) {
        if (states.keySet().stream().noneMatch(s -> isMemory(s) == memory)) {
            throw new BadInputException(wrapper + ": " + setting + " is about the "
                    + (memory ? "memory " + MEMORY : "hidden states") + ", but the cell " + Wrapped.name(inner)
                    + " has only the states " + String.join(", ", states.keySet()) + ": " + cure);
        }
    }
}
