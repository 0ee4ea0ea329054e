package dev.rnn4j.core.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Prints a graph as equations. */
final class Printer {
    private Printer() {}

    static String equations(Graph graph) {
        StringBuilder s = new StringBuilder();
        boolean[] live = graph.live(List.of());
        for (Node n : graph.nodes()) {
            if (live[n.id] && !n.op.leaf()) {
                s.append(label(n)).append(" = ").append(equation(n)).append('\n');
            }
        }
        for (Map.Entry<String, Node> e : graph.next.entrySet()) {
            s.append("next ")
                    .append(e.getKey())
                    .append(" = ")
                    .append(label(e.getValue()))
                    .append('\n');
        }
        for (Map.Entry<String, Node> e : graph.outputs.entrySet()) {
            s.append(e.getKey()).append(" = ").append(label(e.getValue())).append('\n');
        }
        for (ParameterSpec p : graph.parameters()) {
            s.append(p.name()).append(' ');
            int rows = graph.inputsFirst() ? p.inputs() : p.units();
            int columns = graph.inputsFirst() ? p.units() : p.inputs();
            s.append(p.matrix() ? "[" + rows + ", " + columns + "]" : "[" + p.units() + "]")
                    .append('\n');
        }
        return s.toString();
    }

    static String label(Node n) {
        return switch (n.op) {
            case INPUT, STATE, VECTOR, MASK -> n.name;
            case TAPE -> label(n.taped) + "*";
            case CONSTANT -> n.constants == null ? "1" : n.constants.length == 1 ? "" + n.constants[0] : "constant";
            case ZERO -> "0";
            default -> "v" + n.id;
        };
    }

    static String equation(Node n) {
        if (n.op.leaf()) {
            return label(n);
        }
        if (n.op == Op.LINEAR) {
            List<String> terms = new ArrayList<>();
            if (n.base != null) {
                terms.add(label(n.base));
            }
            for (int i = 0; i < n.args.length; i++) {
                terms.add(
                        block(n.weights[i]) + (n.transposed != n.graph.inputsFirst() ? "ᵀ " : " ") + label(n.args[i]));
            }
            if (n.vector != null) {
                terms.add(block(n.vector));
            }
            return String.join(" + ", terms);
        }
        String a = n.args.length > 0 ? label(n.args[0]) : "";
        String b = n.args.length > 1 ? label(n.args[1]) : "";
        String c = n.args.length > 2 ? label(n.args[2]) : "";
        String k = n.scalar != null ? "scalar" : number(n.k);
        return switch (n.op) {
            case ADD, SUB, MUL, DIV -> a + " " + n.op.symbol() + " " + b;
            case FMA -> a + " * " + b + " + " + c;
            case FNMA -> c + " - " + a + " * " + b;
            case SCALE -> k + " * " + a;
            case AXPY -> k + " * " + a + " + " + b;
            case ADDK -> a + " + " + k;
            case RSUBK -> k + " - " + a;
            case CLAMP -> "clamp(" + a + ", " + number(n.k) + ", " + number(n.k2) + ")";
            case SLICE -> a + "[" + n.from + ".." + (n.from + n.width - 1) + "]";
            default -> {
                List<String> args = new ArrayList<>();
                for (Node x : n.args) {
                    args.add(label(x));
                }
                yield n.op.symbol() + "(" + String.join(", ", args) + ")";
            }
        };
    }

    private static String block(ParameterSpec.Block b) {
        return b.parameter().name() + (b.gate().isEmpty() ? "" : "." + b.gate());
    }

    private static String number(double k) {
        return k == Math.rint(k) && Math.abs(k) < 1e9 ? Long.toString((long) k) : Double.toString(k);
    }
}
