package dev.rnn4j.core.pass;

import dev.rnn4j.core.Reduction;

/** The factor of each row's loss in the loss of a batch. */
final class RowScales {
    private RowScales() {}

    /**
     * From weights {@code [step][row]} to factors of the same shape. A row without weight has no part, and a batch without
     * any weight has loss 0.
     */
    static double[][] of(double[][] weights, Reduction reduction) {
        int steps = weights.length;
        int rows = steps == 0 ? 0 : weights[0].length;
        double[] ofRow = new double[rows];
        double all = 0;
        int nonEmpty = 0;
        for (double[] step : weights) {
            for (int b = 0; b < rows; b++) {
                ofRow[b] += step[b];
                all += step[b];
            }
        }
        for (double w : ofRow) {
            nonEmpty += w > 0 ? 1 : 0;
        }
        double[][] scales = new double[steps][rows];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < rows; b++) {
                if (weights[t][b] > 0) {
                    scales[t][b] = switch (reduction) {
                        case MEAN -> 1 / all;
                        case MEAN_PER_SEQUENCE -> 1 / (ofRow[b] * nonEmpty);
                        case SUM -> 1;
                    };
                }
            }
        }
        return scales;
    }
}
