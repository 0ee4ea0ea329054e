package dev.rnn4j.core.train;

/** A number that says how good outputs are, gathered over all rows that have a target. */
public interface Metric {
    /** The name in reports. */
    String name();

    /** A fresh count. */
    Count start();

    /** What is counted for one evaluation. */
    interface Count {
        /**
         * One row (a sequence at one step) with a target.
         *
         * @param output after the output activation, width O
         * @param target as a row, width O
         * @param loss the row's loss
         */
        void add(double[] output, double[] target, double loss);

        /** The metric over all rows; NaN if there was none. */
        double value();
    }

    /**
     * The part of rows whose largest output is the target's class; with a single output, whether it is on the target's
     * side of one half.
     */
    static Metric accuracy() {
        return new Metric() {
            @Override
            public String name() {
                return "accuracy";
            }

            @Override
            public Count start() {
                return new Count() {
                    private long right;
                    private long all;

                    @Override
                    public void add(double[] output, double[] target, double loss) {
                        all++;
                        boolean same = output.length == 1
                                ? (output[0] >= 0.5) == (target[0] >= 0.5)
                                : largest(output) == largest(target);
                        right += same ? 1 : 0;
                    }

                    @Override
                    public double value() {
                        return (double) right / all;
                    }
                };
            }
        };
    }

    /** e to the mean loss of a row: with cross-entropy, among how many classes the network hesitates. */
    static Metric perplexity() {
        return new Metric() {
            @Override
            public String name() {
                return "perplexity";
            }

            @Override
            public Count start() {
                return new Count() {
                    private double sum;
                    private long all;

                    @Override
                    public void add(double[] output, double[] target, double loss) {
                        sum += loss;
                        all++;
                    }

                    @Override
                    public double value() {
                        return Math.exp(sum / all);
                    }
                };
            }
        };
    }

    private static int largest(double[] row) {
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        return best;
    }
}
