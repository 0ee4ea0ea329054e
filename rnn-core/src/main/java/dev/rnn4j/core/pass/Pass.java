package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.ParameterSpec;
import dev.rnn4j.core.graph.TracedStep;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A network compiled for batches up to a size, with all the places it needs; one thread at a time. A segment is a run of
 * steps of a batch: the whole of it, or a part when time is truncated or data streams in.
 */
public final class Pass {
    /** Most rows of a tile, and the fewest for which another thread is called. */
    private static final int MOST_ROWS = 64;

    private static final int FEWEST_ROWS = 4;
    /** Rows of a tile for which products run at nearly full speed. */
    private static final int ENOUGH_ROWS = 16;

    private final Blueprint network;
    private final ParameterSet parameters;
    private final Kernels kernels;
    private final Rows rows;
    private final Rows headRows;
    private final InputPart input;
    private final List<Unit> sequence = new ArrayList<>();
    private final List<Unit> head = new ArrayList<>();
    private final ReadOut readOut;
    private final Object[][] logits;
    private final Program outputs;
    private final LossPart loss;
    private final List<Mask> masks = new ArrayList<>();
    private Map<String, Unit.State> states;
    private Carried[] carried;
    private final EncoderPart encoder;
    private final int[] lengths;
    private final double[] ofRows;
    private Batch batch;
    private int from;
    private int steps;
    private boolean encoded;

    /** A state: where it starts from, and where it is before each step and after the last. */
    private record Carried(Object[] start, Object[][] all, int width) {}

    /** A dropout mask: what is drawn, where it is, and what its draws are called. */
    private record Mask(Node node, Object[][] place, Rows rows, String purpose) {}

    /**
     * Compiles.
     *
     * @param loss null for a pass that only predicts
     */
    public Pass(Blueprint network, ParameterSet parameters, Kernels kernels, int steps, int batchRows, LossGraph loss) {
        this.network = network;
        this.parameters = parameters;
        this.kernels = kernels;
        int perTile = kernels.fixesTiles(batchRows) ? Kernels.FIXED_TILE : rowsOfTile(batchRows, kernels.threads());
        this.rows = new Rows(Math.max(1, steps), Math.max(1, batchRows), perTile);
        this.lengths = new int[rows.capacityRows()];
        this.ofRows = new double[rows.capacityRows()];
        this.headRows = network.manyToOne() ? new Rows(1, Math.max(1, batchRows), perTile) : rows;

        this.encoder = network.encoder() == null ? null : new EncoderPart(network, parameters, kernels, rows);
        this.input = new InputPart(network, kernels, rows);
        Object[][] x = input.place();
        for (Stage s : network.sequence()) {
            Program.Inputs in = x == null ? input.lookedUp() : Program.Inputs.dense(places(s, x));
            Unit unit = new Unit(s, kernels, rows, parameters, in);
            sequence.add(unit);
            x = unit.output();
        }
        this.readOut = network.manyToOne() ? readOut(x) : null;
        if (readOut != null) {
            x = readOut.output();
        }
        for (Stage s : network.head()) {
            Unit unit = new Unit(s, kernels, headRows, parameters, Program.Inputs.dense(Map.of(TracedStep.X, x)));
            head.add(unit);
            x = unit.output();
        }
        this.logits = x;
        this.outputs = new Program(
                activation().plan(),
                kernels,
                headRows,
                parameters,
                false,
                Program.Inputs.dense(Map.of(TracedStep.X, x)));
        this.loss = loss == null ? null : loss.part(network, kernels, headRows, parameters, x);
        if (loss != null && network.gradient()) {
            connectBack(this.loss.logitsGradient());
        }
        collectStates();
        collectMasks(sequence, rows);
        collectMasks(head, headRows);
    }

    /** A tile for each thread; more, so that none waits for another, where they still have rows enough. */
    private static int rowsOfTile(int batchRows, int threads) {
        int tiles = threads == 1 ? 1 : Math.max(threads, Math.min(2 * threads, batchRows / ENOUGH_ROWS));
        return Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, (batchRows + tiles - 1) / tiles));
    }

    private void collectStates() {
        Map<String, Unit.State> all = new LinkedHashMap<>();
        for (Unit u : sequence) {
            all.putAll(u.states());
        }
        this.states = Collections.unmodifiableMap(all);
        List<Carried> from = new ArrayList<>();
        for (Unit.State s : all.values()) {
            from.add(new Carried(s.start(), s.program().state(s.name()), s.width()));
        }
        this.carried = from.toArray(new Carried[0]);
    }

    private ReadOut readOut(Object[][] top) {
        int width = sequence.isEmpty()
                ? network.inputWidth()
                : sequence.get(sequence.size() - 1).outputWidth();
        Unit read = network.readStage() < 0 ? null : sequence.get(network.readStage());
        return new ReadOut(
                kernels,
                rows,
                headRows,
                top,
                width,
                read == null ? width : read.lateColumns(),
                read,
                network.gradient());
    }

    /** Where a stage finds its input, and what else it reads of an encoder. */
    private Map<String, Object[][]> places(Stage s, Object[][] x) {
        Map<String, Object[][]> places = new LinkedHashMap<>();
        for (String name : s.any().graph().inputs().keySet()) {
            places.put(name, name.equals(TracedStep.X) ? x : encoder.place(name));
        }
        return places;
    }

    private Traced activation() {
        TracedStep step = new TracedStep(new Graph("output"), network.outputWidth(), Naming.layer("output"), false);
        Value y = step.input().apply(network.outputActivation());
        if (y.width() != network.outputWidth()) {
            throw new BadInputException("the output activation makes a row of width " + y.width() + " of one of width "
                    + network.outputWidth() + ": an activation keeps the width");
        }
        step.emit(y);
        return Traced.of(step.finishGraph(), false, Set.of(), Map.of());
    }

    /** Compiles the way back from where the gradient by the logits is. */
    void connectBack(Object[][] logitsGradient) {
        Object[][] d = logitsGradient;
        for (int i = head.size() - 1; i >= 0; i--) {
            head.get(i).connectBack(d);
            d = head.get(i).inputGradient();
        }
        Object[][] below = d;
        if (readOut != null) {
            readOut.connectBack(d);
            below = readOut.topGradient();
        }
        for (int i = sequence.size() - 1; i >= 0; i--) {
            sequence.get(i).connectBack(below);
            if (encoder != null) {
                encoder.connectBack(sequence.get(i));
            }
            below = sequence.get(i).inputGradient();
        }
        collectStates();
    }

    public Blueprint network() {
        return network;
    }

    /** Whether a batch of which so many steps are run at once fits. */
    public boolean fits(int wantedSteps, Batch wanted) {
        return wantedSteps <= rows.capacitySteps()
                && wanted.rows() <= rows.capacityRows()
                && (encoder == null || encoder.pass().fits(wanted.sources().steps(), wanted.sources()));
    }

    public int capacitySteps() {
        return rows.capacitySteps();
    }

    public int capacityRows() {
        return rows.capacityRows();
    }

    // ---- loading

    /** Makes steps {@code first} to {@code first + count − 1} of a batch the current segment. */
    void load(Batch newBatch, int first, int count) {
        batch = newBatch;
        from = first;
        steps = count;
        for (int b = 0; b < batch.rows(); b++) {
            lengths[b] = rowSteps(b);
        }
        rows.set(count, lengths, batch.rows());
        if (headRows != rows) {
            Arrays.fill(lengths, 1);
            headRows.set(1, lengths, batch.rows());
        }
        if (loss != null) {
            loss.load(newBatch, first, count);
        }
        if (encoder != null && first == 0) {
            encoder.load(newBatch);
            encoded = false;
        }
    }

    /** Fills in the inputs of the segment. */
    void loadInputs() {
        input.load(batch, from, steps);
    }

    /** Sets one sequence's input of the only step, for streaming: a token, or a row if that is not null. */
    void loadStep(int b, int token, double[] row) {
        input.loadStep(b, token, row);
    }

    /** Draws all dropout masks of the segment. */
    void drawMasks(Draws draws) {
        if (encoder != null) {
            encoder.drawMasks(draws);
        }
        for (Mask m : masks) {
            Masks.draw(m.node, m.place, kernels, m.rows, b -> rowDraws(draws, m.purpose, b));
        }
    }

    private void collectMasks(List<Unit> units, Rows of) {
        for (Unit u : units) {
            u.masked().forEach((name, program) -> {
                for (Node m : program.graph().masks()) {
                    masks.add(new Mask(m, program.mask(m), of, name + "/" + m.name()));
                }
            });
        }
    }

    /** What draws a mask for a row: the whole batch's stream, or that of the row's own sequence. */
    private Masks.RowDraws rowDraws(Draws draws, String purpose, int b) {
        return batch.masks(b) == null
                ? new Masks.RowDraws(draws.named(purpose), batch.first(b) + from, batch.rows(), batch.original(b))
                : new Masks.RowDraws(batch.masks(b).named(purpose), batch.first(b) + from, 1, 0);
    }

    // ---- states

    /** The states by public name; that of the network's own output is not among them. */
    Map<String, Unit.State> states() {
        return states;
    }

    /** The parameter from which a state starts; null if it is not learned. */
    Parameter learnedState(String state) {
        ParameterSpec p = network.learnedStates().get(state);
        return p == null ? null : parameters.get(p.name());
    }

    Rows rows() {
        return rows;
    }

    Rows headRows() {
        return headRows;
    }

    /** What attention goes to. */
    Object[][] memory() {
        return sequence.get(network.memoryStage()).output();
    }

    /** The encoder's pass; null if this is not a decoder's. */
    Pass encoder() {
        return encoder == null ? null : encoder.pass();
    }

    /** The weights of the decoder's attention, one for each step of the source; null without attention. */
    Result attention() {
        if (network.attentionStage() < 0) {
            return null;
        }
        return new Result(sequence.get(network.attentionStage()).output(Blueprint.WEIGHTS), rows, network.sources());
    }

    Kernels kernels() {
        return kernels;
    }

    /** A number for each row, of use to whoever runs the pass. */
    double[] ofRows() {
        return ofRows;
    }

    /** Makes the states after the segment those before the next one. */
    void carry() {
        carry(steps);
    }

    /** Makes the states after {@code count} steps of the segment, in layers that run forwards, those before the next one. */
    void carry(int count) {
        for (Carried c : carried) {
            for (int b = 0; b < batch.rows(); b++) {
                int n = Math.min(count, rowSteps(b));
                if (n > 0) {
                    Places.copyRow(rows, c.all[n], b, rows, c.start, b, c.width);
                }
            }
        }
    }

    /** Steps of the segment that a row takes part in. */
    int rowSteps(int b) {
        return Math.max(0, Math.min(steps, batch.length(b) - from));
    }

    // ---- running

    /**
     * Runs the encoder, once for each batch, and hands over what the decoder reads.
     *
     * @param start whether the decoder's states become what they start from
     */
    void encode(boolean start) {
        encoder.forward(start ? states() : Map.of());
        encoded = true;
    }

    /** From the inputs to the logits. */
    void forward() {
        if (encoder != null && !encoded) {
            encode(true);
        }
        forward(sequence);
        if (readOut != null) {
            readOut.forward(this::rowSteps);
        }
        forward(head);
    }

    /** Without an iterator: a step of a stream allocates nothing. */
    private static void forward(List<Unit> units) {
        for (int i = 0; i < units.size(); i++) {
            units.get(i).forward();
        }
    }

    /** From the logits to the outputs. */
    void activate() {
        outputs.run();
    }

    /** Targets, losses and their gradient; null for a pass that only predicts. */
    LossPart loss() {
        return loss;
    }

    /** Whether a row has its last step in the segment; an empty row has it in the first one. */
    boolean endsHere(int b) {
        return batch.ends(b, from, steps);
    }

    /** From the losses to the gradients of all parameters, which are added to those that are there. */
    void backward() {
        loss.backward();
        backwardHead();
        backwardSequence(memoryGradient -> {});
        if (encoder != null) {
            encoder.backward(states());
        }
    }

    /** From the gradient by the logits to the one by what is read out. */
    void backwardHead() {
        for (int i = head.size() - 1; i >= 0; i--) {
            head.get(i).backward();
        }
        if (readOut != null) {
            readOut.backward(this::rowSteps);
        }
    }

    /** From there to the input; {@code more} is shown the gradient by what attention goes to, to add to it. */
    void backwardSequence(Consumer<Object[][]> more) {
        for (int i = sequence.size() - 1; i >= 0; i--) {
            if (i == network.memoryStage()) {
                boolean top = i == sequence.size() - 1;
                more.accept(
                        !top ? sequence.get(i + 1).inputGradient() : readOut != null ? readOut.topGradient() : null);
            }
            sequence.get(i).backward();
        }
    }

    // ---- results

    /** A value of the segment: its place, its rows and its width. */
    record Result(Object[][] place, Rows rows, int width) {
        double get(Kernels kernels, int t, int b, int i) {
            return Places.get(kernels, rows, place[t], width, b, i);
        }

        double[] row(Kernels kernels, int t, int b) {
            double[] row = new double[width];
            read(kernels, t, b, row);
            return row;
        }

        void read(Kernels kernels, int t, int b, double[] to) {
            Places.read(kernels, rows, place[t], b, to);
        }

        /** The first steps of a row, {@code [steps][width]}. */
        double[][] sequence(Kernels kernels, int b, int steps) {
            double[][] all = new double[steps][];
            for (int t = 0; t < steps; t++) {
                all[t] = row(kernels, t, b);
            }
            return all;
        }
    }

    Result logits() {
        return new Result(logits, headRows, network.outputWidth());
    }

    Result outputs() {
        return new Result(outputs.output(TracedStep.OUT), headRows, network.outputWidth());
    }

    /** What the top recurrent layer emits; null if there is none. */
    Result hidden() {
        if (network.hiddenStage() < 0) {
            return null;
        }
        Unit u = sequence.get(network.hiddenStage());
        if (network.mode() == InputMode.FEEDBACK) {
            int w = u.first().graph().outputs().get(FeedbackStage.HIDDEN).width();
            return new Result(u.output(FeedbackStage.HIDDEN), rows, w);
        }
        return new Result(u.output(), rows, u.outputWidth());
    }

    /** The gradient of the input; null if it was not wanted or there is none. */
    Result inputGradient() {
        if (input.place() == null) {
            return null;
        }
        Object[][] place =
                sequence.isEmpty() ? readOut.topGradient() : sequence.get(0).inputGradient();
        return place == null ? null : new Result(place, rows, network.inputWidth());
    }
}
