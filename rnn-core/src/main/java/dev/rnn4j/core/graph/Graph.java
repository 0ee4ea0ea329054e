package dev.rnn4j.core.graph;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The equations of one time step: nodes in the order in which they were written, which is an order in which they can be
 * computed. A backward step is a graph of the same kind, whose states are the gradients of the forward states.
 */
public final class Graph {
    /** A weight's gradient in a backward graph: (forward operand)ᵀ · (gradient of the linear map's result). */
    public record WeightGradient(Node operand, Node delta, ParameterSpec.Block weights) {}

    private final String owner;
    private final List<Node> nodes = new ArrayList<>();
    private boolean inputsFirst;
    final Map<String, Node> inputs = new LinkedHashMap<>();
    final Map<String, Node> states = new LinkedHashMap<>();
    final Map<String, Node> next = new LinkedHashMap<>();
    final Map<String, Node> outputs = new LinkedHashMap<>();
    final Map<String, ParameterSpec> parameters = new LinkedHashMap<>();
    final List<Node> masks = new ArrayList<>();
    final List<Node> accumulators = new ArrayList<>();
    final List<WeightGradient> weightGradients = new ArrayList<>();

    /** @param owner what messages call the thing whose equations these are, such as {@code cell 'lstm'} */
    public Graph(String owner) {
        this.owner = owner;
    }

    int add(Node node) {
        nodes.add(node);
        return nodes.size() - 1;
    }

    Node own(Value value) {
        if (value instanceof Node n && n.graph == this) {
            return n;
        }
        throw new BadInputException("a value from another trace was used" + where()
                + ": make all values inside the same call, and keep none in a field");
    }

    /** Says that the public shape of its weights has inputs first, as an embedding's has, one row for each token. */
    public void printInputsFirst() {
        inputsFirst = true;
    }

    boolean inputsFirst() {
        return inputsFirst;
    }

    String where() {
        return owner.isEmpty() ? "" : ", in " + owner;
    }

    public String owner() {
        return owner;
    }

    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    public Map<String, Node> inputs() {
        return inputs;
    }

    public Map<String, Node> states() {
        return states;
    }

    /** By state: its value after the step. */
    public Map<String, Node> next() {
        return next;
    }

    public Map<String, Node> outputs() {
        return outputs;
    }

    public Collection<ParameterSpec> parameters() {
        return parameters.values();
    }

    public List<Node> masks() {
        return masks;
    }

    public List<Node> accumulators() {
        return accumulators;
    }

    public List<WeightGradient> weightGradients() {
        return weightGradients;
    }

    /** A new copy of a value, so that it has a place of its own. */
    public Node copyOf(Node value) {
        return new Node(this, Op.COPY, value.width, value);
    }

    /** What must be computed: next states, outputs, sums, and what {@code keep} adds. */
    public List<Node> roots(Collection<Node> keep) {
        List<Node> roots = new ArrayList<>(next.values());
        roots.addAll(outputs.values());
        roots.addAll(accumulators);
        for (WeightGradient w : weightGradients) {
            roots.add(w.delta());
        }
        roots.addAll(keep);
        return roots;
    }

    /** Which nodes the roots need, by id. */
    public boolean[] live(Collection<Node> keep) {
        boolean[] live = new boolean[nodes.size()];
        Deque<Node> open = new ArrayDeque<>(roots(keep));
        while (!open.isEmpty()) {
            Node n = open.pop();
            if (!live[n.id]) {
                live[n.id] = true;
                open.addAll(n.operands());
            }
        }
        return live;
    }

    /** Which nodes follow from a state, by id. */
    public boolean[] stateful() {
        boolean[] stateful = new boolean[nodes.size()];
        for (Node n : nodes) {
            stateful[n.id] = n.op == Op.STATE;
            for (Node x : n.operands()) {
                stateful[n.id] |= stateful[x.id];
            }
        }
        return stateful;
    }

    /** How often each node is used, by id, roots included. */
    int[] uses() {
        boolean[] live = live(List.of());
        int[] uses = new int[nodes.size()];
        for (Node n : nodes) {
            if (live[n.id]) {
                for (Node x : n.operands()) {
                    uses[x.id]++;
                }
            }
        }
        for (Node n : roots(List.of())) {
            uses[n.id]++;
        }
        return uses;
    }

    @Override
    public String toString() {
        return Printer.equations(this);
    }
}
