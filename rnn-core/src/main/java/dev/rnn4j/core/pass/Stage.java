package dev.rnn4j.core.pass;

import java.util.Map;
import java.util.function.Function;

/**
 * A traced part of a network over the same rows.
 *
 * @param name for messages and masks
 * @param forward the cell, running forwards in time; null if it only runs in reverse
 * @param reverse the cell running in reverse; null if it only runs forwards
 * @param merge both outputs side by side; null unless there are both
 * @param stateName a state's public name from its own name and whether it is the reverse direction's
 */
record Stage(String name, Traced forward, Traced reverse, Traced merge, StateName stateName) {
    /** How states are called in public. */
    interface StateName {
        String of(String state, boolean reverse);
    }

    static Stage stateless(String name, Traced traced) {
        return new Stage(name, traced, null, null, (s, r) -> name + "." + s);
    }

    int outputWidth() {
        return merge != null ? merge.outputWidth() : any().outputWidth();
    }

    Traced any() {
        return forward != null ? forward : reverse;
    }

    /** Calls {@code f} for each direction's trace. */
    <R> void each(Function<Traced, Map<String, R>> f, Map<String, R> to) {
        if (forward != null) {
            f.apply(forward).forEach((k, v) -> to.put(stateName.of(k, false), v));
        }
        if (reverse != null) {
            f.apply(reverse).forEach((k, v) -> to.put(stateName.of(k, true), v));
        }
    }
}
