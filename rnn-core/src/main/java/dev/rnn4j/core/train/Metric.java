package dev.rnn4j.core.train;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Decoder;
import dev.rnn4j.core.data.Series;

/** A number that says how good outputs are, gathered over all rows or sequences that have a target, whatever
 * their weights, but not those that weigh 0. */
public interface Metric {
    /** The name in reports. */
    String name();

    /** A fresh count. */
    Count start();

    /** The same under another name, for two of a kind in one report. */
    default Metric named(String newName) {
        return new NamedMetric(newName, this::start);
    }

    /** What is counted for one evaluation, row by row. */
    interface Count {
        /**
         * One row (a sequence at one step) with a target. Not called with a loss of whole sequences, which has no rows.
         *
         * @param output after the output activation, width O
         * @param target as a row, width O
         * @param loss the row's loss
         */
        void add(double[] output, double[] target, double loss);

        /** The metric over all that was counted; NaN if there was nothing. */
        double value();
    }

    /** What is counted for one evaluation, sequence by sequence. */
    interface SequenceCount extends Count {
        @Override
        default void add(double[] output, double[] target, double loss) {}

        /**
         * One sequence with a target. With a loss row by row it is the steps that have a target, so outputs and target have
         * the same length, at least 1; with a loss of whole sequences it is all of them, and both lengths may be anything.
         *
         * @param outputs after the output activation, {@code [T][O]}
         * @param target as it was given: tokens, or rows of width O
         * @param loss the sequence's loss: that of its rows added up, or that of the whole
         */
        void addSequence(double[][] outputs, Series target, double loss);
    }

    /**
     * The part of rows whose largest output is the target's class; with a single output, whether it is on the target's
     * side of one half.
     */
    static Metric accuracy() {
        return new NamedMetric("accuracy", RowCounts.Accuracy::new);
    }

    /** e to the mean loss of a row: with cross-entropy, among how many classes the network hesitates. */
    static Metric perplexity() {
        return new NamedMetric("perplexity", RowCounts.Perplexity::new);
    }

    /**
     * The mean over classes of their {@link #f1(int)} (macro F1), over all classes that are the target or the answer of
     * some row.
     */
    static Metric f1() {
        return new NamedMetric("f1", () -> new RowCounts.F1(-1));
    }

    /**
     * The F1 of one class: 2 TP / (2 TP + FP + FN), the harmonic mean of precision and recall. A row's answer is its
     * largest output; with a single output the classes are 0 and 1, apart at one half. NaN if the class is neither the
     * target nor the answer of any row.
     */
    static Metric f1(int positive) {
        if (positive < 0) {
            throw new BadInputException("f1(" + positive + "): a class is 0 or above; f1() takes the mean over all");
        }
        return new NamedMetric("f1 of class " + positive, () -> new RowCounts.F1(positive));
    }

    /**
     * The loss in bits for each token (or row) of the targets: Σ loss / (Σ U · ln 2). With cross-entropy and CTC it is what
     * the targets would take to be written down with the network's help.
     */
    static Metric bitsPerSymbol() {
        return new NamedMetric("bits per symbol", SequenceCounts.Bits::new);
    }

    /** The {@link #tokenErrorRate(Decoder)} of the largest output at each step. */
    static Metric tokenErrorRate() {
        return tokenErrorRate(Decoder.stepByStep());
    }

    /**
     * How many tokens have to be inserted, dropped or changed to make the targets of what is said (edit distance,
     * Levenshtein 1966), for each token of the targets: Σ edits / Σ U. It can be above 1. For CTC:
     *
     * <pre>{@code
     * Metric.tokenErrorRate(Decoder.ctcBestPath(0))
     * }</pre>
     *
     * @param decoder how tokens are read from outputs; a target of rows has the class of each row as its tokens
     */
    static Metric tokenErrorRate(Decoder decoder) {
        return new NamedMetric("token error rate", () -> new SequenceCounts.Edits(decoder));
    }

    /** The {@link #exactMatch(Decoder)} of the largest output at each step. */
    static Metric exactMatch() {
        return exactMatch(Decoder.stepByStep());
    }

    /** The part of sequences that are right in all of their tokens. */
    static Metric exactMatch(Decoder decoder) {
        return new NamedMetric("exact match", () -> new SequenceCounts.Matches(decoder));
    }
}
