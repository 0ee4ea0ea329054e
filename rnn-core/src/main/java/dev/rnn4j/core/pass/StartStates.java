package dev.rnn4j.core.pass;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.engine.Parameter;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The states before the first step of a batch: given for all its rows or with one example, else learned, else zeros; and
 * those after its last. The network's own output starts as the example's input. A row that goes on with its sequence has
 * those that it had.
 */
final class StartStates {
    private final Pass pass;
    private final Batch batch;
    private final Map<String, Tensor> given;

    /**
     * Prepares.
     *
     * @param given {@code [B, width]} by public name
     */
    StartStates(Pass pass, Batch batch, Map<String, Tensor> given) {
        this.pass = pass;
        this.batch = batch;
        this.given = given;
    }

    /** Sets all states. */
    void set() {
        for (Map.Entry<String, Unit.State> e : pass.states().entrySet()) {
            for (int b = 0; b < batch.rows(); b++) {
                set(e.getKey(), e.getValue(), b);
            }
        }
    }

    /** Sets the states of one row. */
    void set(int b) {
        for (Map.Entry<String, Unit.State> e : pass.states().entrySet()) {
            set(e.getKey(), e.getValue(), b);
        }
    }

    private void set(String name, Unit.State s, int b) {
        double[] carried = batch.carried(b, name);
        Tensor ofBatch = given.get(name);
        Tensor ofRow = batch.state(b, name);
        Parameter learned = pass.learnedState(name);
        if (carried != null) {
            set(s, b, i -> carried[i]);
        } else if (name.equals(FeedbackStage.OUTPUT)) {
            set(s, b, i -> batch.input(b).get(0, i));
        } else if (ofBatch != null) {
            set(s, b, i -> ofBatch.get(batch.original(b), i));
        } else if (ofRow != null) {
            set(s, b, i -> ofRow.get(i));
        } else if (learned != null) {
            set(s, b, i -> learned.get(0, i));
        } else {
            Places.fill(pass.kernels(), pass.rows(), s.start(), s.width(), b, 0);
        }
    }

    private void set(Unit.State s, int b, IntToDoubleFunction numbers) {
        Object[] place = s.start();
        for (int i = 0; i < s.width(); i++) {
            Places.set(pass.kernels(), pass.rows(), place, s.width(), b, i, numbers.applyAsDouble(i));
        }
    }

    /** After the way back through a batch's first steps: what all rows that started from a learned state say about it. */
    void addGradients() {
        for (Map.Entry<String, Unit.State> e : pass.states().entrySet()) {
            String name = e.getKey();
            Unit.State s = e.getValue();
            Parameter learned = given.containsKey(name) ? null : pass.learnedState(name);
            for (int b = 0; learned != null && b < batch.rows(); b++) {
                int n = pass.rowSteps(b);
                boolean learns = n > 0 && batch.first(b) == 0 && batch.state(b, name) == null;
                for (int i = 0; learns && i < s.width(); i++) {
                    double g = Places.get(pass.kernels(), pass.rows(), s.startGradient(n), s.width(), b, i);
                    learned.setGradient(0, i, learned.gradient(0, i) + g);
                }
            }
        }
    }

    /** Every state after the last steps that its rows have in the pass's segment. */
    static void ends(Pass pass, Batch batch, EndVisitor visitor) {
        for (Map.Entry<String, Unit.State> e : pass.states().entrySet()) {
            Unit.State s = e.getValue();
            double[] values = new double[s.width()];
            for (int b = 0; b < batch.rows(); b++) {
                int n = pass.rowSteps(b);
                Object[] place = n == 0 ? s.start() : s.program().state(s.name())[s.descending() ? 0 : n];
                Places.read(pass.kernels(), pass.rows(), place, b, values);
                visitor.state(e.getKey(), batch.original(b), values);
            }
        }
    }

    /** Is shown a state of a row, by name, in the caller's order of rows; the values only for the length of the call. */
    interface EndVisitor {
        void state(String name, int row, double[] values);
    }
}
