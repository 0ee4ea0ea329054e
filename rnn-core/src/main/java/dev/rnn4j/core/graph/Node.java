package dev.rnn4j.core.graph;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Elementwise;
import dev.rnn4j.api.Scalar;
import dev.rnn4j.api.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One value of a traced graph: an operation, its arguments and its constants. */
public final class Node implements Value {
    static final Node[] NONE = {};

    final Graph graph;
    final int id;
    final int width;
    Op op;
    Node[] args;
    double k;
    double k2;
    int from;
    ScalarValue scalar;
    Elementwise function;
    double[] constants;
    String name = "";
    /** A vector's parameter; the bias of a linear map (null: none). */
    ParameterSpec.Block vector;
    /** One block for each argument of a linear map. */
    ParameterSpec.Block[] weights;
    /** Whether a linear map uses its weights transposed, as derivatives do. */
    boolean transposed;
    /** Added to a linear map's product, where a sum has been folded into it. */
    Node base;
    /** In a backward graph: the forward value of a TAPE leaf. */
    Node taped;
    /** Whether a mask (k2 with probability k, else 0) is drawn once a sequence. */
    boolean perSequence;
    /** Whether the value follows from a state. */
    final boolean fromState;

    Node(Graph graph, Op op, int width, Node... args) {
        this.graph = graph;
        this.op = op;
        this.width = width;
        this.args = args;
        boolean state = op == Op.STATE;
        for (Node x : args) {
            state |= x.fromState;
        }
        this.fromState = state;
        this.id = graph.add(this);
    }

    // ---- for the scheduler

    public Graph graph() {
        return graph;
    }

    public int id() {
        return id;
    }

    public Op op() {
        return op;
    }

    public Node arg(int i) {
        return i < args.length ? args[i] : null;
    }

    public Node[] args() {
        return args;
    }

    /** All that this value is computed from. */
    public List<Node> operands() {
        if (base == null) {
            return Arrays.asList(args);
        }
        List<Node> all = new ArrayList<>(Arrays.asList(args));
        all.add(base);
        return all;
    }

    public double k() {
        return k;
    }

    public double k2() {
        return k2;
    }

    public int from() {
        return from;
    }

    public ScalarValue scalar() {
        return scalar;
    }

    public Elementwise function() {
        return function;
    }

    public double[] constants() {
        return constants;
    }

    public String name() {
        return name;
    }

    public ParameterSpec.Block vector() {
        return vector;
    }

    public ParameterSpec.Block[] weights() {
        return weights;
    }

    public boolean transposed() {
        return transposed;
    }

    public Node base() {
        return base;
    }

    public Node taped() {
        return taped;
    }

    public boolean perSequence() {
        return perSequence;
    }

    // ---- the value language

    @Override
    public int width() {
        return width;
    }

    private Node unary(Op o) {
        return new Node(graph, o, width, this);
    }

    private Node withConstant(Op o, double number) {
        Node n = unary(o);
        n.k = number;
        return n;
    }

    private Node binary(Op o, Value other, String what) {
        return new Node(graph, o, width, this, same(other, what));
    }

    /** The other operand, of this graph and of this width. */
    private Node same(Value other, String what) {
        Node n = graph.own(other);
        if (n.width != width) {
            int narrow = Math.min(n.width, width);
            throw new BadInputException("widths differ in " + what + ": " + width + " and " + n.width
                    + (narrow == 1 ? "; repeat the narrow one with expand(" + Math.max(n.width, width) + ")" : "")
                    + graph.where());
        }
        return n;
    }

    @Override
    public Value plus(Value other) {
        return binary(Op.ADD, other, "plus");
    }

    @Override
    public Value minus(Value other) {
        return binary(Op.SUB, other, "minus");
    }

    @Override
    public Value times(Value other) {
        Node n = same(other, "times");
        // a mask of an untrained run is all ones
        if (n.op == Op.CONSTANT && n.constants == null) {
            return this;
        }
        if (op == Op.CONSTANT && constants == null) {
            return n;
        }
        return new Node(graph, Op.MUL, width, this, n);
    }

    @Override
    public Value div(Value other) {
        return binary(Op.DIV, other, "div");
    }

    @Override
    public Value plus(double number) {
        return withConstant(Op.ADDK, number);
    }

    @Override
    public Value times(double number) {
        return withConstant(Op.SCALE, number);
    }

    @Override
    public Value plus(Scalar s) {
        return withScalar(Op.ADDK, s);
    }

    @Override
    public Value times(Scalar s) {
        return withScalar(Op.SCALE, s);
    }

    private Node withScalar(Op o, Scalar s) {
        Node n = unary(o);
        n.scalar = (ScalarValue) s;
        return n;
    }

    @Override
    public Value oneMinus() {
        if (op == Op.CONSTANT && constants != null) {
            return constant(Arrays.stream(constants).map(x -> 1 - x).toArray());
        }
        return withConstant(Op.RSUBK, 1);
    }

    @Override
    public Value max(Value other) {
        return binary(Op.MAX, other, "max");
    }

    @Override
    public Value min(Value other) {
        return binary(Op.MIN, other, "min");
    }

    @Override
    public Value clamp(double low, double high) {
        if (!(low <= high)) {
            throw new BadInputException("clamp(" + low + ", " + high + "): the first bound is above the second");
        }
        Node n = withConstant(Op.CLAMP, low);
        n.k2 = high;
        return n;
    }

    @Override
    public Value ifPositive(Value then, Value otherwise) {
        return new Node(graph, Op.CHOOSE, width, this, same(then, "ifPositive"), same(otherwise, "ifPositive"));
    }

    @Override
    public Value sigmoid() {
        return unary(Op.SIGMOID);
    }

    @Override
    public Value tanh() {
        return unary(Op.TANH);
    }

    @Override
    public Value relu() {
        return unary(Op.RELU);
    }

    @Override
    public Value exp() {
        return unary(Op.EXP);
    }

    @Override
    public Value expm1() {
        return unary(Op.EXPM1);
    }

    @Override
    public Value log() {
        return unary(Op.LOG);
    }

    @Override
    public Value log1p() {
        return unary(Op.LOG1P);
    }

    @Override
    public Value softplus() {
        return unary(Op.SOFTPLUS);
    }

    @Override
    public Value square() {
        return unary(Op.SQUARE);
    }

    @Override
    public Value sqrt() {
        return unary(Op.SQRT);
    }

    @Override
    public Value abs() {
        return unary(Op.ABS);
    }

    @Override
    public Value sign() {
        return unary(Op.SIGN);
    }

    @Override
    public Value erf() {
        return unary(Op.ERF);
    }

    @Override
    public Value apply(Elementwise f) {
        Node n = unary(Op.CUSTOM);
        n.function = f;
        return n;
    }

    @Override
    public Value sum() {
        return new Node(graph, Op.ROW_SUM, 1, this);
    }

    @Override
    public Value max() {
        return new Node(graph, Op.ROW_MAX, 1, this);
    }

    @Override
    public Value expand(int columns) {
        if (width != 1) {
            throw new BadInputException("expand needs a value of width 1, this one has " + width + graph.where());
        }
        positive(columns, "expand");
        return columns == 1 ? this : new Node(graph, Op.EXPAND, columns, this);
    }

    @Override
    public Value spread(int times) {
        positive(times, "spread");
        return times == 1 ? this : width == 1 ? expand(times) : new Node(graph, Op.SPREAD, width * times, this);
    }

    @Override
    public Value sumBlocks(int columns) {
        blocks(columns, "sumBlocks");
        return columns == 1 ? this : columns == width ? sum() : new Node(graph, Op.BLOCK_SUM, width / columns, this);
    }

    @Override
    public Value repeat(int times) {
        positive(times, "repeat");
        return times == 1 ? this : width == 1 ? expand(times) : new Node(graph, Op.REPEAT, width * times, this);
    }

    @Override
    public Value fold(int columns) {
        blocks(columns, "fold");
        return columns == width ? this : columns == 1 ? sum() : new Node(graph, Op.FOLD, columns, this);
    }

    private void blocks(int columns, String what) {
        positive(columns, what);
        if (width % columns != 0) {
            throw new BadInputException(what + "(" + columns + ") of a value of width " + width
                    + ", which is not a multiple of it" + graph.where());
        }
    }

    @Override
    public Value softmax() {
        return unary(Op.SOFTMAX);
    }

    @Override
    public Value logSoftmax() {
        return unary(Op.LOG_SOFTMAX);
    }

    @Override
    public Value normalize(double epsilon) {
        return withConstant(Op.NORMALIZE, epsilon);
    }

    @Override
    public Value slice(int start, int columns) {
        positive(columns, "slice");
        if (start < 0 || start + columns > width) {
            throw new BadInputException(
                    "slice(" + start + ", " + columns + ") is outside a value of width " + width + graph.where());
        }
        if (columns == width) {
            return this;
        }
        Node n = new Node(graph, Op.SLICE, columns, this);
        n.from = start;
        return n;
    }

    @Override
    public Value concat(Value... others) {
        Node[] parts = new Node[others.length + 1];
        parts[0] = this;
        int sum = width;
        for (int i = 0; i < others.length; i++) {
            parts[i + 1] = graph.own(others[i]);
            sum += parts[i + 1].width;
        }
        return others.length == 0 ? this : new Node(graph, Op.CONCAT, sum, parts);
    }

    @Override
    public Value constant(double... row) {
        positive(row.length, "constant");
        Node n = new Node(graph, Op.CONSTANT, row.length);
        n.constants = row.clone();
        return n;
    }

    @Override
    public Value detach() {
        return unary(Op.DETACH);
    }

    @Override
    public boolean follows(Value other) {
        Node from = graph.own(other);
        boolean[] reached = new boolean[id + 1];
        reached[id] = true;
        // arguments are older than what is computed from them
        for (int i = id; i > from.id; i--) {
            if (reached[i]) {
                graph.nodes().get(i).operands().forEach(x -> reached[x.id] = true);
            }
        }
        return from.id <= id && reached[from.id];
    }

    private void positive(int columns, String what) {
        if (columns < 1) {
            throw new BadInputException(what + " needs at least one column, not " + columns + graph.where());
        }
    }

    /** A linear map of operands, {@code Σ operandₖ · weightsₖ}. */
    static Node linear(Graph graph, int width, boolean transposed, Node[] operands, ParameterSpec.Block[] weights) {
        Node n = new Node(graph, Op.LINEAR, width, operands);
        n.transposed = transposed;
        n.weights = weights;
        return n;
    }

    @Override
    public String toString() {
        return Printer.equation(this);
    }
}
