package dev.rnn4j.core.engine;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.Rewrite;
import dev.rnn4j.core.graph.TracedUpdate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs an optimizer's equations on every parameter, and owns the slots. */
public final class Updater {
    private final ParameterSet parameters;
    private final Kernels kernels;
    private final Map<String, OfParameter> updates = new LinkedHashMap<>();
    private long step;

    public Updater(Optimizer optimizer, ParameterSet parameters, Kernels kernels) {
        this.parameters = parameters;
        this.kernels = kernels;
        for (Parameter p : parameters.all()) {
            updates.put(p.name(), new OfParameter(p, TracedUpdate.trace(optimizer, p.size())));
        }
    }

    /** One optimizer step with the gradients as they are. */
    public void step(double schedule) {
        step++;
        for (OfParameter u : updates.values()) {
            u.run(schedule);
        }
        parameters.changed();
    }

    /** Steps so far. */
    public long steps() {
        return step;
    }

    /** The names of the slots. */
    public List<String> slots() {
        return updates.isEmpty()
                ? List.of()
                : List.copyOf(updates.values().iterator().next().slots.keySet());
    }

    /** One number of a slot. */
    public double slot(String parameter, String slot, int input, int unit) {
        OfParameter u = updates.get(parameter);
        Object[] tiles = u.slots.get(slot);
        return kernels.get(u.parameter.tile(tiles, input), u.parameter.offset(input) + unit);
    }

    /**
     * The update of one parameter. Equations that work element by element run tile after tile; those that sum over the
     * parameter run on a copy in one piece.
     */
    private final class OfParameter {
        private final Parameter parameter;
        private final boolean whole;
        private final Map<String, Object[]> slots = new LinkedHashMap<>();
        /** By state, the weight included: where it is kept. */
        private final Map<String, Object[]> kept = new LinkedHashMap<>();
        /** What the equations read, if that is a copy: by where it is kept. */
        private final Map<Object[], Object[]> copies = new LinkedHashMap<>();

        private final List<Instruction> instructions = new ArrayList<>();
        private final Map<String, Object[]> next = new LinkedHashMap<>();

        OfParameter(Parameter parameter, TracedUpdate.Traced traced) {
            this.parameter = parameter;
            Graph g = traced.graph();
            for (Map.Entry<String, Double> s : traced.slots().entrySet()) {
                Object[] tiles = parameter.newTiles();
                for (int i = 0; i < tiles.length; i++) {
                    kernels.fill(tiles[i], 0, parameter.length(i), s.getValue());
                }
                slots.put(TracedUpdate.Traced.slotName(s.getKey()), tiles);
                kept.put(s.getKey(), tiles);
            }
            kept.put(TracedUpdate.WEIGHT, parameter.value);
            for (Map.Entry<String, Node> e : g.next().entrySet()) {
                if (e.getValue().op().leaf()) {
                    e.setValue(g.copyOf(e.getValue()));
                }
            }
            Rewrite.fuse(g, List.of());
            boolean[] live = g.live(List.of());
            boolean overRow = false;
            for (Node v : g.nodes()) {
                overRow |= live[v.id()] && (v.op().kind() == Op.Kind.ROW || v.op() == Op.CONSTANT);
            }
            this.whole = overRow;
            compile(g, live);
        }

        private void compile(Graph g, boolean[] live) {
            Map<Node, Object[][]> places = new LinkedHashMap<>();
            for (Node v : g.nodes()) {
                if (live[v.id()]) {
                    places.put(v, new Object[][] {place(v)});
                    if (!v.op().leaf()) {
                        Instructions.compile(v, whole ? v.width() : 1, places::get, instructions);
                    }
                }
            }
            for (Map.Entry<String, Node> e : g.next().entrySet()) {
                next.put(e.getKey(), places.get(e.getValue())[0]);
            }
        }

        private Object[] place(Node v) {
            if (v.op() == Op.STATE || v.op() == Op.INPUT) {
                Object[] tiles = v.op() == Op.STATE ? kept.get(v.name()) : parameter.gradient;
                return whole
                        ? copies.computeIfAbsent(tiles, t -> new Object[] {kernels.allocate(parameter.size())})
                        : tiles;
            }
            Object array = kernels.allocate(whole ? v.width() : parameter.length(0));
            for (int i = 0; v.op() == Op.CONSTANT && i < v.width(); i++) {
                kernels.set(array, i, v.constants()[i]);
            }
            Object[] tiles = new Object[whole ? 1 : parameter.value.length];
            Arrays.fill(tiles, array);
            return tiles;
        }

        void run(double schedule) {
            for (Instruction i : instructions) {
                if (i.scalar != null) {
                    i.k = i.scalar.at(step, schedule);
                }
            }
            for (Map.Entry<Object[], Object[]> e : copies.entrySet()) {
                move(e.getKey(), e.getValue()[0], true);
            }
            for (int k = 0; k < (whole ? 1 : parameter.value.length); k++) {
                int length = parameter.length(k);
                for (Instruction i : instructions) {
                    kernels.run(i, i.y[0][k], at(i.a, k), at(i.b, k), at(i.c, k), whole ? 1 : length);
                }
                for (Map.Entry<String, Object[]> e : next.entrySet()) {
                    if (whole) {
                        move(kept.get(e.getKey()), e.getValue()[0], false);
                    } else {
                        System.arraycopy(e.getValue()[k], 0, kept.get(e.getKey())[k], 0, length);
                    }
                }
            }
        }

        private static Object at(Object[][] places, int tile) {
            return places == null ? null : places[0][tile];
        }

        private void move(Object[] tiles, Object inOnePiece, boolean gather) {
            int at = 0;
            for (int i = 0; i < tiles.length; i++) {
                int n = parameter.length(i);
                if (gather) {
                    System.arraycopy(tiles[i], 0, inOnePiece, at, n);
                } else {
                    System.arraycopy(inOnePiece, at, tiles[i], 0, n);
                }
                at += n;
            }
        }
    }
}
