package dev.rnn4j.core.graph;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Linear;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The step on which a cell is traced: it writes down a {@link Graph}. */
public final class TracedStep implements Step {
    /** The name of a step's only output. */
    public static final String OUT = "out";
    /** The name of a step's input. */
    public static final String X = "x";

    private final Graph graph;
    private final Node input;
    private final Naming naming;
    private final String statePrefix;
    private final boolean training;
    private final List<String> ownStates = new ArrayList<>();
    private final Set<String> ownMasks = new HashSet<>();
    private Node emitted;

    /** A step over a graph of its own. */
    public TracedStep(Graph graph, int inputWidth, Naming naming, boolean training) {
        this(graph, leaf(graph, graph.inputs, Op.INPUT, X, inputWidth), naming, "", training);
    }

    /** A part of a larger step, with an input that the larger step has computed and state names of its own. */
    public TracedStep(Graph graph, Value input, Naming naming, String statePrefix, boolean training) {
        this.graph = graph;
        this.input = graph.own(input);
        this.naming = naming;
        this.statePrefix = statePrefix;
        this.training = training;
    }

    private static Node leaf(Graph graph, Map<String, Node> where, Op op, String name, int width) {
        Node known = where.get(name);
        if (known == null) {
            if (width < 1) {
                throw new BadInputException(
                        op.symbol() + " '" + name + "' needs at least one column, not " + width + graph.where());
            }
            known = new Node(graph, op, width);
            known.name = name;
            where.put(name, known);
        } else if (known.width != width) {
            throw new BadInputException(op.symbol() + " '" + name + "' was declared with width " + known.width
                    + " and is now asked for with width " + width + graph.where());
        }
        return known;
    }

    @Override
    public Value input() {
        return input;
    }

    @Override
    public Value input(String name, int width) {
        return leaf(graph, graph.inputs, Op.INPUT, name, width);
    }

    @Override
    public Value state(String name, int width) {
        if (!ownStates.contains(name)) {
            ownStates.add(name);
        }
        return leaf(graph, graph.states, Op.STATE, statePrefix + name, width);
    }

    @Override
    public Value next(String name, Value value) {
        Node state = graph.states.get(statePrefix + name);
        Node v = graph.own(value);
        if (state == null) {
            throw new BadInputException("next('" + name + "') without a state of that name" + graph.where()
                    + ": call state('" + name + "', width) first");
        }
        if (state.width != v.width) {
            throw new BadInputException("state '" + name + "' has width " + state.width
                    + ", but its next value has width " + v.width + graph.where());
        }
        if (graph.next.putIfAbsent(statePrefix + name, v) != null) {
            throw new BadInputException("state '" + name + "' is given its next value twice" + graph.where());
        }
        return v;
    }

    @Override
    public void emit(Value output) {
        if (emitted != null) {
            throw new BadInputException("emit is called twice" + graph.where() + ": a step has one output; use concat");
        }
        emitted = graph.own(output);
    }

    /** Checks that the step is complete; the value emitted. */
    public Node finish() {
        for (String name : ownStates) {
            if (!graph.next.containsKey(statePrefix + name)) {
                throw new BadInputException("state '" + name + "' has no next value" + graph.where() + ": call next('"
                        + name + "', value), with the state itself if it does not change");
            }
        }
        if (emitted == null) {
            throw new BadInputException("nothing is emitted" + graph.where() + ": call emit(value) once");
        }
        return emitted;
    }

    /** {@link #finish}, with the value emitted as the graph's output. */
    public Graph finishGraph() {
        graph.outputs.put(OUT, finish());
        return graph;
    }

    @Override
    public Value vector(String name, int width, Initializer start) {
        String full = naming.vector(name);
        if (graph.parameters.containsKey(full)) {
            throw new BadInputException("vector '" + name + "' is declared twice" + graph.where());
        }
        ParameterSpec spec = new ParameterSpec(full, false, 1);
        graph.parameters.put(full, spec);
        Node v = new Node(graph, Op.VECTOR, width);
        v.name = name;
        v.vector = spec.add("", width, start);
        return v;
    }

    @Override
    public Value mask(String name, int width, double keep, Per per) {
        if (!(keep > 0 && keep <= 1)) {
            throw new BadInputException("mask '" + name + "' keeps with probability " + keep + graph.where()
                    + ": it must be above 0 and at most 1");
        }
        nameMask(name);
        // a constant without numbers is all ones
        return training && keep < 1 ? drawn(name, width, keep, 1 / keep, per) : new Node(graph, Op.CONSTANT, width);
    }

    @Override
    public Value bernoulli(String name, int width, double probability, Per per) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new BadInputException("'" + name + "' is drawn with probability " + probability + graph.where()
                    + ": it must be at least 0 and at most 1");
        }
        nameMask(name);
        if (training && probability > 0 && probability < 1) {
            return drawn(name, width, probability, 1, per);
        }
        Node expectation = new Node(graph, Op.CONSTANT, width);
        expectation.constants = new double[width];
        Arrays.fill(expectation.constants, probability);
        return expectation;
    }

    private Node drawn(String name, int width, double probability, double value, Per per) {
        Node m = new Node(graph, Op.MASK, width);
        m.name = statePrefix + name;
        m.k = probability;
        m.k2 = value;
        m.perSequence = per == Per.SEQUENCE;
        graph.masks.add(m);
        return m;
    }

    private void nameMask(String name) {
        if (!ownMasks.add(name)) {
            throw new BadInputException(
                    "mask '" + name + "' is drawn twice" + graph.where() + ": give one of the two another name");
        }
    }

    @Override
    public Linear linear(int units, String... gates) {
        if (units < 1) {
            throw new BadInputException("a linear map needs at least one unit, not " + units + graph.where());
        }
        return new LinearMap(
                units, gates.length == 0 ? new String[] {""} : gates.clone(), null, Bias.FIRST, Map.of(), Map.of());
    }

    /** Whether a value follows from a state of this step; in a part of a larger step, the input itself may. */
    private boolean followsFromState(Node operand) {
        if (operand == input || !operand.fromState) {
            return false;
        }
        if (operand.op == Op.STATE) {
            return true;
        }
        for (Node x : operand.operands()) {
            if (followsFromState(x)) {
                return true;
            }
        }
        return false;
    }

    private enum Bias {
        NONE,
        FIRST,
        EACH
    }

    /** The description of a linear map, and how it is written into the graph. */
    private final class LinearMap implements Linear {
        private final int units;
        private final String[] gates;
        private final String[] names;
        private final Bias bias;
        private final Map<String, Double> biasStarts;
        private final Map<Integer, Initializer> weightStarts;

        LinearMap(
                int units,
                String[] gates,
                String[] names,
                Bias bias,
                Map<String, Double> biasStarts,
                Map<Integer, Initializer> weightStarts) {
            this.units = units;
            this.gates = gates;
            this.names = names;
            this.bias = bias;
            this.biasStarts = biasStarts;
            this.weightStarts = weightStarts;
        }

        @Override
        public Linear named(String... operands) {
            return new LinearMap(units, gates, operands.clone(), bias, biasStarts, weightStarts);
        }

        @Override
        public Linear noBias() {
            return new LinearMap(units, gates, names, Bias.NONE, biasStarts, weightStarts);
        }

        @Override
        public Linear biasEach() {
            return new LinearMap(units, gates, names, Bias.EACH, biasStarts, weightStarts);
        }

        @Override
        public Linear biasStart(String gate, double start) {
            if (!Arrays.asList(gates).contains(gate)) {
                throw new BadInputException("biasStart: " + noGate(gate, Arrays.asList(gates)));
            }
            Map<String, Double> more = new LinkedHashMap<>(biasStarts);
            more.put(gate, start);
            return new LinearMap(units, gates, names, bias, more, weightStarts);
        }

        @Override
        public Linear weightStart(int operand, Initializer start) {
            Map<Integer, Initializer> more = new LinkedHashMap<>(weightStarts);
            more.put(operand, start);
            return new LinearMap(units, gates, names, bias, biasStarts, more);
        }

        @Override
        public Gates of(Value... operands) {
            if (operands.length == 0 || names != null && names.length != operands.length) {
                throw new BadInputException("a linear map has " + operands.length + " operands and "
                        + (names == null ? "needs at least one" : names.length + " names for them") + graph.where());
            }
            for (int operand : weightStarts.keySet()) {
                if (operand < 0 || operand >= operands.length) {
                    throw new BadInputException("weightStart is about operand " + operand + ", but the map has "
                            + operands.length + graph.where() + ": count them from 0");
                }
            }
            Map<String, Value> results = new LinkedHashMap<>();
            for (String gate : gates) {
                Value sum = null;
                for (int i = 0; i < operands.length; i++) {
                    Node product = product(gate, i, graph.own(operands[i]));
                    sum = sum == null ? product : sum.plus(product);
                }
                results.put(gate, sum);
            }
            return new Result(results);
        }

        private Node product(String gate, int i, Node operand) {
            String role = names != null ? names[i] : followsFromState(operand) ? "hh" : "ih";
            Initializer start = weightStarts.getOrDefault(
                    i, followsFromState(operand) ? new Initializer.Orthogonal(1) : new Initializer.GlorotUniform());
            ParameterSpec.Block block = block(naming.weight(role), true, operand.width, gate, start);
            Node n = Node.linear(graph, units, false, new Node[] {operand}, new ParameterSpec.Block[] {block});
            if (bias == Bias.EACH || bias == Bias.FIRST && i == 0) {
                // of several biases that are added up only the first one starts away from 0
                double from = i == 0 ? biasStarts.getOrDefault(gate, 0.0) : 0;
                n.vector = block(naming.bias(role), false, 1, gate, new Initializer.Constant(from));
            }
            return n;
        }

        private ParameterSpec.Block block(String full, boolean matrix, int inputs, String gate, Initializer start) {
            ParameterSpec spec = graph.parameters.computeIfAbsent(full, f -> new ParameterSpec(f, matrix, inputs));
            if (spec.inputs() != inputs) {
                throw new BadInputException("two linear maps share the name " + full + ", one of an operand of width "
                        + spec.inputs() + " and one of width " + inputs + graph.where()
                        + ": give one of them another name with named(...)");
            }
            if (spec.has(gate)) {
                throw new BadInputException((gate.isEmpty() ? "the unnamed gate" : "gate '" + gate + "'") + " of "
                        + full + " is declared twice" + graph.where()
                        + ": give the gate another name, or the map with named(...)");
            }
            return spec.add(gate, units, start);
        }
    }

    private String noGate(String gate, Collection<String> gates) {
        return "no gate is named '" + gate + "'" + graph.where()
                + (gates.contains("")
                        ? "; the map's only gate has no name: use \"\", or get()"
                        : "; there are: " + String.join(", ", gates));
    }

    private final class Result implements Gates {
        private final Map<String, Value> values;

        Result(Map<String, Value> values) {
            this.values = values;
        }

        @Override
        public Value get(String gate) {
            Value v = values.get(gate);
            if (v == null) {
                throw new BadInputException(noGate(gate, values.keySet()));
            }
            return v;
        }

        @Override
        public Value get() {
            if (values.size() != 1) {
                throw new BadInputException("get() needs a single gate" + graph.where() + "; there are: "
                        + String.join(", ", values.keySet()));
            }
            return values.values().iterator().next();
        }
    }
}
