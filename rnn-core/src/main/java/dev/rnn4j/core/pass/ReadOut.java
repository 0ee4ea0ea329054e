package dev.rnn4j.core.pass;

import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Rows;
import java.util.function.IntUnaryOperator;

/**
 * From many steps to one row: the last valid step of each sequence, and the way back. What ran in reverse has its last
 * step at the sequence's beginning.
 */
final class ReadOut {
    private final Kernels kernels;
    private final Rows rows;
    private final Rows headRows;
    private final Object[][] top;
    private final int width;
    private final int late;
    private final Unit recurrent;
    private final Object[][] output;
    private final Object[][] topGradient;
    private Object[][] outputGradient;

    /**
     * Makes the places.
     *
     * @param top what is read, over {@code rows}
     * @param late how many columns run forwards in time; the rest run in reverse
     * @param recurrent the layer that emits what is read; null if it is another kind of layer
     */
    ReadOut(
            Kernels kernels,
            Rows rows,
            Rows headRows,
            Object[][] top,
            int width,
            int late,
            Unit recurrent,
            boolean gradient) {
        this.kernels = kernels;
        this.rows = rows;
        this.headRows = headRows;
        this.top = top;
        this.width = width;
        this.late = late;
        this.recurrent = recurrent;
        this.output = Places.make(kernels, headRows, width);
        this.topGradient = gradient ? Places.make(kernels, rows, width) : null;
    }

    /** The row read out, over the rows of one step. */
    Object[][] output() {
        return output;
    }

    /** The gradient of what is read, after {@link #backward}. */
    Object[][] topGradient() {
        return topGradient;
    }

    /** Where the gradient of the row will be; null if nobody wants that of what is read. */
    void connectBack(Object[][] gradient) {
        outputGradient = gradient;
    }

    /**
     * Reads.
     *
     * @param steps of each row in the segment
     */
    void forward(IntUnaryOperator steps) {
        for (int b = 0; b < rows.rows(); b++) {
            int n = steps.applyAsInt(b);
            if (n > 0) {
                Places.copy(rows, top[n - 1], width, 0, headRows, output[0], width, 0, b, late);
                Places.copy(rows, top[0], width, late, headRows, output[0], width, late, b, width - late);
            } else {
                Places.fill(kernels, headRows, output[0], width, b, 0);
                readStart(b);
            }
        }
    }

    /** An empty row is read out as the state it started from, if what is read is a state. */
    private void readStart(int b) {
        if (recurrent == null || recurrent.first().emittedState().isEmpty()) {
            return;
        }
        String s = recurrent.first().emittedState();
        boolean both = recurrent.reverse() != null && recurrent.reverse() != recurrent.first();
        int columns = both ? late : width;
        Places.copy(rows, recurrent.first().start(s), columns, 0, headRows, output[0], width, 0, b, columns);
        if (both) {
            int rest = width - late;
            Places.copy(rows, recurrent.reverse().start(s), rest, 0, headRows, output[0], width, late, b, rest);
        }
    }

    /** Puts the row's gradient where it was read, zeros elsewhere. */
    void backward(IntUnaryOperator steps) {
        if (outputGradient == null) {
            return;
        }
        for (int t = 0; t < rows.steps(); t++) {
            for (int b = 0; b < rows.active(t); b++) {
                Places.fill(kernels, rows, topGradient[t], width, b, 0);
            }
        }
        for (int b = 0; b < rows.rows(); b++) {
            int n = steps.applyAsInt(b);
            if (n > 0) {
                Places.copy(headRows, outputGradient[0], width, 0, rows, topGradient[n - 1], width, 0, b, late);
                Places.copy(
                        headRows, outputGradient[0], width, late, rows, topGradient[0], width, late, b, width - late);
            }
        }
    }
}
