package dev.rnn4j.core.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prints a graph as equations. A value that is used once stands where it is used; others have a line and a name: that of
 * the state which they become ({@code h'}), that of the gate which they are a function of ({@code f}), or a number.
 */
final class Printer {
    /** Values within values; what is nested deeper has a line of its own. */
    private static final int DEEPEST = 8;

    /** How tightly an operation binds its operands. */
    private static final int SUM = 1;

    private static final int PRODUCT = 2;
    private static final int ATOM = 3;

    private final Map<Node, String> names = new HashMap<>();
    private final Set<Node> inlined = new HashSet<>();

    private Printer() {}

    /** One node, with no others in it. */
    static String equation(Node node) {
        return new Printer().expression(node);
    }

    static String equations(Graph graph) {
        return new Printer().print(graph);
    }

    private String print(Graph graph) {
        choose(graph);
        StringBuilder s = new StringBuilder();
        boolean[] live = graph.live(List.of());
        for (Node n : graph.nodes()) {
            if (live[n.id] && !n.op.leaf() && !inlined.contains(n)) {
                line(s, label(n), expression(n));
            }
        }
        graph.next.forEach((state, n) -> {
            if (!label(n).equals(state + "'")) {
                line(s, state + "'", label(n));
            }
        });
        graph.outputs.forEach((output, n) -> line(s, output, inlined.contains(n) ? expression(n) : label(n)));
        for (ParameterSpec p : graph.parameters()) {
            s.append(p.name()).append(' ');
            int rows = graph.inputsFirst() ? p.inputs() : p.units();
            int columns = graph.inputsFirst() ? p.units() : p.inputs();
            s.append(p.matrix() ? "[" + rows + ", " + columns + "]" : "[" + p.units() + "]")
                    .append('\n');
        }
        return s.toString();
    }

    private static void line(StringBuilder s, String name, String value) {
        s.append(name).append(" = ").append(value).append('\n');
    }

    // ---- what has a line of its own, and its name

    private void choose(Graph graph) {
        graph.next.forEach((state, n) -> {
            if (!n.op.leaf()) {
                names.putIfAbsent(n, state + "'");
            }
        });
        Set<String> taken = new HashSet<>();
        for (Node n : graph.nodes()) {
            taken.add(n.name);
        }
        Set<Node> rooted = new HashSet<>(graph.accumulators);
        graph.weightGradients.forEach(w -> rooted.add(w.delta()));
        int[] uses = graph.uses();
        Map<Node, Integer> depths = new HashMap<>();
        for (Node n : graph.nodes()) {
            if (n.op.leaf() || names.containsKey(n)) {
                continue;
            }
            String gate = function(n.op) ? gate(n, null) : null;
            int depth = 1;
            for (Node x : n.operands()) {
                depth = Math.max(depth, 1 + depths.getOrDefault(x, 0));
            }
            if (gate != null && taken.add(gate)) {
                names.put(n, gate);
            } else if (uses[n.id] == 1 && !rooted.contains(n) && depth <= DEEPEST) {
                inlined.add(n);
                depths.put(n, depth);
            }
        }
    }

    /** The gate whose linear maps stand in this value; null if there are none, or of several gates. */
    private String gate(Node n, String soFar) {
        String gate = soFar;
        if (n.op == Op.LINEAR) {
            String its = n.weights.length == 0 ? "" : n.weights[0].gate();
            if (its.isEmpty() || gate != null && !gate.equals(its)) {
                return null;
            }
            gate = its;
        }
        for (Node x : n.operands()) {
            if (inlined.contains(x)) {
                String its = gate(x, gate);
                if (its == null && hasLinear(x)) {
                    return null;
                }
                gate = its == null ? gate : its;
            }
        }
        return gate;
    }

    private boolean hasLinear(Node n) {
        return n.op == Op.LINEAR || n.operands().stream().anyMatch(x -> inlined.contains(x) && hasLinear(x));
    }

    private static boolean function(Op op) {
        return op.compareTo(Op.SIGMOID) >= 0 && op.compareTo(Op.CUSTOM) <= 0;
    }

    private String label(Node n) {
        String name = names.get(n);
        if (name != null) {
            return name;
        }
        return switch (n.op) {
            case INPUT, STATE, VECTOR, MASK -> n.name;
            case TAPE -> label(n.taped) + "*";
            case CONSTANT -> n.constants == null ? "1" : n.constants.length == 1 ? "" + n.constants[0] : "constant";
            case ZERO -> "0";
            default -> "v" + n.id;
        };
    }

    // ---- a value

    private String operand(Node n, int within) {
        if (!inlined.contains(n)) {
            return label(n);
        }
        String text = expression(n);
        return binds(n) < within ? "(" + text + ")" : text;
    }

    private static int binds(Node n) {
        return switch (n.op) {
            case ADD, SUB, FMA, FNMA, AXPY, ADDK, RSUBK, LINEAR -> SUM;
            case MUL, DIV, SCALE -> PRODUCT;
            default -> ATOM;
        };
    }

    private String expression(Node n) {
        if (n.op.leaf()) {
            return label(n);
        }
        List<String> biases = new ArrayList<>();
        List<String> products = new ArrayList<>();
        if (linear(n, products, biases)) {
            products.addAll(biases);
            return String.join(" + ", products);
        }
        Node a = n.args.length > 0 ? n.args[0] : null;
        Node b = n.args.length > 1 ? n.args[1] : null;
        Node c = n.args.length > 2 ? n.args[2] : null;
        String k = n.scalar != null ? "scalar" : number(n.k);
        return switch (n.op) {
            case ADD -> operand(a, SUM) + " + " + operand(b, SUM);
            case SUB -> operand(a, SUM) + " - " + operand(b, PRODUCT);
            case MUL -> operand(a, PRODUCT) + " * " + operand(b, PRODUCT);
            case DIV -> operand(a, PRODUCT) + " / " + operand(b, ATOM);
            case FMA -> operand(a, PRODUCT) + " * " + operand(b, PRODUCT) + " + " + operand(c, SUM);
            case FNMA -> operand(c, SUM) + " - " + operand(a, PRODUCT) + " * " + operand(b, PRODUCT);
            case SCALE -> k + " * " + operand(a, PRODUCT);
            case AXPY -> k + " * " + operand(a, PRODUCT) + " + " + operand(b, SUM);
            case ADDK -> operand(a, SUM) + (k.startsWith("-") ? " - " + k.substring(1) : " + " + k);
            case RSUBK -> k + " - " + operand(a, PRODUCT);
            case CLAMP -> "clamp(" + operand(a, SUM) + ", " + number(n.k) + ", " + number(n.k2) + ")";
            case SLICE -> operand(a, ATOM) + "[" + n.from + ".." + (n.from + n.width - 1) + "]";
            default -> {
                List<String> args = new ArrayList<>();
                for (Node x : n.args) {
                    args.add(operand(x, SUM));
                }
                yield n.op.symbol() + "(" + String.join(", ", args) + ")";
            }
        };
    }

    /** Of a sum of linear maps: its products, and its biases, which come last as in a paper. */
    private boolean linear(Node n, List<String> products, List<String> biases) {
        if (n.op == Op.ADD) {
            return inlined.contains(n.args[0])
                    && inlined.contains(n.args[1])
                    && linear(n.args[0], products, biases)
                    && linear(n.args[1], products, biases);
        }
        if (n.op != Op.LINEAR) {
            return false;
        }
        if (n.base != null) {
            products.add(operand(n.base, SUM));
        }
        for (int i = 0; i < n.args.length; i++) {
            products.add(block(n.weights[i])
                    + (n.transposed != n.graph.inputsFirst() ? "ᵀ " : " ")
                    + operand(n.args[i], ATOM));
        }
        if (n.vector != null) {
            biases.add(block(n.vector));
        }
        return true;
    }

    private static String block(ParameterSpec.Block b) {
        return b.parameter().name() + (b.gate().isEmpty() ? "" : "." + b.gate());
    }

    private static String number(double k) {
        return k == Math.rint(k) && Math.abs(k) < 1e9 ? Long.toString((long) k) : Double.toString(k);
    }
}
