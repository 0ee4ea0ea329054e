package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A planned graph with its storage, ready to run over the rows of a batch: before the loop, step by step, after it. A
 * backward program runs against the direction of its forward program, reads its values, and leaves the gradients of the
 * parameters.
 */
public final class Program {
    /** Multiplications for which a thread is worth its start. */
    static final long LITTLE = 500_000;

    /** Multiplications that an operation on one number takes as long as, roughly. */
    private static final int ELEMENT = 32;

    /** Into how many parts the steps of a tile are cut if threads share the work. */
    private static final int PARTS = 8;

    private final Plan plan;
    private final Kernels kernels;
    private final Rows rows;
    private final boolean descending;
    private final Storage storage;
    private final Layout layout;
    private final ParameterGradients gradients;
    private final ParameterSet parameters;
    private final int[][] tokens;
    private final Code[] before;
    private final Code[] loop;
    private final Code[] after;
    private final Entry[] entries;
    /** Sums over the steps, from 0 in each run. */
    private final Accumulator[] accumulators;

    private final List<ProductCode> products = new ArrayList<>();
    private final Kernels.Share allTiles = this::tiles;
    private final Turns turns;
    private int parts;
    private long packed = -1;
    /** Multiplications of one row at one step. */
    private long workOfRow;

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
        this.turns = new Turns(rows.tiles());
        this.tokens = inputs.tokens();
        this.storage =
                new Storage(plan, kernels, rows, descending, forward == null ? null : forward.storage, inputs.dense());
        this.layout = new Layout(kernels, rows, storage, parameters);
        this.before = compile(Plan.Phase.BEFORE, inputs);
        this.loop = compile(Plan.Phase.LOOP, inputs);
        this.after = compile(Plan.Phase.AFTER, inputs);
        List<Entry> states = new ArrayList<>();
        for (Map.Entry<String, Node> e : plan.graph().states().entrySet()) {
            Node state = e.getValue();
            states.add(new Entry(storage.starts.get(e.getKey()), storage.of(state), state.width()));
        }
        this.entries = states.toArray(new Entry[0]);
        List<Accumulator> sums = new ArrayList<>();
        for (Map.Entry<Node, Object[]> e : storage.accumulators.entrySet()) {
            sums.add(new Accumulator(e.getValue(), e.getKey().width()));
        }
        this.accumulators = sums.toArray(new Accumulator[0]);
        this.gradients =
                forward == null ? null : new ParameterGradients(layout, plan.graph(), forward.storage, forward.tokens);
    }

    private Code[] compile(Plan.Phase phase, Inputs inputs) {
        List<Code> list = new ArrayList<>();
        for (Plan.Item item : plan.items(phase)) {
            if (!item.linear) {
                list.add(new ElementCode(layout, item));
            } else if (inputs.isTokens(item.values.get(0).arg(0))) {
                list.add(new GatherCode(layout, tokens, item));
            } else {
                ProductCode product = new ProductCode(layout, item);
                products.add(product);
                list.add(product);
            }
            for (Node v : item.values) {
                workOfRow += item.linear ? v.width() : (long) ELEMENT * v.width();
                for (Node x : item.linear ? v.args() : new Node[0]) {
                    workOfRow += (long) x.width() * v.width();
                }
            }
        }
        return list.toArray(new Code[0]);
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
            for (ProductCode p : products) {
                p.pack();
            }
            for (Node v : storage.rowsOfParameters) {
                spread(v);
            }
            packed = parameters.version();
        }
        long most = Math.min(rows.tiles(), workOfRow * rows.total() / LITTLE);
        parts = most > 1 && kernels.threads() > 1 ? PARTS : 1;
        turns.begin(3 * parts);
        kernels.share(most, allTiles);
    }

    /** What a thread does: parts of tiles as long as there are any, since no row depends on another. */
    private void tiles(Kernels own, int thread) {
        for (int tile = turns.take(); tile >= 0; tile = turns.take()) {
            part(own, thread, tile, turns.part(tile));
            turns.end(tile);
        }
    }

    /** The steps before the loop come in so many parts, then as many of the loop, then those after it. */
    private void part(Kernels own, int thread, int tile, int part) {
        if (part == 0) {
            for (Accumulator a : accumulators) {
                own.fill(a.tiles[tile], 0, rows.perTile() * a.width, 0);
            }
        }
        int steps = rows.steps(tile);
        int from = (int) ((long) steps * (part % parts) / parts);
        int to = (int) ((long) steps * (part % parts + 1) / parts);
        if (part < parts) {
            for (Code c : before) {
                c.steps(own, thread, from, to, tile);
            }
        } else if (part < 2 * parts) {
            for (int i = from; i < to && loop.length > 0; i++) {
                int t = descending ? steps - 1 - i : i;
                enter(t, tile);
                for (Code c : loop) {
                    c.step(own, t, tile);
                }
            }
        } else {
            for (Code c : after) {
                c.steps(own, thread, from, to, tile);
            }
        }
    }

    /** Rows of a tile whose first step this is take their start. */
    private void enter(int t, int tile) {
        int to = rows.rowsOf(t, tile);
        int from = descending ? rows.rowsOf(t + 1, tile) : t == 0 ? 0 : to;
        if (from < to) {
            for (Entry e : entries) {
                int o = from * e.width;
                System.arraycopy(e.start[tile], o, e.place[t][tile], o, (to - from) * e.width);
            }
        }
    }

    /** A row of parameters, repeated for each row of a tile. */
    private void spread(Node v) {
        Parameter p = layout.parameter(v.vector());
        Object to = storage.of(v)[0][0];
        for (int r = 0; r < rows.perTile(); r++) {
            System.arraycopy(p.value, v.vector().offset(), to, r * v.width(), v.width());
        }
    }

    /** After a backward run: adds the batch's gradients to those of the parameters. */
    public void addParameterGradients() {
        gradients.add();
    }
}
