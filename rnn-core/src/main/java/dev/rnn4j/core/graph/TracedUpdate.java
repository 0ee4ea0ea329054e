package dev.rnn4j.core.graph;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Scalar;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** An optimizer's update of one parameter, traced: the weight and the slots are states, the gradient is an input. */
public final class TracedUpdate implements Update {
    /** The state that holds the parameter. */
    public static final String WEIGHT = "weight";
    /** The input that holds its gradient. */
    public static final String GRADIENT = "gradient";

    private static final String SLOT = "slot.";

    private final Graph graph;
    private final int size;
    private final Map<String, Double> starts = new LinkedHashMap<>();

    private TracedUpdate(Graph graph, int size) {
        this.graph = graph;
        this.size = size;
    }

    /** What tracing found: the graph, and each slot's start by state name. */
    public record Traced(Graph graph, Map<String, Double> slots) {
        /** A slot's own name, from the name of its state. */
        public static String slotName(String state) {
            return state.substring(SLOT.length());
        }
    }

    /** Traces an update of a parameter of {@code size} elements. */
    public static Traced trace(Optimizer optimizer, int size) {
        String owner = optimizer.name().isEmpty() ? "the optimizer" : "optimizer '" + optimizer.name() + "'";
        TracedUpdate u = new TracedUpdate(new Graph(owner), size);
        optimizer.update(u);
        if (!u.graph.next.containsKey(WEIGHT)) {
            throw new BadInputException(owner + " never says what the weight becomes: call next(value) once");
        }
        u.weight();
        for (String state : u.starts.keySet()) {
            if (!u.graph.next.containsKey(state)) {
                String slot = Traced.slotName(state);
                throw new BadInputException(
                        owner + " reads slot '" + slot + "' but never writes it: call next('" + slot + "', value)");
            }
        }
        return new Traced(u.graph, u.starts);
    }

    @Override
    public Value weight() {
        return state(WEIGHT);
    }

    private Node state(String name) {
        return graph.states.computeIfAbsent(name, n -> leaf(Op.STATE, n));
    }

    private Node leaf(Op op, String name) {
        Node n = new Node(graph, op, size);
        n.name = name;
        return n;
    }

    @Override
    public Value gradient() {
        return graph.inputs.computeIfAbsent(GRADIENT, n -> leaf(Op.INPUT, n));
    }

    @Override
    public Value slot(String name, double start) {
        Double known = starts.putIfAbsent(SLOT + name, start);
        if (known != null && known != start) {
            throw new BadInputException(
                    "slot '" + name + "' of " + graph.owner() + " starts at " + known + " and at " + start);
        }
        return state(SLOT + name);
    }

    @Override
    public Value next(String slot, Value value) {
        if (!starts.containsKey(SLOT + slot)) {
            throw new BadInputException("next('" + slot + "') of " + graph.owner()
                    + " without a slot of that name: read it" + " with slot('" + slot + "')");
        }
        return put(SLOT + slot, "slot '" + slot + "'", value);
    }

    @Override
    public void next(Value weight) {
        put(WEIGHT, "the weight", weight);
    }

    private Value put(String state, String what, Value value) {
        Node v = graph.own(value);
        if (v.width != size) {
            throw new BadInputException(
                    what + " has " + size + " elements, but its next value has " + v.width + ", in " + graph.owner());
        }
        if (graph.next.putIfAbsent(state, v) != null) {
            throw new BadInputException(what + " is given its next value twice, in " + graph.owner());
        }
        return v;
    }

    @Override
    public Scalar scalar(StepFunction function) {
        return new ScalarValue(function);
    }
}
