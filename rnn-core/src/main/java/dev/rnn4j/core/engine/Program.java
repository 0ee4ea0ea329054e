package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A planned graph with its storage, ready to run over the rows of a batch: before the loop, step by step, after it. A
 * backward program runs against the direction of its forward program, reads its values, and leaves the gradients of the
 * parameters.
 */
public final class Program {
    /** Numbers of a result that a chain of operations works through at once, so that they stay in the nearest cache. */
    private static final int CHUNK = 2048;
    /** Numbers of a product's results that stay in the cache, and the fewest and most rows at once where steps do not wait. */
    private static final int GROUP = 64 * 1024;

    private static final int FEWEST_ROWS = 96;
    private static final int MOST_ROWS = 512;
    /** Multiplications below which threads are not worth their start. */
    private static final long LITTLE = 1_000_000;

    /** A gradient that is the sum of rows: of a delta over all steps, or of what was summed up per row. */
    private record Sum(Object[][] deltas, Object[] perRow, int width, Parameter parameter, int offset) {}

    private final Plan plan;
    private final Kernels kernels;
    private final Rows rows;
    private final boolean descending;
    private final Storage storage;
    private final ParameterSet parameters;
    private final int[][] tokens;
    private final Code[] before;
    private final Code[] loop;
    private final Code[] after;
    private final Entry[] entries;
    /** Sums over the steps, from 0 in each run. */
    private final Accumulator[] accumulators;

    private final List<WeightProduct> weightProducts = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private final List<Product> products = new ArrayList<>();
    private final Kernels.Share allTiles = this::tiles;
    private final Kernels.Share allSums = this::addSums;
    private final Object[] sumSoFar;
    private final Object[] rowToAdd;
    private long widthOfSums;
    private long packed = -1;
    /** Multiplications of one row at one step. */
    private long workOfRow;

    /** A compiled item. */
    private interface Code {
        /** For one step, on tiles {@code first}, {@code first + by}, ... */
        void step(Kernels own, int t, int first, int by);

        /** For the first steps, where none waits for another. */
        default void all(Kernels own, int steps, int first, int by) {
            for (int t = 0; t < steps; t++) {
                step(own, t, first, by);
            }
        }
    }

    /** A state: where its rows start from, and where it is at each step. */
    private record Entry(Object[] start, Object[][] place, int width) {}

    private record Accumulator(Object[] tiles, int width) {}

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
        this.sumSoFar = new Object[kernels.threads()];
        this.rowToAdd = new Object[kernels.threads()];
        this.storage =
                new Storage(plan, kernels, rows, descending, forward == null ? null : forward.storage, inputs.dense());
        this.before = compile(Plan.Phase.BEFORE, inputs);
        this.loop = compile(Plan.Phase.LOOP, inputs);
        this.after = compile(Plan.Phase.AFTER, inputs);
        this.entries = plan.graph().states().entrySet().stream()
                .map(e -> new Entry(
                        storage.starts.get(e.getKey()),
                        storage.of(e.getValue()),
                        e.getValue().width()))
                .toArray(Entry[]::new);
        this.accumulators = storage.accumulators.entrySet().stream()
                .map(e -> new Accumulator(e.getValue(), e.getKey().width()))
                .toArray(Accumulator[]::new);
        if (forward != null) {
            compileGradients(forward);
        }
    }

    private Code[] compile(Plan.Phase phase, Inputs inputs) {
        List<Code> list = new ArrayList<>();
        for (Plan.Item item : plan.items(phase)) {
            if (!item.linear) {
                list.add(new Elements(item));
            } else if (inputs.isTokens(item.values.get(0).arg(0))) {
                list.add(new Gather(item));
            } else {
                Product product = new Product(item);
                products.add(product);
                list.add(product);
            }
            for (Node v : item.values) {
                workOfRow += v.width();
                for (Node x : item.linear ? v.args() : new Node[0]) {
                    workOfRow += (long) x.width() * v.width();
                }
            }
        }
        return list.toArray(new Code[0]);
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
        for (Map.Entry<Node, Object[]> e : storage.accumulators.entrySet()) {
            ParameterSpec.Block b = e.getKey().vector();
            Parameter p = parameters.get(b.parameter().name());
            sums.add(new Sum(null, e.getValue(), e.getKey().width(), p, b.offset()));
        }
        widthOfSums = sums.stream().mapToLong(Sum::width).sum();
        int widest = sums.stream().mapToInt(Sum::width).max().orElse(0);
        Arrays.setAll(sumSoFar, i -> kernels.allocate(widest));
        Arrays.setAll(rowToAdd, i -> kernels.allocate(widest));
    }

    private void addSum(Node delta, ParameterSpec.Block b) {
        Parameter p = parameters.get(b.parameter().name());
        sums.add(new Sum(storage.of(delta), null, delta.width(), p, b.offset()));
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
            products.forEach(Product::pack);
            storage.rowsOfParameters.forEach(this::spread);
            packed = parameters.version();
        }
        if (rows.tiles() == 1) {
            tiles(kernels, 0, 1);
        } else {
            kernels.share(workOfRow * rows.total() > LITTLE, allTiles);
        }
    }

    /** All steps of tiles {@code first}, {@code first + by}, ...: no row depends on another. */
    private void tiles(Kernels own, int first, int by) {
        for (Accumulator a : accumulators) {
            for (int k = first; k < rows.tiles(); k += by) {
                own.fill(a.tiles[k], 0, rows.perTile() * a.width, 0);
            }
        }
        int steps = rows.steps();
        for (Code c : before) {
            c.all(own, steps, first, by);
        }
        for (int i = 0; i < steps && loop.length > 0; i++) {
            int t = descending ? steps - 1 - i : i;
            enter(t, first, by);
            for (Code c : loop) {
                c.step(own, t, first, by);
            }
        }
        for (Code c : after) {
            c.all(own, steps, first, by);
        }
    }

    /** Rows whose first step this is take their start. */
    private void enter(int t, int first, int by) {
        int to = rows.active(t);
        int from = descending ? rows.active(t + 1) : t == 0 ? 0 : to;
        for (int b = from; b < to; b++) {
            int tile = rows.tile(b);
            if (tile % by == first) {
                for (Entry e : entries) {
                    int o = rows.slot(b) * e.width;
                    System.arraycopy(e.start[tile], o, e.place[t][tile], o, e.width);
                }
            }
        }
    }

    /** A row of parameters, repeated for each row of a tile. */
    private void spread(Node v) {
        Parameter p = parameters.get(v.vector().parameter().name());
        Object to = storage.of(v)[0][0];
        for (int r = 0; r < rows.perTile(); r++) {
            System.arraycopy(p.value, v.vector().offset(), to, r * v.width(), v.width());
        }
    }

    /** After a backward run: adds the batch's gradients to those of the parameters. */
    public void addParameterGradients() {
        weightProducts.forEach(WeightProduct::run);
        kernels.share(widthOfSums * rows.total() > LITTLE, allSums);
    }

    private void addSums(Kernels own, int first, int of) {
        for (int i = 0; i < sums.size(); i++) {
            Sum s = sums.get(i);
            addSum(own, s, first, s.width * first / of, s.width * (first + 1) / of);
        }
    }

    /** Columns [from, to) of a sum; added up in an array of their own, from whose beginning a loop is vectorised. */
    private void addSum(Kernels own, Sum s, int thread, int from, int to) {
        Object sum = sumSoFar[thread];
        Object row = rowToAdd[thread];
        int n = to - from;
        System.arraycopy(s.parameter.gradient, s.offset + from, sum, 0, n);
        int steps = s.deltas == null ? 1 : rows.steps();
        for (int t = 0; t < steps; t++) {
            Object[] tiles = s.deltas == null ? s.perRow : s.deltas[t];
            int active = s.deltas == null ? rows.rows() : rows.active(t);
            for (int b = 0; b < active; b++) {
                System.arraycopy(tiles[rows.tile(b)], rows.slot(b) * s.width + from, row, 0, n);
                own.add(sum, row, n);
            }
        }
        System.arraycopy(sum, 0, s.parameter.gradient, s.offset + from, n);
    }

    // ---- compiled items

    /** Of some places, those of one tile side by side, {@code [step][tile][value]}; null where a value has none. */
    private Object[][][] sideBySide(List<Node> values) {
        Object[][][] all = new Object[rows.capacitySteps()][rows.tiles()][];
        for (int t = 0; t < all.length; t++) {
            for (int k = 0; k < all[t].length; k++) {
                all[t][k] = kernels.arrays(values.size());
                for (int j = 0; j < values.size(); j++) {
                    Object[][] place = values.get(j) == null ? null : storage.of(values.get(j));
                    all[t][k][j] = place == null ? null : place[t][k];
                }
            }
        }
        return all;
    }

    /** The tiles of all steps in one row. */
    private Object[] inOneRow(Object[][] place) {
        Object[] all = new Object[rows.capacitySteps() * rows.tiles()];
        for (int t = 0; place != null && t < rows.capacitySteps(); t++) {
            System.arraycopy(place[t], 0, all, t * rows.tiles(), rows.tiles());
        }
        return all;
    }

    /** Operations element by element and row by row, tile after tile, as many rows at once as stay in the cache. */
    private final class Elements implements Code {
        private final Instruction[] instructions;
        private final int chunk;

        Elements(Plan.Item item) {
            List<Instruction> list = new ArrayList<>();
            int widest = 1;
            for (Node v : item.values) {
                Instructions.compile(v, v.width(), storage::of, list);
                widest = Math.max(widest, v.width());
                for (Node x : v.args()) {
                    widest = Math.max(widest, x.width());
                }
            }
            instructions = list.toArray(new Instruction[0]);
            chunk = Math.max(1, CHUNK / widest);
        }

        @Override
        public void step(Kernels own, int t, int first, int by) {
            int tiles = rows.activeTiles(t);
            for (int k = first; k < tiles; k += by) {
                int n = rows.rowsOf(t, k);
                for (int r = 0; r < n; r += chunk) {
                    int to = Math.min(n, r + chunk);
                    for (Instruction i : instructions) {
                        own.run(
                                i,
                                i.y[t][k],
                                i.a == null ? null : i.a[t][k],
                                i.b == null ? null : i.b[t][k],
                                i.c == null ? null : i.c[t][k],
                                r,
                                to);
                    }
                }
            }
        }
    }

    /** Products of the same operands, as one. */
    private final class Product implements Code {
        private final Object[][][] operands;
        private final Object[][][] bases;
        private final Object[][][] results;
        private final int[] widths;
        private final Object[] weights;
        private final Parameter[] biases;
        private final int[] biasOffsets;
        /** Each bias repeated for the rows of a tile; null where there is none. */
        private final Object[] biasRows;

        private final Object[] packedWeights;
        private final int enough;
        private final Group[] groups = new Group[kernels.threads()];

        Product(Plan.Item item) {
            Node first = item.values.get(0);
            int inputs = first.args().length;
            int n = item.values.size();
            operands = sideBySide(List.of(first.args()));
            results = sideBySide(item.values);
            bases = sideBySide(item.values.stream().map(Node::base).collect(Collectors.toList()));
            widths = item.values.stream().mapToInt(Node::width).toArray();
            enough = Math.max(
                    FEWEST_ROWS,
                    Math.min(
                            MOST_ROWS, GROUP / Math.max(1, Arrays.stream(widths).sum())));
            weights = new Object[inputs];
            packedWeights = new Object[inputs];
            biases = new Parameter[n];
            biasOffsets = new int[n];
            biasRows = new Object[n];
            for (int i = 0; i < inputs; i++) {
                weights[i] = weightsOf(item.values, i, first.transposed());
            }
            for (int j = 0; j < n; j++) {
                Node v = item.values.get(j);
                if (v.vector() != null) {
                    biases[j] = parameters.get(v.vector().parameter().name());
                    biasOffsets[j] = v.vector().offset();
                    biasRows[j] = kernels.allocate(rows.perTile() * widths[j]);
                }
            }
        }

        /** The weights of one operand. */
        private Object weightsOf(List<Node> values, int operand, boolean transposed) {
            Parameter[] of = new Parameter[values.size()];
            int[] offsets = new int[of.length];
            int[] units = new int[of.length];
            for (int j = 0; j < of.length; j++) {
                ParameterSpec.Block w = values.get(j).weights()[operand];
                of[j] = parameters.get(w.parameter().name());
                offsets[j] = w.offset();
                units[j] = w.units();
            }
            return kernels.weightsOf(of, offsets, units, transposed);
        }

        void pack() {
            for (int j = 0; j < biases.length; j++) {
                for (int r = 0; biases[j] != null && r < rows.perTile(); r++) {
                    System.arraycopy(biases[j].value, biasOffsets[j], biasRows[j], r * widths[j], widths[j]);
                }
            }
            for (int i = 0; i < packedWeights.length; i++) {
                packedWeights[i] = kernels.pack(weights[i], rows, packedWeights[i]);
            }
        }

        @Override
        public void step(Kernels own, int t, int first, int by) {
            int tiles = rows.activeTiles(t);
            for (int k = first; k < tiles; k += by) {
                int n = rows.rowsOf(t, k);
                for (int j = 0; j < widths.length; j++) {
                    start(own, results[t][k][j], bases[t][k][j], j, n);
                }
                for (int i = 0; i < packedWeights.length; i++) {
                    Object a = operands[t][k][i];
                    if (a != null) {
                        own.product(a, packedWeights[i], results[t][k], n);
                    }
                }
            }
        }

        /** As many tiles at once as have enough rows, but no more than stay in the cache. */
        @Override
        public void all(Kernels own, int steps, int first, int by) {
            if (groups[first] == null) {
                groups[first] = new Group();
            }
            Group group = groups[first];
            for (int t = 0; t < steps; t++) {
                int tiles = rows.activeTiles(t);
                for (int k = first; k < tiles; k += by) {
                    group.add(t, k);
                    if (group.rowsInAll >= enough) {
                        group.run(own);
                    }
                }
            }
            group.run(own);
        }

        /** Tiles of several steps. */
        private final class Group {
            private final int[] step = new int[MOST_ROWS];
            private final int[] tile = new int[MOST_ROWS];
            private final int[] rowsOf = new int[MOST_ROWS];
            private final Object[] a = kernels.arrays(MOST_ROWS);
            private final Object[][] c = kernels.arraysOfArrays(MOST_ROWS);
            private int size;
            private int rowsInAll;

            void add(int t, int k) {
                step[size] = t;
                tile[size++] = k;
                rowsInAll += rows.rowsOf(t, k);
            }

            void run(Kernels own) {
                for (int p = 0; p < size; p++) {
                    for (int j = 0; j < widths.length; j++) {
                        Object base = bases[step[p]][tile[p]][j];
                        start(own, results[step[p]][tile[p]][j], base, j, rows.rowsOf(step[p], tile[p]));
                    }
                }
                for (int i = 0; i < packedWeights.length; i++) {
                    int parts = 0;
                    for (int p = 0; p < size; p++) {
                        Object operand = operands[step[p]][tile[p]][i];
                        if (operand != null) {
                            a[parts] = operand;
                            c[parts] = results[step[p]][tile[p]];
                            rowsOf[parts++] = rows.rowsOf(step[p], tile[p]);
                        }
                    }
                    own.products(a, packedWeights[i], c, rowsOf, parts);
                }
                size = 0;
                rowsInAll = 0;
            }
        }

        /** What a result starts from: its base, its bias, or 0. */
        private void start(Kernels own, Object c, Object base, int j, int n) {
            int length = n * widths[j];
            Object bias = biasRows[j];
            if (base == null && bias == null) {
                own.fill(c, 0, length, 0);
            } else if (base == null) {
                System.arraycopy(bias, 0, c, 0, length);
            } else {
                if (base != c) {
                    System.arraycopy(base, 0, c, 0, length);
                }
                if (bias != null) {
                    own.add(c, bias, length);
                }
            }
        }
    }

    /** A product with one-hot rows: rows of the weights, picked by token; a negative token is a row of zeros. */
    private final class Gather implements Code {
        private final Rowed[] values;

        /** A result, and what its rows are picked from and start from; no base and no bias where there is none. */
        private record Rowed(
                Object[][] place,
                int width,
                Parameter weight,
                int offset,
                Object[][] base,
                Parameter bias,
                int biasOffset) {}

        Gather(Plan.Item item) {
            values = item.values.stream().map(this::rowed).toArray(Rowed[]::new);
        }

        private Rowed rowed(Node v) {
            ParameterSpec.Block w = v.weights()[0];
            ParameterSpec.Block bias = v.vector();
            return new Rowed(
                    storage.of(v),
                    v.width(),
                    parameters.get(w.parameter().name()),
                    w.offset(),
                    v.base() == null ? null : storage.of(v.base()),
                    bias == null ? null : parameters.get(bias.parameter().name()),
                    bias == null ? 0 : bias.offset());
        }

        @Override
        public void step(Kernels own, int t, int first, int by) {
            for (Rowed v : values) {
                for (int b = 0; b < rows.active(t); b++) {
                    int tile = rows.tile(b);
                    if (tile % by == first) {
                        pick(own, v, t, b, tile);
                    }
                }
            }
        }

        private void pick(Kernels own, Rowed v, int t, int b, int tile) {
            int o = rows.slot(b) * v.width;
            Object to = v.place[t][tile];
            int token = tokens[t][b];
            if (token < 0) {
                own.fill(to, o, o + v.width, 0);
            } else {
                System.arraycopy(v.weight.value, v.weight.offset(token) + v.offset, to, o, v.width);
            }
            if (v.base != null) {
                own.addRow(to, o, v.base[t][tile], o, v.width);
            }
            if (v.bias != null) {
                own.addRow(to, o, v.bias.value, v.biasOffset, v.width);
            }
        }
    }

    /** The gradients of all weights of one operand. */
    private final class WeightProduct {
        private final int[][] operandTokens;
        private final Object[][][] deltas;
        private final int inputs;
        private final int[] widths;
        private final Parameter[] weights;
        private final int[] offsets;
        private final Object gradient;
        private final long workOfRow;
        private final Kernels.Share share;

        WeightProduct(Program forward, Node in, List<Graph.WeightGradient> gradients) {
            Object[][] operand = forward.storage.of(in);
            boolean gathered = forward.tokens != null && in.op() == Op.INPUT && operand == null;
            operandTokens = gathered ? forward.tokens : null;
            inputs = in.width();
            int n = gradients.size();
            deltas = new Object[n][][];
            widths = new int[n];
            weights = new Parameter[n];
            offsets = new int[n];
            List<Object[]> d = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                Graph.WeightGradient g = gradients.get(i);
                deltas[i] = storage.of(g.delta());
                widths[i] = g.delta().width();
                weights[i] = parameters.get(g.weights().parameter().name());
                offsets[i] = g.weights().offset();
                d.add(inOneRow(deltas[i]));
            }
            gradient = gathered || operand == null
                    ? null
                    : kernels.gradientOf(inOneRow(operand), inputs, d, widths, weights, offsets);
            share = gathered ? this::gather : this::multiply;
            workOfRow = (gathered ? 1L : inputs) * Arrays.stream(widths).sum();
        }

        void run() {
            if (operandTokens != null || gradient != null) {
                kernels.share(workOfRow * rows.total() > LITTLE, share);
            }
        }

        /** A share of the rows of the gradient. */
        private void multiply(Kernels own, int first, int of) {
            own.gradient(gradient, rows, inputs * first / of, inputs * (first + 1) / of);
        }

        /** A share of the columns. */
        private void gather(Kernels own, int first, int of) {
            for (int i = 0; i < weights.length; i++) {
                int from = widths[i] * first / of;
                int to = widths[i] * (first + 1) / of;
                for (int t = 0; t < rows.steps(); t++) {
                    for (int b = 0; b < rows.active(t); b++) {
                        int token = operandTokens[t][b];
                        if (token >= 0) {
                            own.addRow(
                                    weights[i].gradient,
                                    weights[i].offset(token) + offsets[i] + from,
                                    deltas[i][t][rows.tile(b)],
                                    rows.slot(b) * widths[i] + from,
                                    to - from);
                        }
                    }
                }
            }
        }
    }
}
