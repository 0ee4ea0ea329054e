package dev.rnn4j.core.train;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.collect.Sets;
import dev.rnn4j.core.data.Decoder;

/** What is counted row by row. */
final class RowCounts {
    private RowCounts() {}

    /** The part of rows that are right. */
    static final class Accuracy implements Metric.Count {
        private long right;
        private long all;

        @Override
        public void add(double[] output, double[] target, double loss) {
            all++;
            right += Decoder.largest(output) == Decoder.largest(target) ? 1 : 0;
        }

        @Override
        public double value() {
            return (double) right / all;
        }
    }

    /** e to the mean loss. */
    static final class Perplexity implements Metric.Count {
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
    }

    /** F1 of one class, or the mean over classes. */
    static final class F1 implements Metric.Count {
        private final int positive;
        private final Multiset<Integer> right = HashMultiset.create();
        private final Multiset<Integer> answers = HashMultiset.create();
        private final Multiset<Integer> targets = HashMultiset.create();

        /** Of one class; of all if it is negative. */
        F1(int positive) {
            this.positive = positive;
        }

        @Override
        public void add(double[] output, double[] target, double loss) {
            int answer = Decoder.largest(output);
            int wanted = Decoder.largest(target);
            answers.add(answer);
            targets.add(wanted);
            if (answer == wanted) {
                right.add(answer);
            }
        }

        /** 2 TP + FP + FN is all answers of the class and all targets of it. */
        private double of(int c) {
            return 2.0 * right.count(c) / (answers.count(c) + targets.count(c));
        }

        @Override
        public double value() {
            return positive >= 0
                    ? of(positive)
                    : Sets.union(answers.elementSet(), targets.elementSet()).stream()
                            .sorted()
                            .mapToDouble(this::of)
                            .average()
                            .orElse(Double.NaN);
        }
    }
}
