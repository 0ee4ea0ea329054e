package dev.rnn4j.core.pass;

import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Map;

/** Where a pass reads what comes from outside: tokens where the first layer can look them up, else rows of numbers. */
final class InputPart {
    private final Blueprint network;
    private final Kernels kernels;
    private final Rows rows;
    private final Object[][] place;
    private final int[][] tokens;
    private final double[] row;

    InputPart(Blueprint network, Kernels kernels, Rows rows) {
        this.network = network;
        this.kernels = kernels;
        this.rows = rows;
        boolean gather = network.tokens()
                && !network.sequence().isEmpty()
                && gathers(network.sequence().get(0));
        this.tokens = gather ? new int[rows.capacitySteps()][rows.capacityRows()] : null;
        this.row = new double[network.inputWidth()];
        this.place = gather || network.mode() == InputMode.FEEDBACK
                ? null
                : Places.make(kernels, rows, network.inputWidth());
    }

    private static boolean gathers(Stage first) {
        return (first.forward() == null || first.forward().gathersInput())
                && (first.reverse() == null || first.reverse().gathersInput());
    }

    /** Rows of numbers, {@code [step][tile]}; null if there are none. */
    Object[][] place() {
        return place;
    }

    /** What a program reads if there are no rows of numbers. */
    Program.Inputs lookedUp() {
        return new Program.Inputs(Map.of(), TracedStep.X, tokens);
    }

    /** Fills in the inputs of a batch's steps {@code from} to {@code from + steps − 1}. */
    void load(Batch batch, int from, int steps) {
        for (int b = 0; b < batch.rows() && network.mode() != InputMode.FEEDBACK; b++) {
            load(batch, b, from, Math.min(steps, batch.length(b) - from));
        }
    }

    private void load(Batch batch, int b, int from, int steps) {
        Series s = batch.input(b);
        boolean decoder = network.encoder() != null;
        for (int t = 0; t < steps; t++) {
            // a decoder reads what it should have written the step before
            int step = batch.first(b) + from + t - (decoder ? 1 : 0);
            int at = network.mode() == InputMode.SEQUENCE ? step : 0;
            boolean blank = step < 0
                    || network.mode() == InputMode.FIRST_ONLY && step > 0
                    || decoder && s.isTokens() && s.token(at) < 0;
            if (tokens != null) {
                tokens[t][b] = blank ? -1 : s.token(at);
                continue;
            }
            int w = network.inputWidth();
            if (blank || s.isTokens()) {
                Places.fill(kernels, rows, place[t], w, b, 0);
                if (!blank) {
                    Places.set(kernels, rows, place[t], w, b, s.token(at), 1);
                }
                continue;
            }
            s.copyRow(at, row);
            Places.write(kernels, rows, place[t], b, row);
        }
    }

    /** Sets one sequence's input of the only step, for streaming: a token, or a row if that is not null. */
    void loadStep(int b, int token, double[] numbers) {
        if (tokens != null) {
            tokens[0][b] = token;
            return;
        }
        if (numbers != null) {
            Places.write(kernels, rows, place[0], b, numbers);
            return;
        }
        int w = network.inputWidth();
        Places.fill(kernels, rows, place[0], w, b, 0);
        if (token >= 0) {
            Places.set(kernels, rows, place[0], w, b, token, 1);
        }
    }
}
