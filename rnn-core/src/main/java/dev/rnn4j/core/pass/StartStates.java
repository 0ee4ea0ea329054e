package dev.rnn4j.core.pass;

import dev.rnn4j.core.Tensor;
import java.util.Map;

/** Sets the states before the first step of a batch. */
final class StartStates {
    private StartStates() {}

    /**
     * Sets all states; that of the network's own output starts as the example's input.
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
                for (int i = 0; i < s.width(); i++) {
                    double x = feedback ? batch.input(b).get(0, i) : start == null ? 0 : start.get(row, i);
                    Places.set(pass.kernels(), pass.rows(), place, s.width(), b, i, x);
                }
            }
        }
    }
}
