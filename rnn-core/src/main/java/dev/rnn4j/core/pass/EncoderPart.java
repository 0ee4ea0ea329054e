package dev.rnn4j.core.pass;

import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.TracedStep;
import dev.rnn4j.core.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The encoder of a pass, and what the decoder is given of it: its start states, and, the same at each of its steps, what
 * its layers ask for. Both sort their rows by their own lengths, so everything moves row by row.
 */
final class EncoderPart {
    private final Blueprint network;
    private final Kernels kernels;
    private final Pass pass;
    private final Rows rows;
    private final Unit start;
    private final Unit keys;
    private final Object[][] startGradient;
    private final Object[][] keysGradient;
    private final Map<String, Given> given = new LinkedHashMap<>();
    private final int[] encoderRow;
    private Batch batch;

    /** A value that the decoder reads at each step; {@code columns} of each of the encoder's steps, or of its read-out. */
    private static final class Given {
        final int width;
        final Object[][] place;
        final List<Object[][]> gradients = new ArrayList<>();

        Given(Kernels kernels, Rows rows, int width) {
            this.width = width;
            Object[] tiles = Places.make(kernels, new Rows(1, rows.capacityRows(), rows.perTile()), width)[0];
            this.place = new Object[rows.capacitySteps()][];
            Arrays.fill(place, tiles);
        }
    }

    /**
     * Compiles the encoder.
     *
     * @param network the decoder
     * @param rows the decoder's
     */
    EncoderPart(Blueprint network, ParameterSet parameters, Kernels kernels, Rows rows) {
        this.network = network;
        this.kernels = kernels;
        this.rows = rows;
        this.pass = new Pass(network.encoder(), parameters, kernels, network.sources(), rows.capacityRows(), null);
        this.encoderRow = new int[rows.capacityRows()];
        Bridge bridge = network.bridge();
        Rows one = pass.headRows();
        this.start = new Unit(
                bridge.start(), kernels, one, parameters, reads(pass.logits().place()));
        this.keys = bridge.keys() == null
                ? null
                : new Unit(bridge.keys(), kernels, pass.rows(), parameters, reads(pass.memory()));
        for (Stage s : network.sequence()) {
            s.any().graph().inputs().forEach((name, node) -> {
                if (!name.equals(TracedStep.X)) {
                    given.put(name, new Given(kernels, rows, node.width()));
                }
            });
        }
        boolean gradient = network.gradient();
        this.startGradient = gradient ? Places.make(kernels, one, start.outputWidth()) : null;
        this.keysGradient = gradient && keys != null ? Places.make(kernels, pass.rows(), keys.outputWidth()) : null;
        if (gradient) {
            start.connectBack(startGradient);
            if (keys != null) {
                keys.connectBack(keysGradient);
            }
            pass.connectBack(start.inputGradient());
        }
    }

    private static Program.Inputs reads(Object[][] place) {
        return Program.Inputs.dense(Map.of(TracedStep.X, place));
    }

    /** Where the decoder finds what it reads under a name. */
    Object[][] place(String name) {
        return given.get(name).place;
    }

    /** Where the decoder's unit leaves the gradients of what it read, once it is connected. */
    void connectBack(Unit unit) {
        given.forEach((name, g) -> {
            if (unit.inputGradient(name) != null) {
                g.gradients.add(unit.inputGradient(name));
            }
        });
    }

    Pass pass() {
        return pass;
    }

    /** Makes the sources of a batch current. */
    void load(Batch newBatch) {
        batch = newBatch;
        Batch sources = batch.sources();
        new StartStates(pass, sources, Map.of()).set();
        pass.load(sources, 0, sources.steps());
        pass.loadInputs();
        int[] byOriginal = new int[sources.rows()];
        for (int e = 0; e < sources.rows(); e++) {
            byOriginal[sources.original(e)] = e;
        }
        for (int b = 0; b < batch.rows(); b++) {
            encoderRow[b] = byOriginal[batch.original(b)];
        }
    }

    void drawMasks(Draws draws) {
        pass.drawMasks(draws.named("encoder"));
    }

    // ---- forwards

    /** Runs the encoder and hands everything over. */
    void forward(Map<String, Unit.State> states) {
        pass.forward();
        start.forward();
        if (keys != null) {
            keys.forward();
        }
        for (int b = 0; b < batch.rows(); b++) {
            int e = encoderRow[b];
            for (Map.Entry<String, Unit.State> s : states.entrySet()) {
                Unit.State state = s.getValue();
                copyRow(
                        pass.headRows(),
                        start.output()[0],
                        e,
                        start.outputWidth(),
                        network.bridge().columns().get(s.getKey()),
                        state.program().start(state.name()),
                        b,
                        state.width(),
                        0,
                        state.width());
            }
            giveSteps(
                    AttentionEquations.MEMORY, pass.memory(), network.encoder().memoryWidth(), b, e);
            if (keys != null) {
                giveSteps(AttentionEquations.KEYS, keys.output(), keys.outputWidth(), b, e);
            }
            giveShut(b, e);
            giveContext(b, e);
        }
    }

    private void copyRow(
            Rows fromRows,
            Object[] from,
            int fromRow,
            int fromWidth,
            int fromColumn,
            Object[] to,
            int toRow,
            int toWidth,
            int toColumn,
            int columns) {
        System.arraycopy(
                from[fromRows.tile(fromRow)],
                fromRows.slot(fromRow) * fromWidth + fromColumn,
                to[rows.tile(toRow)],
                rows.slot(toRow) * toWidth + toColumn,
                columns);
    }

    private void giveSteps(String name, Object[][] from, int width, int b, int e) {
        Given g = given.get(name);
        if (g == null) {
            return;
        }
        Places.fill(kernels, rows, g.place[0], g.width, b, 0);
        for (int s = 0; s < pass.rowSteps(e); s++) {
            copyRow(pass.rows(), from[s], e, width, 0, g.place[0], b, g.width, s * width, width);
        }
    }

    private void giveShut(int b, int e) {
        Given g = given.get(AttentionEquations.SHUT);
        if (g != null) {
            for (int s = 0; s < g.width; s++) {
                double score = s < pass.rowSteps(e) ? 0 : AttentionEquations.SHUT_SCORE;
                Places.set(kernels, rows, g.place[0], g.width, b, s, score);
            }
        }
    }

    private void giveContext(int b, int e) {
        Given g = given.get(Blueprint.CONTEXT);
        if (g != null) {
            copyRow(pass.headRows(), pass.logits().place()[0], e, g.width, 0, g.place[0], b, g.width, 0, g.width);
        }
    }

    // ---- backwards

    /** From the gradients of all that the decoder was given to those of the encoder's parameters. */
    void backward(Map<String, Unit.State> states) {
        for (int b = 0; b < batch.rows(); b++) {
            takeStart(states, b);
        }
        start.backward();
        Given context = given.get(Blueprint.CONTEXT);
        for (int b = 0; context != null && b < batch.rows(); b++) {
            for (int t = 0; t < batch.length(b); t++) {
                addRow(context, t, b, 0, start.inputGradient()[0], pass.headRows(), encoderRow[b], context.width);
            }
        }
        pass.backwardHead();
        pass.backwardSequence(this::addToMemory);
    }

    private void addToMemory(Object[][] memoryGradient) {
        int w = network.encoder().memoryWidth();
        if (keys != null) {
            clear(keysGradient, keys.outputWidth());
            takeSteps(AttentionEquations.KEYS, keysGradient, keys.outputWidth());
            keys.backward();
            for (int s = 0; s < pass.rows().steps(); s++) {
                for (int k = 0; k < pass.rows().activeTiles(s); k++) {
                    kernels.add(
                            memoryGradient[s][k],
                            keys.inputGradient()[s][k],
                            pass.rows().rowsOf(s, k) * w);
                }
            }
        }
        takeSteps(AttentionEquations.MEMORY, memoryGradient, w);
    }

    private void takeStart(Map<String, Unit.State> states, int b) {
        int e = encoderRow[b];
        boolean ran = batch.length(b) > 0;
        for (Map.Entry<String, Unit.State> s : states.entrySet()) {
            Unit.State state = s.getValue();
            Object[] from = state.back().state(state.name())[0];
            int column = network.bridge().columns().get(s.getKey());
            for (int i = 0; i < state.width(); i++) {
                double d = ran ? Places.get(kernels, rows, from, state.width(), b, i) : 0;
                Places.set(kernels, pass.headRows(), startGradient[0], start.outputWidth(), e, column + i, d);
            }
        }
    }

    private void clear(Object[][] place, int width) {
        for (int s = 0; s < pass.rows().steps(); s++) {
            for (int e = 0; e < pass.rows().active(s); e++) {
                Places.fill(kernels, pass.rows(), place[s], width, e, 0);
            }
        }
    }

    /** Adds the gradients of what was given step after step to those of the encoder's steps. */
    private void takeSteps(String name, Object[][] to, int width) {
        Given g = given.get(name);
        for (int b = 0; g != null && b < batch.rows(); b++) {
            int e = encoderRow[b];
            for (int t = 0; t < batch.length(b); t++) {
                for (int s = 0; s < pass.rowSteps(e); s++) {
                    addRow(g, t, b, s * width, to[s], pass.rows(), e, width);
                }
            }
        }
    }

    private void addRow(Given g, int t, int b, int column, Object[] to, Rows toRows, int e, int width) {
        for (Object[][] gradient : g.gradients) {
            kernels.addRow(
                    to[toRows.tile(e)],
                    toRows.slot(e) * width,
                    gradient[t][rows.tile(b)],
                    rows.slot(b) * g.width + column,
                    width);
        }
    }
}
