package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.data.Series;
import java.util.List;
import java.util.Map;

/** One sequence, step by step, with its states carried along. */
public final class StreamPass {
    private final Model model;
    private final Pass pass;

    public StreamPass(Model model) {
        Blueprint b = model.use();
        this.model = model;
        if (b.manyToOne() || b.mode() != InputMode.SEQUENCE) {
            throw new BadInputException(
                    "a stream needs a many-to-many network that reads its own sequence: use predict for"
                            + " many-to-one and generate for one-to-many");
        }
        this.pass = model.pass(b, 1, 1, null);
        if (!b.stateInReverse().isEmpty()) {
            throw new BadInputException("a stream cannot run in reverse: state '" + b.stateInReverse() + "' does");
        }
        Series first = b.tokens() ? Series.tokens(0) : Series.row(new double[b.inputWidth()]);
        pass.load(Batch.inputs(List.of(first), new int[] {1}, b), 0, 1);
        reset();
    }

    /** All states back to zero. */
    public void reset() {
        for (Unit.State s : pass.states().values()) {
            Places.fill(pass.kernels(), pass.rows(), s.program().start(s.name()), s.width(), 0, 0);
        }
    }

    /** A second stream that goes on from the same states. */
    public StreamPass copy() {
        StreamPass other = new StreamPass(model);
        Map<String, Unit.State> to = other.pass.states();
        pass.states()
                .forEach((name, s) -> System.arraycopy(
                        s.program().start(s.name())[0],
                        0,
                        to.get(name).program().start(s.name())[0],
                        0,
                        s.width()));
        return other;
    }

    /** One step; the outputs. */
    public double[] step(int token, double[] row) {
        pass.loadStep(token, row);
        pass.forward();
        pass.carry();
        pass.activate();
        Pass.Result y = pass.outputs();
        double[] out = new double[y.width()];
        for (int i = 0; i < out.length; i++) {
            out[i] = y.get(pass.kernels(), 0, 0, i);
        }
        return out;
    }
}
