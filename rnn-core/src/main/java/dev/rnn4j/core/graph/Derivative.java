package dev.rnn4j.core.graph;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Derives the backward step of a graph. It is a graph of the same kind: its inputs are the gradients of the outputs
 * ({@code "d.out"}), its states the gradients that come from the step after, its next states those that go to the step
 * before, its outputs the gradients of the inputs ({@code "d.x"}). What it needs of the forward step it reads from the
 * tape.
 */
public final class Derivative {
    /** A backward graph and the forward values that it reads. */
    public record Result(Graph backward, Collection<Node> taped) {}

    private static final double TWO_BY_ROOT_PI = 2 / Math.sqrt(Math.PI);

    private final Graph forward;
    private final Graph backward;
    private final Set<String> wanted;
    private final boolean parameters;
    private final Map<Node, Node> tape = new LinkedHashMap<>();
    private final Map<Node, List<Node>> contributions = new HashMap<>();
    private final Map<Node, List<Graph.WeightGradient>> products = new HashMap<>();

    private Derivative(Graph forward, Set<String> wanted, boolean parameters) {
        this.forward = forward;
        this.backward = new Graph(forward.owner() + ", backward");
        this.wanted = wanted;
        this.parameters = parameters;
    }

    /** The name of a gradient. */
    public static String of(String name) {
        return "d." + name;
    }

    /**
     * The backward step.
     *
     * @param wanted names of the inputs whose gradients are wanted
     * @param parameters whether those of the parameters are
     */
    public static Result derive(Graph forward, Set<String> wanted, boolean parameters) {
        Derivative d = new Derivative(forward, wanted, parameters);
        d.run();
        List<Node> taped = new ArrayList<>(d.tape.keySet());
        for (Graph.WeightGradient w : d.backward.weightGradients) {
            taped.add(w.operand());
        }
        return new Result(d.backward, taped);
    }

    private void run() {
        for (Map.Entry<String, Node> o : forward.outputs.entrySet()) {
            Node d = leaf(Op.INPUT, of(o.getKey()), o.getValue().width);
            backward.inputs.put(d.name, d);
            add(o.getValue(), d);
        }
        for (Map.Entry<String, Node> s : forward.states.entrySet()) {
            Node d = leaf(Op.STATE, s.getKey(), s.getValue().width);
            backward.states.put(d.name, d);
            add(forward.next.get(s.getKey()), d);
        }
        boolean[] live = forward.live(List.of());
        List<Node> nodes = forward.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node v = nodes.get(i);
            boolean input = v.op == Op.INPUT && wanted.contains(v.name);
            boolean state = v.op == Op.STATE;
            if (!live[i] && !input && !state) {
                continue;
            }
            Node g = total(v);
            if (input) {
                backward.outputs.put(of(v.name), g == null ? new Node(backward, Op.ZERO, v.width) : g);
            } else if (state) {
                backward.next.put(v.name, g == null ? new Node(backward, Op.ZERO, v.width) : g);
            } else if (g != null) {
                differentiate(v, g);
            }
        }
    }

    private Node leaf(Op op, String name, int width) {
        Node n = new Node(backward, op, width);
        n.name = name;
        return n;
    }

    /** A forward value as the backward step reads it. */
    private Node tape(Node v) {
        if (v.op == Op.CONSTANT) {
            Node c = new Node(backward, Op.CONSTANT, v.width);
            c.constants = v.constants;
            return c;
        }
        return tape.computeIfAbsent(v, x -> {
            Node n = leaf(Op.TAPE, x.name, x.width);
            n.taped = x;
            return n;
        });
    }

    private void add(Node v, Node gradient) {
        contributions.computeIfAbsent(v, x -> new ArrayList<>()).add(gradient);
    }

    /** The gradient of a value: the sum over all that use it; null if nothing does. */
    private Node total(Node v) {
        Node sum = null;
        for (Node c : contributions.getOrDefault(v, List.of())) {
            sum = sum == null ? c : (Node) sum.plus(c);
        }
        // transposed products of one operand are one product, apart for those that are known before the loop
        for (int late = 0; late < 2; late++) {
            List<Node> deltas = new ArrayList<>();
            List<ParameterSpec.Block> weights = new ArrayList<>();
            for (Graph.WeightGradient w : products.getOrDefault(v, List.of())) {
                if (w.delta().fromState == (late == 1)) {
                    deltas.add(w.delta());
                    weights.add(w.weights());
                }
            }
            if (!deltas.isEmpty()) {
                Node product = Node.linear(
                        backward,
                        v.width,
                        true,
                        deltas.toArray(Node.NONE),
                        weights.toArray(new ParameterSpec.Block[0]));
                sum = sum == null ? product : (Node) sum.plus(product);
            }
        }
        return sum;
    }

    private Node op(Op op, int width, Node... args) {
        return new Node(backward, op, width, args);
    }

    private Node mul(Node a, Node b) {
        return op(Op.MUL, a.width, a, b);
    }

    private void differentiate(Node v, Node g) {
        Node a = v.arg(0);
        Node b = v.arg(1);
        int w = v.width;
        switch (v.op) {
            case COPY -> add(a, g);
            case ADD -> {
                add(a, g);
                add(b, g);
            }
            case SUB -> {
                add(a, g);
                add(b, (Node) g.unaryMinus());
            }
            case MUL -> {
                add(a, mul(g, tape(b)));
                add(b, mul(g, tape(a)));
            }
            case DIV -> {
                Node da = op(Op.DIV, w, g, tape(b));
                add(a, da);
                add(b, (Node) mul(da, tape(v)).unaryMinus());
            }
            case SCALE -> add(a, (Node) g.times(v.k));
            case ADDK -> add(a, g);
            case RSUBK -> add(a, (Node) g.unaryMinus());
            case MAX -> choose(op(Op.SUB, w, tape(b), tape(a)), g, b, a);
            case MIN -> choose(op(Op.SUB, w, tape(a), tape(b)), g, b, a);
            case CHOOSE -> choose(tape(a), g, b, v.arg(2));
            case CLAMP -> {
                Node d = op(Op.CLAMP_GRAD, w, g, tape(a));
                d.k = v.k;
                d.k2 = v.k2;
                add(a, d);
            }
            case SIGMOID -> add(a, op(Op.SIGMOID_GRAD, w, g, tape(v)));
            case TANH -> add(a, op(Op.TANH_GRAD, w, g, tape(v)));
            case RELU -> add(a, op(Op.RELU_GRAD, w, g, tape(v)));
            case EXP -> add(a, mul(g, tape(v)));
            case EXPM1 -> add(a, mul(g, (Node) tape(v).plus(1)));
            case LOG -> add(a, op(Op.DIV, w, g, tape(a)));
            case LOG1P -> add(a, (Node) g.div(tape(a).plus(1)));
            case SOFTPLUS -> add(a, (Node) g.times(tape(a).sigmoid()));
            case SQUARE -> add(a, (Node) mul(g, tape(a)).times(2));
            case SQRT -> add(a, (Node) g.div(tape(v)).times(0.5));
            case ABS -> add(a, (Node) g.times(tape(a).sign()));
            case ERF -> {
                Node d = op(Op.ERF_GRAD, w, g, tape(a));
                d.k = TWO_BY_ROOT_PI;
                add(a, d);
            }
            case CUSTOM -> {
                Node d = op(Op.CUSTOM_GRAD, w, g, tape(a), tape(v));
                d.function = v.function;
                add(a, d);
            }
            case ROW_SUM -> add(a, (Node) g.expand(a.width));
            case EXPAND -> add(a, (Node) g.sum());
            case SPREAD -> add(a, (Node) g.sumBlocks(w / a.width));
            case BLOCK_SUM -> add(a, (Node) g.spread(a.width / w));
            case REPEAT -> add(a, (Node) g.fold(a.width));
            case FOLD -> add(a, (Node) g.repeat(a.width / w));
            case ROW_MAX -> add(a, op(Op.ROW_MAX_GRAD, a.width, g, tape(a)));
            case SOFTMAX -> add(a, op(Op.SOFTMAX_GRAD, w, g, tape(v)));
            case LOG_SOFTMAX -> add(a, op(Op.LOG_SOFTMAX_GRAD, w, g, tape(v)));
            case NORMALIZE -> {
                Node d = op(Op.NORMALIZE_GRAD, w, g, tape(a));
                d.k = v.k;
                add(a, d);
            }
            case SLICE -> {
                Node d = op(Op.PAD, a.width, g);
                d.from = v.from;
                add(a, d);
            }
            case CONCAT -> {
                int from = 0;
                for (Node part : v.args) {
                    add(part, (Node) g.slice(from, part.width));
                    from += part.width;
                }
            }
            case VECTOR -> {
                if (parameters) {
                    accumulate(v.vector, g);
                }
            }
            case LINEAR -> {
                Graph.WeightGradient weight = new Graph.WeightGradient(a, g, v.weights[0]);
                products.computeIfAbsent(a, x -> new ArrayList<>()).add(weight);
                if (parameters) {
                    backward.weightGradients.add(weight);
                    if (v.vector != null) {
                        accumulate(v.vector, g);
                    }
                }
            }
            case SIGN, DETACH, CONSTANT, MASK, INPUT, ZERO -> {
                // no gradient goes further
            }
            default -> throw new IllegalStateException("no derivative of " + v.op);
        }
    }

    private void accumulate(ParameterSpec.Block vector, Node gradient) {
        Node sum = op(Op.ACCUMULATE, gradient.width, gradient);
        sum.vector = vector;
        backward.accumulators.add(sum);
    }

    /** The gradient goes to {@code then} where the condition is positive, to {@code otherwise} elsewhere. */
    private void choose(Node condition, Node g, Node then, Node otherwise) {
        Node zero = op(Op.ZERO, g.width);
        add(then, op(Op.CHOOSE, g.width, condition, g, zero));
        add(otherwise, op(Op.CHOOSE, g.width, condition, zero, g));
    }
}
