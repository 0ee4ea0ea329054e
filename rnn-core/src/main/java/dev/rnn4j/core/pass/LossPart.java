package dev.rnn4j.core.pass;

/**
 * What a pass does from its logits on: targets, the loss of a segment, and the loss's gradient by the logits. Weights and
 * factors are those of the segment's losses, {@code [step][row]} for {@link #steps} steps and the batch's rows, in arrays
 * that may be larger; a loss for a whole sequence is one in a single step, in the segment where the sequence ends.
 */
interface LossPart {
    /** Is shown what has a target; {@code b} is the row of the batch. */
    interface Shown {
        /** A single row, of which {@code at} is the step of the target. */
        void row(int b, int at, double[] output, double[] target, double loss);

        /** A whole sequence. */
        void sequence(int b, double[][] outputs, double loss);
    }

    /** Makes steps {@code from} to {@code from + steps − 1} of a batch the current segment. */
    void load(Batch batch, int from, int steps);

    /** How many steps of the segment have weights. */
    int steps();

    /**
     * Fills in the targets of the segment; how much they weigh, {@link #given} included, 0 where there is none. The arrays
     * are the caller's until the next call.
     */
    double[][] loadTargets();

    /** What the example says a loss counts beside the others of its sequence; {@link #loss} does not contain it. */
    default double given(int t, int b) {
        return 1;
    }

    /** The losses of the segment, weighted by {@code scales}, added up. */
    double forward(double[][] scales);

    /** Shows what has a weight, and a target therefore, after {@link #forward}. */
    void show(double[][] shares, Pass.Result outputs, Shown shown);

    /** After {@link #forward}: fills in the gradient by the logits. */
    void backward();

    /** Where the gradient by the logits is; null if none is wanted. */
    Object[][] logitsGradient();
}
