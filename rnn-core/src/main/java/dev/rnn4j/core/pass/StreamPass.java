package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.kernel.Threads;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Some sequences side by side, step by step, with their states carried along. */
public final class StreamPass {
    /** What a decoder reads before it has written anything. */
    public static final int NOTHING = -1;

    private final Model model;
    private final Map<String, Tensor> states;
    private final Pass pass;
    private final Pass.Result outputs;
    private final Series source;
    private final Map<String, Object[]> spare = new LinkedHashMap<>();
    private Batch batch;
    private int rows;

    /** One sequence. */
    public StreamPass(Model model) {
        this(model, Map.of());
    }

    /**
     * One sequence.
     *
     * @param states from which it starts, {@code [width]} by public name; learned ones or zeros where absent
     */
    public StreamPass(Model model, Map<String, Tensor> states) {
        this(model, states, 1);
    }

    /**
     * So many sequences, each at its beginning.
     *
     * @param states from which each of them starts
     */
    public StreamPass(Model model, Map<String, Tensor> states, int rows) {
        this(model, states, rows, null);
    }

    /** What a decoder writes for a source. */
    public StreamPass(Model model, Series source) {
        this(model, Map.of(), 1, source);
    }

    private StreamPass(Model model, Map<String, Tensor> states, int rows, Series source) {
        Blueprint b = model.use();
        this.model = model;
        this.states = states;
        this.source = source;
        if (source != null) {
            this.pass = model.pass(null, b, Batch.decoding(List.of(source), 1, b), 1, rows, null, Threads.limit());
            this.outputs = pass.outputs();
            rows(rows);
            reset();
            return;
        }
        if (b.encoder() != null) {
            throw new BadInputException("an encoder-decoder writes for a source: use stream(source)");
        }
        if (b.manyToOne() || b.mode() != InputMode.SEQUENCE) {
            throw new BadInputException(
                    "a stream needs a many-to-many network that reads its own sequence: use predict for"
                            + " many-to-one and generate for one-to-many");
        }
        if (!b.stateInReverse().isEmpty()) {
            throw new BadInputException("a stream cannot run in reverse: state '" + b.stateInReverse()
                    + "' does; use predict for whole sequences, or build the network with recurrent(...) in its place");
        }
        this.pass = model.pass(b, 1, rows, null, Threads.limit());
        this.outputs = pass.outputs();
        rows(rows);
        reset();
    }

    private void rows(int count) {
        if (count == rows) {
            return;
        }
        Blueprint b = model.use();
        if (source != null) {
            pass.load(Batch.decoding(Collections.nCopies(count, source), 1, b), 0, 1);
            pass.encode(false);
            rows = count;
            return;
        }
        Series any = b.tokens() ? Series.tokens(0) : Series.row(new double[b.inputWidth()]);
        int[] lengths = new int[count];
        Arrays.fill(lengths, 1);
        batch = Batch.inputs(Collections.nCopies(count, any), Collections.nCopies(count, states), lengths, b);
        pass.load(batch, 0, 1);
        rows = count;
    }

    /** All sequences back to where they started. */
    public void reset() {
        if (source != null) {
            pass.encode(true);
            return;
        }
        for (int b = 0; b < rows; b++) {
            reset(b);
        }
    }

    /** One sequence back to where it started. */
    public void reset(int sequence) {
        new StartStates(pass, batch, Map.of()).set(sequence);
    }

    /** The same sequences a second time, from the same states on. */
    public StreamPass copy() {
        return copy(IntStream.range(0, rows).toArray());
    }

    /** Sequences of which the i-th goes on from where {@code parents[i]} stands. */
    private StreamPass copy(int[] parents) {
        StreamPass other = new StreamPass(model, states, parents.length, source);
        pass.states().forEach((name, s) -> {
            Object[] to = other.pass.states().get(name).start();
            for (int b = 0; b < parents.length; b++) {
                Places.copyRow(pass.rows(), s.start(), parents[b], other.pass.rows(), to, b, s.width());
            }
        });
        return other;
    }

    /**
     * Makes the i-th sequence go on from where {@code parents[i]} stands; there may be more or fewer than before.
     *
     * @return this, or another one with more room
     */
    public StreamPass choose(int... parents) {
        if (parents.length > pass.capacityRows()) {
            return copy(parents);
        }
        pass.states().forEach((name, s) -> {
            Object[] now = s.start();
            Object[] before = spare.computeIfAbsent(name, n -> Places.make(pass.kernels(), pass.rows(), s.width())[0]);
            for (int b = 0; b < rows; b++) {
                Places.copyRow(pass.rows(), now, b, pass.rows(), before, b, s.width());
            }
            for (int b = 0; b < parents.length; b++) {
                Places.copyRow(pass.rows(), before, parents[b], pass.rows(), now, b, s.width());
            }
        });
        rows(parents.length);
        return this;
    }

    // ---- states

    /** The states of the first sequence by public name, {@code [width]}. */
    public Map<String, Tensor> states() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        pass.states().forEach((name, s) -> {
            Tensor t = Tensor.zeros(s.width());
            for (int i = 0; i < s.width(); i++) {
                t.setFlat(i, Places.get(pass.kernels(), pass.rows(), s.start(), s.width(), 0, i));
            }
            all.put(name, t);
        });
        return all;
    }

    /** Sets the states of the first sequence; each has to be there with its width. */
    public void states(Map<String, Tensor> values) {
        pass.states().forEach((name, s) -> {
            Tensor t = values.get(name);
            for (int i = 0; i < s.width(); i++) {
                Places.set(pass.kernels(), pass.rows(), s.start(), s.width(), 0, i, t.flat(i));
            }
        });
    }

    // ---- steps

    /**
     * One step of the only sequence.
     *
     * @param to where the outputs go
     */
    public void step(int token, double[] row, double[] to) {
        pass.loadStep(0, token, row);
        forward();
        pass.activate();
        outputs.read(pass.kernels(), 0, 0, to);
    }

    /**
     * One step of every sequence, tokens or rows.
     *
     * @param to where the outputs go
     */
    public void step(int[] tokens, double[][] inputs, double[][] to) {
        for (int b = 0; b < rows; b++) {
            pass.loadStep(b, tokens == null ? -1 : tokens[b], inputs == null ? null : inputs[b]);
        }
        forward();
        pass.activate();
        for (int b = 0; b < rows; b++) {
            outputs.read(pass.kernels(), 0, b, to[b]);
        }
    }

    /** One step of every sequence, as far as the logits. */
    public void read(int... tokens) {
        for (int b = 0; b < rows; b++) {
            pass.loadStep(b, tokens[b], null);
        }
        forward();
    }

    private void forward() {
        pass.forward();
        pass.carry();
    }

    /** A sequence's logits after {@link #read}. */
    public double[] logits(int sequence) {
        return pass.logits().row(pass.kernels(), 0, sequence);
    }
}
