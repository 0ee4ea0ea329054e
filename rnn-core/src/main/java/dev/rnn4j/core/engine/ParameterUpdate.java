package dev.rnn4j.core.engine;

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
import java.util.Set;

/**
 * An optimizer's equations for one parameter, with its slots. Equations that work element by element run piece after piece,
 * so that all they compute on the way stays in the cache; for those that sum over the parameter it is one piece.
 */
final class ParameterUpdate {
    private static final int PIECE = 4096;

    private final Parameter parameter;
    private final Kernels kernels;
    private final Graph graph;
    private final boolean whole;
    private final int length;
    private final int pieces;
    private final Map<String, Object[]> slots = new LinkedHashMap<>();
    /** By state other than the weight: where it is kept, piece by piece. */
    private final Map<String, Object[]> kept = new LinkedHashMap<>();

    private final Scratch[] scratch;

    /** Where the next value of a state is kept, null for the weight's, and where it is computed. */
    private record Next(Object[] kept, Object[] value) {}

    ParameterUpdate(Parameter parameter, TracedUpdate.Traced traced, Kernels kernels) {
        this.parameter = parameter;
        this.kernels = kernels;
        this.graph = traced.graph();
        for (Map.Entry<String, Node> e : graph.next().entrySet()) {
            if (e.getValue().op().leaf()) {
                e.setValue(graph.copyOf(e.getValue()));
            }
        }
        Rewrite.fuse(graph, List.of());
        boolean[] live = graph.live(List.of());
        boolean overRow = false;
        for (Node v : graph.nodes()) {
            overRow |= live[v.id()] && (v.op().kind() == Op.Kind.ROW || v.op() == Op.CONSTANT);
        }
        this.whole = overRow;
        this.length = whole ? parameter.size() : Math.min(PIECE, parameter.size());
        this.pieces = (parameter.size() + length - 1) / length;
        for (Map.Entry<String, Double> s : traced.slots().entrySet()) {
            Object[] numbers = new Object[pieces];
            for (int k = 0; k < pieces; k++) {
                numbers[k] = kernels.allocate(lengthOf(k));
                kernels.fill(numbers[k], 0, lengthOf(k), s.getValue());
            }
            slots.put(TracedUpdate.Traced.slotName(s.getKey()), numbers);
            kept.put(s.getKey(), numbers);
        }
        this.scratch = new Scratch[Math.min(kernels.threads(), pieces)];
        for (int i = 0; i < scratch.length; i++) {
            scratch[i] = new Scratch(live);
        }
    }

    private int lengthOf(int piece) {
        return Math.min(length, parameter.size() - piece * length);
    }

    int pieces() {
        return pieces;
    }

    Set<String> slots() {
        return slots.keySet();
    }

    double slot(String name, int input, int unit) {
        int i = parameter.offset(input) + unit;
        return kernels.get(slots.get(name)[i / length], i % length);
    }

    /** Sets what is the same for all numbers of this step. */
    void prepare(long step, double schedule) {
        for (Scratch s : scratch) {
            for (Instruction i : s.instructions) {
                if (i.scalar != null) {
                    i.k = i.scalar.at(step, schedule);
                }
            }
        }
    }

    /** Updates one piece, by a thread's own scratch. */
    void run(Kernels own, int thread, int piece) {
        // one for each piece, or one for each thread
        scratch[scratch.length == pieces ? piece : thread].run(own, piece);
    }

    /** The equations compiled, with a piece of all that is computed on the way. */
    private final class Scratch {
        private final Instruction[] instructions;
        private final Next[] next;
        private final Object weight = kernels.allocate(length);
        private final Object gradient = kernels.allocate(length);

        Scratch(boolean[] live) {
            Map<Node, Object[][]> places = new LinkedHashMap<>();
            List<Instruction> list = new ArrayList<>();
            for (Node v : graph.nodes()) {
                if (live[v.id()]) {
                    places.put(v, new Object[][] {place(v)});
                    if (!v.op().leaf()) {
                        Instructions.compile(v, whole ? v.width() : 1, places::get, list);
                    }
                }
            }
            instructions = list.toArray(new Instruction[0]);
            List<Next> all = new ArrayList<>();
            for (Map.Entry<String, Node> e : graph.next().entrySet()) {
                all.add(new Next(kept.get(e.getKey()), places.get(e.getValue())[0]));
            }
            next = all.toArray(new Next[0]);
        }

        private Object[] place(Node v) {
            if (v.op() == Op.STATE && !v.name().equals(TracedUpdate.WEIGHT)) {
                return kept.get(v.name());
            }
            Object array = v.op() == Op.STATE
                    ? weight
                    : v.op() == Op.INPUT ? gradient : kernels.allocate(whole ? v.width() : length);
            for (int i = 0; v.op() == Op.CONSTANT && i < v.width(); i++) {
                kernels.set(array, i, v.constants()[i]);
            }
            Object[] all = new Object[pieces];
            Arrays.fill(all, array);
            return all;
        }

        void run(Kernels own, int k) {
            int from = k * length;
            int n = lengthOf(k);
            System.arraycopy(parameter.value, from, weight, 0, n);
            System.arraycopy(parameter.gradient, from, gradient, 0, n);
            for (Instruction i : instructions) {
                own.run(i, i.y[0][k], at(i.a, k), at(i.b, k), at(i.c, k), 0, whole ? 1 : n);
            }
            for (Next x : next) {
                Object to = x.kept == null ? parameter.value : x.kept[k];
                System.arraycopy(x.value[k], 0, to, x.kept == null ? from : 0, n);
            }
        }

        private static Object at(Object[][] places, int piece) {
            return places == null ? null : places[0][piece];
        }
    }
}
