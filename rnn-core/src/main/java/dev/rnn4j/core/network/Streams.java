package dev.rnn4j.core.network;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.pass.Misfit;
import dev.rnn4j.core.pass.StreamPass;

/**
 * Several sequences that come step by step, side by side: the rows of a batch, each with states of its own that stay until
 * they are reset. Each row gets the bits that a {@link Stream} of its own gives. One thread at a time.
 */
public final class Streams {
    private final Network network;
    private final StreamPass pass;
    private final int rows;

    Streams(Network network, StreamPass pass, int rows) {
        this.network = network;
        this.pass = pass;
        this.rows = rows;
    }

    /** How many sequences. */
    public int rows() {
        return rows;
    }

    /**
     * Reads one token in each row.
     *
     * @return the outputs after it, {@code [rows][O]}
     */
    public double[][] step(int... tokens) {
        double[][] outputs = room();
        step(tokens, outputs);
        return outputs;
    }

    /**
     * Reads one token in each row. Allocates nothing, unless the rows are many enough for several threads.
     *
     * @param outputs where the outputs after it go, {@code [rows][O]}
     */
    public void step(int[] tokens, double[][] outputs) {
        if (!network.readsTokens()) {
            throw new BadInputException("step reads tokens, but the network reads rows of width " + network.inputWidth()
                    + ": give a row of numbers for each sequence");
        }
        counted(tokens.length);
        for (int b = 0; b < rows; b++) {
            if (tokens[b] < 0 || tokens[b] >= network.inputWidth()) {
                throw Misfit.token(
                        "input token",
                        tokens[b],
                        network.inputWidth(),
                        network.model().use().reader() + ", row " + b);
            }
        }
        checkRoom(outputs);
        pass.step(tokens, null, outputs);
    }

    /**
     * Reads one step in each row.
     *
     * @param inputs {@code [rows][width]}
     * @return the outputs after it, {@code [rows][O]}
     */
    public double[][] step(double[]... inputs) {
        double[][] outputs = room();
        step(inputs, outputs);
        return outputs;
    }

    /**
     * Reads one step in each row. Allocates nothing, unless the rows are many enough for several threads.
     *
     * @param inputs {@code [rows][width]}
     * @param outputs where the outputs after it go, {@code [rows][O]}
     */
    public void step(double[][] inputs, double[][] outputs) {
        if (network.readsTokens()) {
            throw new BadInputException(
                    "step reads rows of numbers, but the network reads tokens: give one a sequence");
        }
        counted(inputs.length);
        for (int b = 0; b < rows; b++) {
            if (inputs[b].length != network.inputWidth()) {
                throw Misfit.of(
                        "input width",
                        inputs[b].length,
                        network.inputWidth(),
                        network.model().use().reader() + ", row " + b,
                        "give step(...) as many numbers as the network was built for");
            }
            Stream.checkFinite(inputs[b], b);
        }
        checkRoom(outputs);
        pass.step(null, inputs, outputs);
    }

    private double[][] room() {
        return new double[rows][network.model().use().outputWidth()];
    }

    private void checkRoom(double[][] outputs) {
        if (outputs.length != rows) {
            throw new BadInputException("room for the outputs of " + outputs.length + " rows, but there are " + rows
                    + ": give an array for each row");
        }
        for (int b = 0; b < rows; b++) {
            Stream.checkRoom(outputs[b], network.model().use(), b);
        }
    }

    private void counted(int given) {
        if (given != rows) {
            throw new BadInputException(
                    "a step of " + given + " rows, but there are " + rows + ": each row reads one step");
        }
    }

    /** One row back to the beginning of a sequence; the others stay where they are. */
    public void reset(int row) {
        if (row < 0 || row >= rows) {
            throw new BadInputException("there is no row " + row + ": rows are 0 to " + (rows - 1));
        }
        pass.reset(row);
    }

    /** All rows back to the beginning of a sequence. */
    public void reset() {
        pass.reset();
    }
}
