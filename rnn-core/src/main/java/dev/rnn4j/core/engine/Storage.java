package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * The place of each value of a plan, {@code [step][tile]}. A value that lives for a step has a place for one step, which
 * it may share with others; only what is read later or from outside is kept for all steps. A result takes the place of an operand that dies with it.
 */
final class Storage {
    private static final int FOREVER = Integer.MAX_VALUE;

    /** How long a place lives, from the shortest. */
    private enum Life {
        STEP,
        SEQUENCE
    }

    private final Plan plan;
    private final Kernels kernels;
    private final Rows rows;
    private final Object[][][] places;
    private final Life[] life;
    private final int[] lastUse;
    private final boolean[] given;
    /** By how long places are needed, then by width. */
    private final Map<Life, Map<Integer, Deque<Object[][]>>> free = new EnumMap<>(Life.class);

    final Map<String, Object[][]> states = new LinkedHashMap<>();
    final Map<String, Object[]> starts = new LinkedHashMap<>();
    final Map<Node, Object[]> accumulators = new LinkedHashMap<>();
    final List<Node> rowsOfParameters = new ArrayList<>();

    /**
     * Gives out the places.
     *
     * @param descending whether time runs from the last step to the first
     * @param forward the storage of the forward step, if this is a backward one
     * @param inputs the places of the inputs
     */
    Storage(
            Plan plan,
            Kernels kernels,
            Rows rows,
            boolean descending,
            Storage forward,
            Map<String, Object[][]> inputs) {
        this.plan = plan;
        this.kernels = kernels;
        this.rows = rows;
        int n = plan.graph().nodes().size();
        this.places = new Object[n][][];
        this.life = new Life[n];
        this.lastUse = new int[n];
        this.given = new boolean[n];
        for (Life l : Life.values()) {
            free.put(l, new HashMap<>());
        }
        Life[] needed = lifetimes();
        placeStates(descending, forward != null);
        for (Node v : plan.graph().nodes()) {
            if (plan.live(v)) {
                placeLeaf(v, forward, inputs);
            }
        }
        placeRest(needed);
    }

    Object[][] of(Node v) {
        return places[v.id()];
    }

    private Life[] lifetimes() {
        Life[] needed = new Life[places.length];
        Arrays.fill(needed, Life.STEP);
        for (Node v : plan.graph().nodes()) {
            if (!plan.live(v)) {
                continue;
            }
            for (Node x : v.operands()) {
                lastUse[x.id()] = Math.max(lastUse[x.id()], plan.position(v));
                if (x.op().leaf() || plan.itemOf(x) == plan.itemOf(v)) {
                    continue;
                }
                boolean sameStep = plan.phase(x) == Plan.Phase.LOOP && plan.phase(v) == Plan.Phase.LOOP;
                Life need = sameStep ? Life.STEP : Life.SEQUENCE;
                if (need.compareTo(needed[x.id()]) > 0) {
                    needed[x.id()] = need;
                }
            }
        }
        for (Node v : plan.kept()) {
            if (v.graph() == plan.graph()) {
                lastUse[v.id()] = FOREVER;
                needed[v.id()] = Life.SEQUENCE;
            }
        }
        return needed;
    }

    private void fix(Node v, Object[][] place) {
        places[v.id()] = place;
        life[v.id()] = Life.SEQUENCE;
        lastUse[v.id()] = FOREVER;
        given[v.id()] = true;
    }

    /**
     * A state before step t and after it are neighbours in one list. A backward step running down needs only two, unless
     * something reads them after the loop.
     */
    private void placeStates(boolean descending, boolean backward) {
        Graph g = plan.graph();
        for (Map.Entry<String, Node> e : g.states().entrySet()) {
            Node state = e.getValue();
            int steps = rows.capacitySteps();
            boolean two = backward
                    && descending
                    && !readAfterLoop(state)
                    && !readAfterLoop(g.next().get(e.getKey()));
            Object[][] all = new Object[steps + 1][];
            for (int t = 0; t <= steps; t++) {
                all[t] = two && t > 1 ? all[t & 1] : kernels.tiles(rows, state.width());
            }
            states.put(e.getKey(), all);
            starts.put(e.getKey(), kernels.tiles(rows, state.width()));
            Object[][] lower = Arrays.copyOfRange(all, 0, steps);
            Object[][] upper = Arrays.copyOfRange(all, 1, steps + 1);
            fix(state, descending ? upper : lower);
            fix(g.next().get(e.getKey()), descending ? lower : upper);
        }
    }

    private boolean readAfterLoop(Node v) {
        boolean read = plan.kept().contains(v);
        for (Node user : plan.graph().nodes()) {
            read |= plan.live(user)
                    && plan.phase(user) == Plan.Phase.AFTER
                    && user.operands().contains(v);
        }
        return read;
    }

    private void placeLeaf(Node v, Storage forward, Map<String, Object[][]> inputs) {
        switch (v.op()) {
            case INPUT -> {
                if (inputs.get(v.name()) != null) {
                    fix(v, inputs.get(v.name()));
                }
            }
            case TAPE -> fix(v, forward.of(v.taped()));
            case MASK -> {
                if (v.perSequence()) {
                    fix(v, atEachStep(kernels.tiles(rows, v.width())));
                } else {
                    fix(v, kernels.perStep(rows, v.width()));
                }
            }
            case VECTOR -> {
                fix(v, everywhere(kernels.allocate(rows.perTile() * v.width())));
                rowsOfParameters.add(v);
            }
            case ZERO -> fix(v, everywhere(kernels.allocate(rows.perTile() * v.width())));
            case CONSTANT -> {
                Object tile = kernels.allocate(rows.perTile() * v.width());
                for (int i = 0; i < rows.perTile() * v.width(); i++) {
                    kernels.set(tile, i, v.constants() == null ? 1 : v.constants()[i % v.width()]);
                }
                fix(v, everywhere(tile));
            }
            case ACCUMULATE -> {
                Object[] sums = kernels.tiles(rows, v.width());
                accumulators.put(v, sums);
                fix(v, atEachStep(sums));
            }
            default -> {
                // computed, or a state, which has its place
            }
        }
    }

    /** One array for every tile of every step. */
    private Object[][] everywhere(Object tile) {
        Object[] tiles = new Object[rows.tiles()];
        Arrays.fill(tiles, tile);
        return atEachStep(tiles);
    }

    /** The same tiles at each step. */
    private Object[][] atEachStep(Object[] tiles) {
        Object[][] all = new Object[rows.capacitySteps()][];
        Arrays.fill(all, tiles);
        return all;
    }

    private void placeRest(Life[] needed) {
        PriorityQueue<Node> dying = new PriorityQueue<>((a, b) -> Integer.compare(lastUse[a.id()], lastUse[b.id()]));
        Set<Node> gone = new HashSet<>();
        for (Plan.Phase p : Plan.Phase.values()) {
            for (Plan.Item item : plan.items(p)) {
                for (Node v : item.values) {
                    while (!dying.isEmpty() && lastUse[dying.peek().id()] < plan.position(v)) {
                        Node dead = dying.poll();
                        if (gone.add(dead)) {
                            free(life[dead.id()], dead.width()).push(places[dead.id()]);
                        }
                    }
                    if (places[v.id()] == null) {
                        place(v, needed[v.id()], gone);
                    }
                    if (lastUse[v.id()] < FOREVER) {
                        dying.add(v);
                    }
                }
            }
        }
    }

    private void place(Node v, Life need, Set<Node> gone) {
        for (Node x : overwritable(v)) {
            boolean dies = lastUse[x.id()] == plan.position(v) && !given[x.id()] && !gone.contains(x);
            if (dies && x.width() == v.width() && life[x.id()].compareTo(need) >= 0) {
                places[v.id()] = places[x.id()];
                life[v.id()] = life[x.id()];
                gone.add(x);
                return;
            }
        }
        life[v.id()] = need;
        Deque<Object[][]> pool = free(need, v.width());
        if (!pool.isEmpty()) {
            places[v.id()] = pool.pop();
        } else {
            places[v.id()] = switch (need) {
                case STEP -> atEachStep(kernels.tiles(rows, v.width()));
                case SEQUENCE -> kernels.perStep(rows, v.width());
            };
        }
    }

    /** Places of values that have died. */
    private Deque<Object[][]> free(Life needed, int width) {
        return free.get(needed).computeIfAbsent(width, w -> new ArrayDeque<>());
    }

    /** Operands whose place the result may take: a product reads its operands while it writes, but not its base. */
    private static List<Node> overwritable(Node v) {
        if (v.op() == Op.LINEAR) {
            boolean base = v.base() != null && !Arrays.asList(v.args()).contains(v.base());
            return base ? List.of(v.base()) : List.of();
        }
        boolean columnsMove = v.op() == Op.SLICE || v.op() == Op.PAD || v.op() == Op.CONCAT;
        return columnsMove ? List.of() : Arrays.asList(v.args());
    }
}
