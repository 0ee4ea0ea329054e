package dev.rnn4j.core.engine;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.core.graph.TracedUpdate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs an optimizer's equations on every parameter, and owns the slots. */
public final class Updater {
    /** Numbers for which a thread is worth its start. */
    private static final long LITTLE = 10_000;

    private final ParameterSet parameters;
    private final Kernels kernels;
    private final Map<String, ParameterUpdate> updates = new LinkedHashMap<>();
    private final ParameterUpdate[] inOrder;
    /** Of each piece: whose it is, and which one there. */
    private final ParameterUpdate[] owners;

    private final int[] numbers;
    private final Kernels.Piece dealt = this::piece;
    private long size;
    private long step;

    public Updater(Optimizer optimizer, ParameterSet parameters, Kernels kernels) {
        this.parameters = parameters;
        this.kernels = kernels;
        for (Parameter p : parameters.all()) {
            updates.put(p.name(), new ParameterUpdate(p, TracedUpdate.trace(optimizer, p.size()), kernels));
            size += p.size();
        }
        inOrder = updates.values().toArray(new ParameterUpdate[0]);
        int pieces = updates.values().stream().mapToInt(ParameterUpdate::pieces).sum();
        owners = new ParameterUpdate[pieces];
        numbers = new int[pieces];
        int n = 0;
        for (ParameterUpdate u : inOrder) {
            for (int k = 0; k < u.pieces(); k++) {
                owners[n] = u;
                numbers[n++] = k;
            }
        }
    }

    /** One optimizer step with the gradients as they are. */
    public void step(double schedule) {
        step++;
        for (ParameterUpdate u : inOrder) {
            u.prepare(step, schedule);
        }
        kernels.deal(size / LITTLE, numbers.length, dealt);
        parameters.changed();
    }

    private void piece(Kernels own, int thread, int which) {
        owners[which].run(own, thread, numbers[which]);
    }

    /** Steps so far. */
    public long steps() {
        return step;
    }

    /** The names of the slots. */
    public List<String> slots() {
        return updates.isEmpty()
                ? List.of()
                : List.copyOf(updates.values().iterator().next().slots());
    }

    /** One number of a slot. */
    public double slot(String parameter, String slot, int input, int unit) {
        return updates.get(parameter).slot(slot, input, unit);
    }
}
