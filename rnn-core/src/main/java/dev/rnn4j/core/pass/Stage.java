package dev.rnn4j.core.pass;

import dev.rnn4j.core.graph.Node;
import java.util.Map;

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

    /** The width of each state, by public name. */
    void putStates(Map<String, Integer> to) {
        putStates(forward, false, to);
        putStates(reverse, true, to);
    }

    private void putStates(Traced traced, boolean descending, Map<String, Integer> to) {
        if (traced != null) {
            for (Map.Entry<String, Node> e : traced.graph().states().entrySet()) {
                to.put(stateName.of(e.getKey(), descending), e.getValue().width());
            }
        }
    }
}
