package dev.rnn4j.core.pass;

import dev.rnn4j.core.Tensor;
import java.util.Map;

/** The states before the first step of a batch, and those after its last. */
final class StartStates {
    private StartStates() {}

    /**
     * Sets all states; that of the network's own output starts as the example's input. A row that goes on with its sequence
     * has those that it had.
     *
     * @param given {@code [B, width]} by public name; zeros where absent
     */
    static void set(Pass pass, Batch batch, Map<String, Tensor> given) {
        for (Map.Entry<String, Unit.State> e : pass.states().entrySet()) {
            Unit.State s = e.getValue();
            Object[] place = s.program().start(s.name());
            Tensor start = given.get(e.getKey());
            boolean feedback = e.getKey().equals(Blueprint.FEEDBACK);
            for (int b = 0; b < batch.rows(); b++) {
                int row = batch.original(b);
                double[] carried = batch.carried(b, e.getKey());
                for (int i = 0; i < s.width(); i++) {
                    double x = carried != null
                            ? carried[i]
                            : feedback ? batch.input(b).get(0, i) : start == null ? 0 : start.get(row, i);
                    Places.set(pass.kernels(), pass.rows(), place, s.width(), b, i, x);
                }
            }
        }
    }

    /** Every state after the last steps that its rows have in the pass's segment. */
    static void ends(Pass pass, Batch batch, EndVisitor visitor) {
        for (Map.Entry<String, Unit.State> e : pass.states().entrySet()) {
            Unit.State s = e.getValue();
            for (int b = 0; b < batch.rows(); b++) {
                int n = pass.rowSteps(b);
                Object[] place =
                        n == 0 ? s.program().start(s.name()) : s.program().state(s.name())[s.descending() ? 0 : n];
                double[] values = new double[s.width()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = Places.get(pass.kernels(), pass.rows(), place, s.width(), b, i);
                }
                visitor.state(e.getKey(), batch.original(b), values);
            }
        }
    }

    /** Is shown a state of a row, by name, in the caller's order of rows. */
    interface EndVisitor {
        void state(String name, int row, double[] values);
    }
}
