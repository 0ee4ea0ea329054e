package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a batch through a pass, segment by segment as the truncation asks: forwards, loss, and backwards if wanted.
 * Gradients are added to those of the parameters.
 */
public final class Backprop {
    private final Pass pass;
    private final Batch batch;
    private final Map<String, Tensor> start;
    private final Draws masks;
    private final Results results;

    /**
     * Prepares a run.
     *
     * @param start the states before the first step, {@code [B, width]} by public name; zeros where absent
     * @param masks the draws of dropout masks; null if there are none
     * @param results where results are collected; null if only loss and parameter gradients are wanted
     */
    public Backprop(Pass pass, Batch batch, Map<String, Tensor> start, Draws masks, Results results) {
        this.pass = pass;
        this.batch = batch;
        this.start = start;
        this.masks = masks;
        this.results = results;
        Map<String, Integer> states = pass.network().states();
        for (Map.Entry<String, Tensor> e : start.entrySet()) {
            Integer width = states.get(e.getKey());
            if (width == null) {
                throw new BadInputException("there is no state '" + e.getKey() + "'; the network has: "
                        + String.join(", ", states.keySet()));
            }
            int[] shape = e.getValue().shape();
            if (shape.length != 2 || shape[0] != batch.rows() || shape[1] != width) {
                throw new BadInputException("initial state '" + e.getKey() + "' has shape " + Arrays.toString(shape)
                        + ", expected [" + batch.rows() + ", " + width + "]");
            }
        }
    }

    /** The loss, and the gradients if {@code backward}. */
    public double run(Reduction reduction, Truncation truncation, boolean backward) {
        int steps = batch.steps();
        if (truncation.kind() != Truncation.Kind.NONE) {
            Layer.Reading reading = pass.network().reading();
            if (reading != null && reading != Layer.Reading.LAST_STEP) {
                throw new BadInputException(
                        "truncation cannot be used with meanPool() or maxPool(), whose gradient goes to"
                                + " all steps: use lastStep(), or train without truncation");
            }
            for (Map.Entry<String, Unit.State> s : pass.states().entrySet()) {
                if (s.getValue().descending()) {
                    throw new BadInputException("truncation needs layers that run forwards in time: state '"
                            + s.getKey() + "' runs in reverse");
                }
            }
        }
        double[][] weights = weights(truncation, steps);
        double[][] scales = RowScales.of(weights, reduction);
        if (results != null) {
            results.begin(pass, batch, steps);
        }
        StartStates.set(pass, batch, start);
        double loss = switch (truncation.kind()) {
            case NONE -> segment(0, steps, scales, backward);
            case CHUNK -> chunks(steps, truncation.steps(), scales, backward);
            case WINDOW -> windows(steps, truncation.steps(), scales, backward);
        };
        if (results != null) {
            results.finish(loss);
        }
        return loss;
    }

    private double[][] weights(Truncation truncation, int steps) {
        int segment = truncation.kind() == Truncation.Kind.NONE ? steps : pass.capacitySteps();
        double[][] weights = new double[pass.loss().weightSteps(batch)][batch.rows()];
        for (int from = 0; from < Math.max(1, steps); from += Math.max(1, segment)) {
            pass.load(batch, from, Math.min(segment, steps - from));
            pass.loss().loadTargets(weights);
        }
        return weights;
    }

    private double chunks(int steps, int k, double[][] scales, boolean backward) {
        double loss = 0;
        for (int from = 0; from < steps; from += k) {
            loss += segment(from, Math.min(k, steps - from), scales, backward);
            pass.carry();
        }
        return loss;
    }

    /** Each step's loss by itself, through the window that ends there; the states before it are constants. */
    private double windows(int steps, int k, double[][] scales, boolean backward) {
        List<Map<String, Object[]>> before = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            before.add(saveStates());
            pass.load(batch, t, 1);
            pass.loadInputs();
            drawMasks();
            pass.forward();
            pass.carry();
        }
        double loss = 0;
        for (int t = 0; t < steps; t++) {
            int from = Math.max(0, t - k + 1);
            restoreStates(before.get(from));
            double[][] only = new double[scales.length][];
            for (int s = 0; s < scales.length; s++) {
                boolean here = pass.network().manyToOne() || s == t;
                only[s] = new double[batch.rows()];
                for (int b = 0; here && b < batch.rows(); b++) {
                    boolean ends =
                            !pass.network().manyToOne() || batch.length(b) == t + 1 || batch.length(b) == 0 && t == 0;
                    only[s][b] = ends ? scales[s][b] : 0;
                }
            }
            loss += segment(from, t + 1 - from, only, backward);
        }
        return loss;
    }

    private double segment(int from, int count, double[][] scales, boolean backward) {
        pass.load(batch, from, count);
        pass.loadInputs();
        if (count < batch.steps()) {
            pass.loss().loadTargets(new double[scales.length][batch.rows()]);
        }
        drawMasks();
        pass.forward();
        double loss = pass.loss().forward(scales);
        if (!Double.isFinite(loss)) {
            return loss;
        }
        if (backward) {
            pass.backward();
        }
        if (results != null) {
            pass.activate();
            results.collect(from, count, backward);
        }
        return loss;
    }

    private void drawMasks() {
        if (masks != null) {
            pass.drawMasks(masks);
        }
    }

    // ---- states

    private Map<String, Object[]> saveStates() {
        Map<String, Object[]> saved = new LinkedHashMap<>();
        pass.states().forEach((name, s) -> saved.put(name, copy(s, s.program().start(s.name()), null)));
        return saved;
    }

    private void restoreStates(Map<String, Object[]> saved) {
        pass.states().forEach((name, s) -> copy(s, saved.get(name), s.program().start(s.name())));
    }

    private Object[] copy(Unit.State s, Object[] from, Object[] given) {
        Object[] to = given;
        if (to == null) {
            to = new Object[from.length];
            for (int k = 0; k < to.length; k++) {
                to[k] = pass.kernels().allocate(pass.rows().perTile() * s.width());
            }
        }
        for (int k = 0; k < to.length; k++) {
            System.arraycopy(from[k], 0, to[k], 0, pass.rows().perTile() * s.width());
        }
        return to;
    }
}
