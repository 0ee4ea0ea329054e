package dev.rnn4j.core.pass;

import dev.rnn4j.core.Reduction;

/** The factor of each row's losses in the loss of a batch, from how much its steps weigh. */
final class RowScales {
    private final Reduction reduction;
    private final Batch batch;
    private final double[] ofRow;
    private double all;

    RowScales(Reduction reduction, Batch batch) {
        this.reduction = reduction;
        this.batch = batch;
        this.ofRow = new double[batch.rows()];
    }

    /** Counts the weights {@code [step][row]} of some steps. */
    void add(double[][] weights) {
        for (double[] step : weights) {
            for (int b = 0; b < ofRow.length; b++) {
                ofRow[b] += step[b];
                all += batch.weight(b) * step[b];
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
        for (int b = 0; b < ofRow.length; b++) {
            n += ofRow[b] > 0 ? batch.weight(b) : 0;
        }
        return n;
    }

    /** After all steps were counted, weights to factors; what has no weight has no part. */
    void scale(double[][] weights) {
        double nonEmpty = nonEmpty();
        for (double[] step : weights) {
            for (int b = 0; b < ofRow.length; b++) {
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
