package dev.rnn4j.core.pass;

import dev.rnn4j.core.Reduction;

/** The factor of each row's losses in the loss of a batch, from how much its steps weigh. */
final class RowScales {
    private final Reduction reduction;
    private final double[] ofRow;
    private double all;

    RowScales(Reduction reduction, int rows) {
        this.reduction = reduction;
        this.ofRow = new double[rows];
    }

    /** Counts the weights {@code [step][row]} of some steps. */
    void add(double[][] weights) {
        for (double[] step : weights) {
            for (int b = 0; b < ofRow.length; b++) {
                ofRow[b] += step[b];
                all += step[b];
            }
        }
    }

    /** All weights together. */
    double all() {
        return all;
    }

    /** The weights of one row together. */
    double of(int row) {
        return ofRow[row];
    }

    /** Rows that have a weight. */
    int nonEmpty() {
        int n = 0;
        for (double w : ofRow) {
            n += w > 0 ? 1 : 0;
        }
        return n;
    }

    /** After all steps were counted, weights to factors; what has no weight has no part. */
    void scale(double[][] weights) {
        int nonEmpty = nonEmpty();
        for (double[] step : weights) {
            for (int b = 0; b < ofRow.length; b++) {
                if (step[b] > 0) {
                    step[b] = switch (reduction) {
                        case MEAN -> 1 / all;
                        case MEAN_PER_SEQUENCE -> 1 / (ofRow[b] * nonEmpty);
                        case SUM -> 1;
                    };
                }
            }
        }
    }
}
