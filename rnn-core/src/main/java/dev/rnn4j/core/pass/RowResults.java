package dev.rnn4j.core.pass;

import dev.rnn4j.core.Reduction;
import java.util.Map;

/** Evaluates a batch row by row: losses added up, and each row that has a target shown with its output. */
public final class RowResults {
    /** Is shown a row: its output, its target, its loss. */
    public interface Visitor {
        void row(double[] output, double[] target, double loss);
    }

    private final Pass pass;
    private final Batch batch;
    private final Reduction reduction;
    private final RowScales weights;
    private double sum;

    public RowResults(Pass pass, Batch batch, Reduction reduction) {
        this.pass = pass;
        this.batch = batch;
        this.reduction = reduction;
        this.weights = new RowScales(reduction, batch.rows());
    }

    /**
     * The losses added up, such that divided by {@link #weight} they are the mean of the reduction. A batch with more steps
     * than the pass has is run in segments.
     */
    public double run(Visitor visitor) {
        double[] ofRow = new double[batch.rows()];
        StartStates.set(pass, batch, Map.of());
        for (int from = 0; from < Math.max(1, batch.steps()); from += pass.capacitySteps()) {
            segment(from, Math.min(pass.capacitySteps(), batch.steps() - from), ofRow, visitor);
            if (from + pass.capacitySteps() < batch.steps()) {
                pass.carry();
            }
        }
        if (reduction != Reduction.MEAN_PER_SEQUENCE) {
            return sum;
        }
        double means = 0;
        for (int b = 0; b < batch.rows(); b++) {
            means += weights.of(b) > 0 ? ofRow[b] / weights.of(b) : 0;
        }
        return means;
    }

    private void segment(int from, int count, double[] ofRow, Visitor visitor) {
        LossPart part = pass.loss();
        pass.load(batch, from, count);
        pass.loadInputs();
        double[][] ones = part.loadTargets();
        weights.add(ones);
        for (double[] step : ones) {
            for (int b = 0; b < step.length; b++) {
                step[b] = step[b] > 0 ? 1 : 0;
            }
        }
        pass.forward();
        pass.activate();
        part.forward(ones);
        Pass.Result y = pass.outputs();
        for (int t = 0; t < ones.length; t++) {
            for (int b = 0; b < batch.rows(); b++) {
                if (ones[t][b] > 0) {
                    double loss = part.loss(t, b);
                    sum += loss;
                    ofRow[b] += loss;
                    visitor.row(y.row(pass.kernels(), t, b), part.target(t, b), loss);
                }
            }
        }
    }

    /** After a run: how much the rows weigh. */
    public double weight() {
        return reduction == Reduction.MEAN_PER_SEQUENCE ? weights.nonEmpty() : weights.all();
    }
}
