package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which a graph is run. What does not depend on a state is computed for all steps before the time loop; what
 * nothing in the loop waits for, and is a product, after it. Inside a phase, products split the operations into stages.
 */
public final class Plan {
    /** When an operation runs. */
    enum Phase {
        BEFORE,
        LOOP,
        AFTER
    }

    /** Operations that run together: products of the same operands, or element by element over a tile. */
    static final class Item {
        final Phase phase;
        final boolean linear;
        final List<Node> values = new ArrayList<>();

        Item(Phase phase, boolean linear) {
            this.phase = phase;
            this.linear = linear;
        }
    }

    private final Graph graph;
    private final Set<Node> kept;
    private final boolean[] live;
    private final Phase[] phase;
    private final Item[] itemOf;
    private final int[] position;
    private final Map<Phase, List<Item>> items = new LinkedHashMap<>();

    /**
     * Plans a graph. The graph is completed with copies where a value needs a second place.
     *
     * @param keep values that are read from outside
     */
    public Plan(Graph graph, Collection<Node> keep) {
        this.graph = graph;
        Set<Node> outside = new HashSet<>(keep);
        for (Graph.WeightGradient w : graph.weightGradients()) {
            outside.add(w.delta());
        }
        Set<Node> copies = separate(outside);
        outside.addAll(graph.outputs().values());
        this.kept = outside;
        int n = graph.nodes().size();
        this.live = graph.live(kept);
        this.phase = new Phase[n];
        this.itemOf = new Item[n];
        this.position = new int[n];
        assignPhases(copies);
        int[] stage = stages();
        int at = 0;
        for (Phase p : Phase.values()) {
            List<Item> list = order(p, stage);
            items.put(p, list);
            for (Item i : list) {
                for (Node v : i.values) {
                    // products of one item run at once
                    at += i.linear ? 0 : 1;
                    position[v.id()] = at;
                    itemOf[v.id()] = i;
                }
                at++;
            }
        }
    }

    /** Gives each next state and each output a place of its own. */
    private Set<Node> separate(Set<Node> outside) {
        Set<Node> copies = new HashSet<>();
        boolean[] stateful = graph.stateful();
        Set<Node> taken = new HashSet<>();
        Set<Node> outputs = new HashSet<>(graph.outputs().values());
        for (Map.Entry<String, Node> e : graph.next().entrySet()) {
            Node v = e.getValue();
            boolean shared = !taken.add(v)
                    || outside.contains(v) && graph.weightGradients().size() > 0;
            // a backward step keeps only two steps of its states, so its outputs cannot live there
            boolean backwardOutput = outputs.contains(v) && isBackward();
            if (v.op().leaf() || !stateful[v.id()] || shared || backwardOutput) {
                Node copy = graph.copyOf(v);
                copies.add(copy);
                e.setValue(copy);
            }
        }
        for (Map.Entry<String, Node> e : graph.outputs().entrySet()) {
            if (e.getValue().op().leaf()) {
                e.setValue(graph.copyOf(e.getValue()));
            }
        }
        return copies;
    }

    private boolean isBackward() {
        for (Node n : graph.nodes()) {
            if (n.op() == Op.TAPE) {
                return true;
            }
        }
        return !graph.weightGradients().isEmpty();
    }

    private void assignPhases(Set<Node> copies) {
        boolean[] stateful = graph.stateful();
        boolean[] awaited = new boolean[live.length];
        Deque<Node> open = new ArrayDeque<>(graph.next().values());
        while (!open.isEmpty()) {
            Node v = open.pop();
            if (!awaited[v.id()]) {
                awaited[v.id()] = true;
                open.addAll(v.operands());
            }
        }
        for (Node v : graph.nodes()) {
            if (!computed(v)) {
                continue;
            }
            boolean after = stateful[v.id()] && !awaited[v.id()] && (v.op() == Op.LINEAR || readsAfterLoop(v));
            boolean loop = stateful[v.id()] || copies.contains(v);
            phase[v.id()] = after ? Phase.AFTER : loop ? Phase.LOOP : Phase.BEFORE;
        }
    }

    private boolean readsAfterLoop(Node v) {
        for (Node x : v.operands()) {
            if (phase[x.id()] == Phase.AFTER) {
                return true;
            }
        }
        return false;
    }

    private int[] stages() {
        int[] stage = new int[live.length];
        for (Node v : graph.nodes()) {
            if (!computed(v)) {
                continue;
            }
            int s = 0;
            for (Node x : v.operands()) {
                if (phase[x.id()] == phase[v.id()]) {
                    s = Math.max(s, stage[x.id()] + (v.op() == Op.LINEAR ? 1 : 0));
                }
            }
            stage[v.id()] = v.op() == Op.LINEAR ? Math.max(s, 1) : s;
        }
        return stage;
    }

    private List<Item> order(Phase p, int[] stage) {
        int last = -1;
        for (Node v : graph.nodes()) {
            if (phase[v.id()] == p) {
                last = Math.max(last, stage[v.id()]);
            }
        }
        List<Item> list = new ArrayList<>();
        for (int s = 0; s <= last; s++) {
            Map<List<Object>, Item> products = new LinkedHashMap<>();
            Item elements = new Item(p, false);
            for (Node v : graph.nodes()) {
                if (phase[v.id()] != p || stage[v.id()] != s) {
                    continue;
                }
                if (v.op() == Op.LINEAR) {
                    List<Object> operands = new ArrayList<>(List.of((Object[]) v.args()));
                    operands.add(v.transposed());
                    products.computeIfAbsent(operands, k -> new Item(p, true))
                            .values
                            .add(v);
                } else {
                    elements.values.add(v);
                }
            }
            list.addAll(products.values());
            if (!elements.values.isEmpty()) {
                list.add(elements);
            }
        }
        return list;
    }

    private boolean computed(Node v) {
        return live[v.id()] && !v.op().leaf();
    }

    Graph graph() {
        return graph;
    }

    /** Values that are read from outside. */
    Set<Node> kept() {
        return kept;
    }

    boolean live(Node v) {
        return live[v.id()];
    }

    /** Null for a leaf. */
    Phase phase(Node v) {
        return phase[v.id()];
    }

    Item itemOf(Node v) {
        return itemOf[v.id()];
    }

    /** When a value is computed, counted through all phases; 0 for a leaf. */
    int position(Node v) {
        return position[v.id()];
    }

    List<Item> items(Phase p) {
        return items.get(p);
    }
}
