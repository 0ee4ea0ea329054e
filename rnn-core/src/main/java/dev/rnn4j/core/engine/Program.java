package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A planned graph with its storage, ready to run over the rows of a batch: before the loop, step by step, after it. A
 * backward program runs against the direction of its forward program, reads its values, and leaves the gradients of the
 * parameters.
 */
public final class Program {
    private record Sum(Node node, Object buffer, Parameter parameter, int offset) {}

    private final Plan plan;
    private final Kernels kernels;
    private final Rows rows;
    private final boolean descending;
    private final Storage storage;
    private final ParameterSet parameters;
    private final int[][] tokens;
    private final Map<Plan.Phase, List<Code>> code = new LinkedHashMap<>();
    private final List<WeightProduct> weightProducts = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private long packed = -1;

    /** A compiled item. */
    private interface Code {
        /** For one step in the loop. */
        void step(int t);

        /** For all steps, outside the loop. */
        void all();
    }

    /** What a program reads from outside. */
    public record Inputs(Map<String, Object[][]> dense, String tokenInput, int[][] tokens) {
        /** Only dense inputs. */
        public static Inputs dense(Map<String, Object[][]> places) {
            return new Inputs(places, "", null);
        }

        boolean isTokens(Node v) {
            return v.op() == Op.INPUT && tokens != null && v.name().equals(tokenInput);
        }
    }

    /** A forward program. */
    public Program(Plan plan, Kernels kernels, Rows rows, ParameterSet parameters, boolean descending, Inputs inputs) {
        this(plan, kernels, rows, parameters, descending, inputs, null);
    }

    /** The backward program of a forward one; it takes the gradients of the outputs from {@code inputs}. */
    public static Program backward(Plan plan, Program forward, Map<String, Object[][]> inputs) {
        return new Program(
                plan,
                forward.kernels,
                forward.rows,
                forward.parameters,
                !forward.descending,
                Inputs.dense(inputs),
                forward);
    }

    private Program(
            Plan plan,
            Kernels kernels,
            Rows rows,
            ParameterSet parameters,
            boolean descending,
            Inputs inputs,
            Program forward) {
        this.plan = plan;
        this.kernels = kernels;
        this.rows = rows;
        this.parameters = parameters;
        this.descending = descending;
        this.tokens = inputs.tokens();
        this.storage =
                new Storage(plan, kernels, rows, descending, forward == null ? null : forward.storage, inputs.dense());
        for (Plan.Phase p : Plan.Phase.values()) {
            List<Code> list = new ArrayList<>();
            for (Plan.Item item : plan.items(p)) {
                if (!item.linear) {
                    list.add(new Elements(item));
                } else if (inputs.isTokens(item.values.get(0).arg(0))) {
                    list.add(new Gather(item));
                } else {
                    Product product = new Product(item);
                    products.add(product);
                    list.add(product);
                }
            }
            code.put(p, list);
        }
        if (forward != null) {
            compileGradients(forward);
        }
    }

    private void compileGradients(Program forward) {
        Map<Node, List<Graph.WeightGradient>> byOperand = new LinkedHashMap<>();
        for (Graph.WeightGradient w : plan.graph().weightGradients()) {
            byOperand.computeIfAbsent(w.operand(), k -> new ArrayList<>()).add(w);
            if (w.bias() != null) {
                addSum(w.delta(), w.bias());
            }
        }
        for (Map.Entry<Node, List<Graph.WeightGradient>> e : byOperand.entrySet()) {
            weightProducts.add(new WeightProduct(forward, e.getKey(), e.getValue()));
        }
        for (Map.Entry<Node, Object> e : storage.accumulators.entrySet()) {
            ParameterSpec.Block b = e.getKey().vector();
            sums.add(new Sum(null, e.getValue(), parameters.get(b.parameter().name()), b.offset()));
        }
    }

    private void addSum(Node delta, ParameterSpec.Block b) {
        Object buffer = kernels.allocate(rows.perTile() * delta.width());
        sums.add(new Sum(delta, buffer, parameters.get(b.parameter().name()), b.offset()));
    }

    // ---- places

    /** Where an output is, {@code [step][tile]}. */
    public Object[][] output(String name) {
        return storage.of(plan.graph().outputs().get(name));
    }

    /** Where a state starts from, by tile: for each row the value before its first step. */
    public Object[] start(String state) {
        return storage.starts.get(state);
    }

    /** Where a state is before each step and after the last, {@code [step][tile]}. */
    public Object[][] state(String name) {
        return storage.states.get(name);
    }

    /** The state that is the output, if the output is one; else an empty name. */
    public String emittedState() {
        Node out = plan.graph().outputs().values().iterator().next();
        for (Map.Entry<String, Node> e : plan.graph().next().entrySet()) {
            Node next = e.getValue();
            if (next == out || next.op() == Op.COPY && next.arg(0) == out) {
                return e.getKey();
            }
        }
        return "";
    }

    public Graph graph() {
        return plan.graph();
    }

    public Rows rows() {
        return rows;
    }

    /** Where a mask is drawn. */
    public Object[][] mask(Node mask) {
        return storage.of(mask);
    }

    // ---- running

    /** Runs over all steps of the batch that {@link #rows} describes. */
    public void run() {
        if (packed != parameters.version()) {
            for (Product p : products) {
                p.pack();
            }
            for (Node v : storage.rowsOfParameters) {
                spread(v);
            }
            packed = parameters.version();
        }
        for (Map.Entry<Node, Object> e : storage.accumulators.entrySet()) {
            kernels.fill(e.getValue(), 0, rows.perTile() * e.getKey().width(), 0);
        }
        for (Code c : code.get(Plan.Phase.BEFORE)) {
            c.all();
        }
        if (!code.get(Plan.Phase.LOOP).isEmpty()) {
            int steps = rows.steps();
            for (int i = 0; i < steps; i++) {
                step(descending ? steps - 1 - i : i);
            }
        }
        for (Code c : code.get(Plan.Phase.AFTER)) {
            c.all();
        }
    }

    private void step(int t) {
        int to = rows.active(t);
        int from = descending ? rows.active(t + 1) : t == 0 ? 0 : to;
        if (from < to) {
            enter(t, from, to);
        }
        List<Code> loop = code.get(Plan.Phase.LOOP);
        for (int i = 0; i < loop.size(); i++) {
            loop.get(i).step(t);
        }
    }

    /** Rows whose first step this is take their start. */
    private void enter(int t, int from, int to) {
        for (Map.Entry<String, Node> e : plan.graph().states().entrySet()) {
            int w = e.getValue().width();
            Object[] start = storage.starts.get(e.getKey());
            Object[] place = storage.of(e.getValue())[t];
            for (int b = from; b < to; b++) {
                int tile = b / rows.perTile();
                int o = b % rows.perTile() * w;
                System.arraycopy(start[tile], o, place[tile], o, w);
            }
        }
    }

    /** A row of parameters, repeated for each row of a tile. */
    private void spread(Node v) {
        Parameter p = parameters.get(v.vector().parameter().name());
        Object to = storage.of(v)[0][0];
        for (int r = 0; r < rows.perTile(); r++) {
            System.arraycopy(p.tile(p.value, 0), v.vector().offset(), to, r * v.width(), v.width());
        }
    }

    /** After a backward run: adds the batch's gradients to those of the parameters. */
    public void addParameterGradients() {
        for (WeightProduct w : weightProducts) {
            w.run();
        }
        for (Sum s : sums) {
            int width = s.node() == null ? 0 : s.node().width();
            if (s.node() != null) {
                kernels.fill(s.buffer(), 0, rows.perTile() * width, 0);
                Object[][] d = storage.of(s.node());
                for (int t = 0; t < rows.steps(); t++) {
                    for (int k = 0; k < rows.activeTiles(t); k++) {
                        kernels.add(s.buffer(), d[t][k], rows.rowsOf(t, k) * width);
                    }
                }
            }
            int columns = s.node() == null ? s.parameter().units() : width;
            for (int r = 0; r < rows.perTile(); r++) {
                kernels.addRow(
                        s.parameter().tile(s.parameter().gradient, 0), s.offset(), s.buffer(), r * columns, columns);
            }
        }
    }

    // ---- compiled items

    private View view(List<Node> nodes) {
        Object[][][] blocks = new Object[nodes.size()][][];
        int[] widths = new int[nodes.size()];
        for (int i = 0; i < widths.length; i++) {
            Node n = nodes.get(i);
            blocks[i] = n == null ? null : storage.of(n);
            widths[i] = n == null ? 0 : n.width();
        }
        return new View(rows, blocks, widths);
    }

    /** The bases of some linear maps; null if none has one. */
    private View bases(List<Node> values) {
        Object[][][] blocks = new Object[values.size()][][];
        int[] widths = new int[values.size()];
        boolean any = false;
        for (int i = 0; i < widths.length; i++) {
            Node base = values.get(i).base();
            widths[i] = values.get(i).width();
            blocks[i] = base == null ? null : storage.of(base);
            any |= base != null;
        }
        return any ? new View(rows, blocks, widths) : null;
    }

    /** Operations element by element and row by row, tile after tile. */
    private final class Elements implements Code {
        private final Instruction[] instructions;

        Elements(Plan.Item item) {
            List<Instruction> list = new ArrayList<>();
            for (Node v : item.values) {
                Instructions.compile(v, v.width(), storage::of, list);
            }
            instructions = list.toArray(new Instruction[0]);
        }

        @Override
        public void step(int t) {
            int tiles = rows.activeTiles(t);
            for (int k = 0; k < tiles; k++) {
                int n = rows.rowsOf(t, k);
                for (Instruction i : instructions) {
                    kernels.run(
                            i,
                            i.y[t][k],
                            i.a == null ? null : i.a[t][k],
                            i.b == null ? null : i.b[t][k],
                            i.c == null ? null : i.c[t][k],
                            n);
                }
            }
        }

        @Override
        public void all() {
            for (int t = 0; t < rows.steps(); t++) {
                step(t);
            }
        }
    }

    /** Products of the same operands, as one. */
    private final class Product implements Code {
        private final View a;
        private final View base;
        private final View c;
        private final boolean transposed;
        private final Parameter[][] weights;
        private final int[][] offsets;
        private final int[][] units;
        private final Parameter[] biases;
        private final int[] biasOffsets;
        private final Object bias;
        private Object packedWeights;

        Product(Plan.Item item) {
            Node first = item.values.get(0);
            int operands = first.args().length;
            int results = item.values.size();
            a = view(List.of(first.args()));
            c = view(item.values);
            base = bases(item.values);
            transposed = first.transposed();
            weights = new Parameter[operands][results];
            offsets = new int[operands][results];
            units = new int[operands][results];
            biases = new Parameter[results];
            biasOffsets = new int[results];
            boolean anyBias = false;
            for (int j = 0; j < results; j++) {
                Node v = item.values.get(j);
                for (int i = 0; i < operands; i++) {
                    ParameterSpec.Block w = v.weights()[i];
                    weights[i][j] = parameters.get(w.parameter().name());
                    offsets[i][j] = w.offset();
                    units[i][j] = w.units();
                }
                if (v.vector() != null) {
                    biases[j] = parameters.get(v.vector().parameter().name());
                    biasOffsets[j] = v.vector().offset();
                    anyBias = true;
                }
            }
            bias = anyBias ? kernels.allocate(c.width) : null;
        }

        void pack() {
            packedWeights = kernels.pack(weights, offsets, units, transposed, packedWeights);
            for (int j = 0; j < biases.length; j++) {
                if (biases[j] != null) {
                    System.arraycopy(
                            biases[j].tile(biases[j].value, 0), biasOffsets[j], bias, c.offsets[j], c.widths[j]);
                }
            }
        }

        @Override
        public void step(int t) {
            kernels.product(a, packedWeights, base, bias, c, rows.start(t), rows.active(t));
        }

        @Override
        public void all() {
            kernels.product(a, packedWeights, base, bias, c, 0, rows.total());
        }
    }

    /** A product with one-hot rows: rows of the weights, picked by token; a negative token is a row of zeros. */
    private final class Gather implements Code {
        private final List<Node> values;

        Gather(Plan.Item item) {
            values = item.values;
        }

        @Override
        public void all() {
            for (int t = 0; t < rows.steps(); t++) {
                step(t);
            }
        }

        @Override
        public void step(int t) {
            for (Node v : values) {
                ParameterSpec.Block w = v.weights()[0];
                Parameter weight = parameters.get(w.parameter().name());
                int width = v.width();
                for (int b = 0; b < rows.active(t); b++) {
                    int tile = b / rows.perTile();
                    int o = b % rows.perTile() * width;
                    Object to = storage.of(v)[t][tile];
                    int token = tokens[t][b];
                    if (token < 0) {
                        kernels.fill(to, o, o + width, 0);
                    } else {
                        System.arraycopy(
                                weight.tile(weight.value, token), weight.offset(token) + w.offset(), to, o, width);
                    }
                    if (v.base() != null) {
                        kernels.addRow(to, o, storage.of(v.base())[t][tile], o, width);
                    }
                    if (v.vector() != null) {
                        Parameter bias = parameters.get(v.vector().parameter().name());
                        kernels.addRow(
                                to, o, bias.tile(bias.value, 0), v.vector().offset(), width);
                    }
                }
            }
        }
    }

    /** The gradients of all weights of one operand. */
    private final class WeightProduct {
        private final View operand;
        private final int[][] operandTokens;
        private final View deltas;
        private final Parameter[] weights;
        private final int[] offsets;

        WeightProduct(Program forward, Node in, List<Graph.WeightGradient> gradients) {
            boolean gathered = forward.tokens != null && in.op() == Op.INPUT && forward.storage.of(in) == null;
            operandTokens = gathered ? forward.tokens : null;
            operand = gathered ? null : forward.view(List.of(in));
            List<Node> d = new ArrayList<>();
            weights = new Parameter[gradients.size()];
            offsets = new int[gradients.size()];
            for (int i = 0; i < weights.length; i++) {
                Graph.WeightGradient g = gradients.get(i);
                d.add(g.delta());
                weights[i] = parameters.get(g.weights().parameter().name());
                offsets[i] = g.weights().offset();
            }
            deltas = view(d);
        }

        void run() {
            if (operandTokens == null) {
                kernels.weightGradient(operand, deltas, weights, offsets);
                return;
            }
            for (int i = 0; i < weights.length; i++) {
                int width = deltas.widths[i];
                for (int t = 0; t < rows.steps(); t++) {
                    for (int b = 0; b < rows.active(t); b++) {
                        int token = operandTokens[t][b];
                        if (token < 0) {
                            continue;
                        }
                        Object from = deltas.blocks[i][t][b / rows.perTile()];
                        kernels.addRow(
                                weights[i].tile(weights[i].gradient, token),
                                weights[i].offset(token) + offsets[i],
                                from,
                                b % rows.perTile() * width,
                                width);
                    }
                }
            }
        }
    }
}
