package dev.rnn4j.benchmarks;

/** The sizes of networks that are measured: one recurrent layer and a dense one on top. */
public enum Size {
    /** Small. */
    S(32, 64, 32, 16, 50),
    /** Medium. */
    M(64, 128, 64, 32, 100),
    /** Large. */
    L(128, 512, 128, 64, 50),
    /** Extra large. */
    XL(256, 1024, 256, 32, 35);

    private final int inputs;
    private final int hidden;
    private final int classes;
    private final int batch;
    private final int steps;

    Size(int inputs, int hidden, int classes, int batch, int steps) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.classes = classes;
        this.batch = batch;
        this.steps = steps;
    }

    /** Width of the input, I. */
    public int inputs() {
        return inputs;
    }

    /** Hidden units, H. */
    public int hidden() {
        return hidden;
    }

    /** Classes of the output, V. */
    public int classes() {
        return classes;
    }

    /** Sequences in a batch, B. */
    public int batch() {
        return batch;
    }

    /** Steps of a sequence, T. */
    public int steps() {
        return steps;
    }
}
