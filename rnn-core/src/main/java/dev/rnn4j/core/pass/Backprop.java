package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.random.Draws;
import java.util.List;
import java.util.Map;

/**
 * Runs a batch through a pass, segment by segment as the truncation asks: forwards, loss, and backwards if wanted.
 * Gradients are added to those of the parameters.
 */
public final class Backprop {
    private final Pass pass;
    private final Batch batch;
    private final StartStates start;
    private final Draws masks;
    private final Results results;
    private RowScales scales;
    /** The weights of all steps, if they are run at once. */
    private double[][] weightsOfAll;

    /**
     * Prepares a run.
     *
     * @param start the states before the first step, {@code [B, width]} by public name; those of the examples where absent
     * @param masks the draws of dropout masks; null if there are none
     * @param results where results are collected; null if only loss and parameter gradients are wanted
     */
    public Backprop(Pass pass, Batch batch, Map<String, Tensor> start, Draws masks, Results results) {
        this.pass = pass;
        this.batch = batch;
        this.start = new StartStates(pass, batch, start);
        this.masks = masks;
        this.results = results;
        if (pass.encoder() != null && !start.isEmpty()) {
            throw new BadInputException(
                    "initial states for an encoder-decoder: its decoder starts from what the encoder"
                            + " has read; give none");
        }
        for (Map.Entry<String, Tensor> e : start.entrySet()) {
            pass.network().checkState(e.getKey(), e.getValue(), "", batch.rows());
        }
    }

    /** The loss, and the gradients if {@code backward}. */
    public double run(Reduction reduction, Truncation truncation, boolean backward) {
        int steps = batch.steps();
        if (!truncation.isNone()) {
            checkTruncated();
        }
        int every = truncation.isNone() ? Math.max(1, steps) : truncation.every();
        int back = truncation.isNone() ? every : truncation.back();
        scales = new RowScales(reduction, batch, pass.ofRows());
        weightsOfAll = null;
        for (int from = 0; from < Math.max(1, steps); from += pass.capacitySteps()) {
            pass.load(batch, from, Math.min(pass.capacitySteps(), steps - from));
            double[][] weights = pass.loss().loadTargets();
            scales.add(weights, pass.loss().steps());
            weightsOfAll = every >= steps ? weights : null;
        }
        if (results != null) {
            results.begin(pass, batch, steps);
        }
        start.set();
        double loss = 0;
        for (int block = 0; block < Math.max(1, steps); block += every) {
            int from = Math.max(0, block - (back - every));
            int end = (int) Math.min(steps, (long) block + every);
            int next = end < steps ? Math.max(0, end - (back - every)) : from;
            loss += segment(from, end, block, next, backward);
        }
        if (results != null) {
            results.finish(loss);
        }
        return loss;
    }

    /**
     * After a run: each row's states after its last step, by name.
     *
     * @param all one map for each row, in the caller's order; what is in it is written over
     */
    public void endStates(List<Map<String, double[]>> all) {
        StartStates.ends(pass, batch, (name, row, values) -> {
            double[] to = all.get(row).computeIfAbsent(name, n -> new double[values.length]);
            System.arraycopy(values, 0, to, 0, to.length);
        });
    }

    private void checkTruncated() {
        if (pass.encoder() != null) {
            throw new BadInputException(
                    "truncation of an encoder-decoder: its encoder learns only from the whole of what is written;"
                            + " leave truncation out");
        }
        Layer.Reading reading = pass.network().reading();
        if (reading != null && reading != Layer.Reading.LAST_STEP) {
            throw new BadInputException("truncation cannot be used with meanPool() or maxPool(), whose gradient goes to"
                    + " all steps: use lastStep(), or train without truncation");
        }
        String reverse = pass.network().stateInReverse();
        if (!reverse.isEmpty()) {
            throw new BadInputException("truncation needs layers that run forwards in time: state '" + reverse
                    + "' runs in reverse; use recurrent(...) in its place, or leave truncation out");
        }
    }

    /**
     * Steps {@code from} to {@code end − 1}.
     *
     * @param first the first step whose loss counts
     * @param next the step whose states the next segment starts from
     */
    private double segment(int from, int end, int first, int next, boolean backward) {
        int count = end - from;
        pass.load(batch, from, count);
        pass.loadInputs();
        double[][] factors = weightsOfAll != null ? weightsOfAll : pass.loss().loadTargets();
        int lossSteps = pass.loss().steps();
        scales.scale(factors, lossSteps);
        for (int t = 0; t < lossSteps; t++) {
            for (int b = 0; b < batch.rows(); b++) {
                boolean counts = pass.network().manyToOne() ? batch.ends(b, first, end - first) : from + t >= first;
                factors[t][b] = counts && factors[t][b] > 0
                        ? factors[t][b] * pass.loss().given(t, b)
                        : 0;
            }
        }
        drawMasks();
        pass.forward();
        double loss = pass.loss().forward(factors);
        pass.carry(next - from);
        if (!Double.isFinite(loss)) {
            return loss;
        }
        if (backward) {
            pass.backward();
            if (from == 0) {
                start.addGradients();
            }
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
}
