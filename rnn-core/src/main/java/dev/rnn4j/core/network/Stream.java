package dev.rnn4j.core.network;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.Misfit;
import dev.rnn4j.core.pass.StreamPass;

/**
 * One sequence that comes step by step. It has states of its own and shares the network's weights; use one stream for
 * each sequence, in one thread at a time.
 */
public final class Stream {
    private final Network network;
    private final StreamPass pass;
    private final Blueprint reader;

    Stream(Network network, StreamPass pass) {
        this.network = network;
        this.pass = pass;
        this.reader = network.model().use();
    }

    /** Reads one token; the outputs after it, width O. */
    public double[] step(int token) {
        double[] outputs = new double[reader.outputWidth()];
        step(token, outputs);
        return outputs;
    }

    /**
     * Reads one token. Allocates nothing.
     *
     * @param outputs where the outputs after it go, width O
     */
    public void step(int token, double[] outputs) {
        if (!reader.tokens()) {
            throw Misfit.of(
                    "input of",
                    "a token",
                    "a row of width " + reader.inputWidth(),
                    reader.reader(),
                    "give step(...) " + reader.inputWidth() + " numbers");
        }
        if (token < 0 || token >= reader.inputWidth()) {
            throw Misfit.token("input token", token, reader.inputWidth(), reader.reader());
        }
        checkRoom(outputs, reader, -1);
        pass.step(token, null, outputs);
    }

    /**
     * Reads one row; the outputs after it, width O. A decoder reads nothing, {@code step()}, before it has written
     * anything, then what it wrote.
     */
    public double[] step(double... row) {
        double[] outputs = new double[reader.outputWidth()];
        step(row, outputs);
        return outputs;
    }

    /**
     * Reads one row, as {@link #step(double...)} does. Allocates nothing.
     *
     * @param row may be the same array as {@code outputs}
     * @param outputs where the outputs after it go, width O
     */
    public void step(double[] row, double[] outputs) {
        if (row.length == 0 && reader.encoder() != null) {
            checkRoom(outputs, reader, -1);
            pass.step(StreamPass.NOTHING, null, outputs);
            return;
        }
        checkFinite(row, -1);
        if (reader.tokens() || row.length != reader.inputWidth()) {
            throw reader.tokens()
                    ? Misfit.of(
                            "input of",
                            "a row of width " + row.length,
                            "a token",
                            reader.reader(),
                            "give step(...) one whole number from 0 to " + (reader.inputWidth() - 1))
                    : Misfit.of(
                            "input width",
                            row.length,
                            reader.inputWidth(),
                            reader.reader(),
                            "give step(...) as many numbers as the network was built for");
        }
        checkRoom(outputs, reader, -1);
        pass.step(StreamPass.NOTHING, row, outputs);
    }

    /** @param row of several sequences; negative for the only one */
    static void checkRoom(double[] outputs, Blueprint writer, int row) {
        if (outputs.length != writer.outputWidth()) {
            throw Misfit.of(
                    "room for outputs",
                    outputs.length,
                    writer.outputWidth(),
                    writer.writer() + (row < 0 ? "" : ", row " + row),
                    "give step(...) an array of as many places as the network has outputs");
        }
    }

    /** As {@code Series} does for whole sequences. */
    static void checkFinite(double[] row, int sequence) {
        for (int i = 0; i < row.length; i++) {
            if (!Double.isFinite(row[i])) {
                throw new BadInputException("column " + i + (sequence < 0 ? "" : " of row " + sequence) + " is "
                        + row[i] + ": data must be finite; replace or leave out what is missing");
            }
        }
    }

    /** Back to the beginning of a sequence. */
    public void reset() {
        pass.reset();
    }

    /** Where the sequence stands, to go on from it later or elsewhere. */
    public State state() {
        return State.of(pass.states());
    }

    /**
     * Goes on from where a state stands.
     *
     * @throws BadInputException if it is of a network with other states; the stream then stays where it is
     */
    public void state(State state) {
        pass.states(state.checked(network));
    }

    /** A second stream that goes on from the same point. */
    public Stream copy() {
        return new Stream(network, pass.copy());
    }
}
