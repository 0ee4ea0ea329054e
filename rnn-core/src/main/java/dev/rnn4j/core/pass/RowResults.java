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
    private double weight;

    public RowResults(Pass pass, Batch batch, Reduction reduction) {
        this.pass = pass;
        this.batch = batch;
        this.reduction = reduction;
    }

    /** The losses added up, such that divided by {@link #weight} they are the mean of the reduction. */
    public double run(Visitor visitor) {
        LossPart part = pass.loss();
        int steps = part.weightSteps(batch);
        double[][] weights = new double[steps][batch.rows()];
        StartStates.set(pass, batch, Map.of());
        pass.load(batch, 0, batch.steps());
        pass.loadInputs();
        part.loadTargets(weights);
        pass.forward();
        pass.activate();
        double[][] ones = new double[steps][batch.rows()];
        double[] ofRow = new double[batch.rows()];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch.rows(); b++) {
                ones[t][b] = weights[t][b] > 0 ? 1 : 0;
                ofRow[b] += weights[t][b];
                weight += reduction == Reduction.MEAN_PER_SEQUENCE ? 0 : weights[t][b];
            }
        }
        part.forward(ones);
        double sum = 0;
        Pass.Result y = pass.outputs();
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch.rows(); b++) {
                if (ones[t][b] == 0) {
                    continue;
                }
                double loss = part.loss(t, b);
                sum += reduction == Reduction.MEAN_PER_SEQUENCE ? loss / ofRow[b] : loss;
                visitor.row(y.row(pass.kernels(), t, b), part.target(t, b), loss);
            }
        }
        for (double w : ofRow) {
            weight += reduction == Reduction.MEAN_PER_SEQUENCE && w > 0 ? 1 : 0;
        }
        return sum;
    }

    /** After a run: how much the rows weigh. */
    public double weight() {
        return weight;
    }
}
