package dev.rnn4j.core.pass;

import dev.rnn4j.core.Reduction;
import java.util.Arrays;

/** The factor of each row's losses in the loss of a batch, from how much its steps weigh. */
final class RowScales {
    private final Reduction reduction;
    private final Batch batch;
    private final double[] ofRow;
    private double all;

    /** @param ofRow room for a number of each row */
    RowScales(Reduction reduction, Batch batch, double[] ofRow) {
        this.reduction = reduction;
        this.batch = batch;
        this.ofRow = ofRow;
        Arrays.fill(ofRow, 0);
    }

    /** Counts the weights {@code [step][row]} of some steps. */
    void add(double[][] weights, int steps) {
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < batch.rows(); b++) {
                ofRow[b] += weights[t][b];
                all += batch.weight(b) * weights[t][b];
            }
        }
    }

    /** All weights together, those of whole sequences included. */
    double all() {
        return all;
    }

    /** The weights of one row's steps together. */
    double of(int row) {
        return ofRow[row];
    }

    /** How much the rows weigh together that have a step with a weight. */
    double nonEmpty() {
        double n = 0;
        for (int b = 0; b < batch.rows(); b++) {
            n += ofRow[b] > 0 ? batch.weight(b) : 0;
        }
        return n;
    }

    /** After all steps were counted, weights to factors; what has no weight has no part. */
    void scale(double[][] weights, int steps) {
        double nonEmpty = nonEmpty();
        for (int t = 0; t < steps; t++) {
            double[] step = weights[t];
            for (int b = 0; b < batch.rows(); b++) {
                double w = batch.weight(b);
                if (step[b] > 0 && w > 0) {
                    step[b] = switch (reduction) {
                        case MEAN -> w / all;
                        case MEAN_PER_SEQUENCE -> w / (ofRow[b] * nonEmpty);
                        case SUM -> w;
                    };
                } else {
                    step[b] = 0;
                }
            }
        }
    }
}
