package dev.rnn4j.core.pass;

import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what a run computes, segment by segment, in the caller's order of rows. */
public final class Results {
    private Pass pass;
    private Batch batch;
    private double loss;
    private Tensor outputs;
    private Tensor logits;
    private Tensor hidden;
    private Tensor input;
    private final Map<String, Tensor> ends = new LinkedHashMap<>();
    private final Map<String, Tensor> startGradients = new LinkedHashMap<>();

    void begin(Pass newPass, Batch newBatch, int steps) {
        pass = newPass;
        batch = newBatch;
        Blueprint n = pass.network();
        int rows = batch.rows();
        int[] shape = n.manyToOne() ? new int[] {rows, n.outputWidth()} : new int[] {steps, rows, n.outputWidth()};
        outputs = Tensor.zeros(shape);
        logits = Tensor.zeros(shape);
        Pass.Result h = pass.hidden();
        hidden = h == null ? null : Tensor.zeros(steps, rows, h.width());
        input = inputGradient(n, steps);
        pass.states().forEach((name, s) -> {
            ends.put(name, Tensor.zeros(rows, s.width()));
            startGradients.put(name, Tensor.zeros(rows, s.width()));
        });
    }

    private Tensor inputGradient(Blueprint n, int steps) {
        Blueprint reader = n.encoder() != null ? n.encoder() : n;
        int read = n.encoder() != null ? batch.sources().steps() : n.mode() == InputMode.SEQUENCE ? steps : 1;
        return reader.tokens() ? null : Tensor.zeros(read, batch.rows(), reader.inputWidth());
    }

    void collect(int from, int steps, boolean backward) {
        Blueprint n = pass.network();
        if (n.manyToOne()) {
            for (int b = 0; b < batch.rows(); b++) {
                boolean here = pass.endsHere(b);
                for (int i = 0; here && i < n.outputWidth(); i++) {
                    outputs.set(pass.outputs().get(pass.kernels(), 0, b, i), batch.original(b), i);
                    logits.set(pass.logits().get(pass.kernels(), 0, b, i), batch.original(b), i);
                }
            }
        } else {
            copy(pass.outputs(), outputs, from, steps);
            copy(pass.logits(), logits, from, steps);
        }
        if (hidden != null) {
            copy(pass.hidden(), hidden, from, steps);
        }
        StartStates.ends(pass, batch, (name, row, values) -> {
            for (int i = 0; i < values.length; i++) {
                ends.get(name).set(values[i], row, i);
            }
        });
        if (backward) {
            gradients(from, steps);
        }
    }

    private void copy(Pass.Result r, Tensor to, int from, int steps) {
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < r.rows().active(t); b++) {
                for (int i = 0; i < r.width(); i++) {
                    to.set(r.get(pass.kernels(), t, b, i), from + t, batch.original(b), i);
                }
            }
        }
    }

    private void gradients(int from, int steps) {
        Blueprint n = pass.network();
        if (n.encoder() != null) {
            sourceGradient();
            return;
        }
        Pass.Result dx = input == null ? null : pass.inputGradient();
        for (int t = 0; dx != null && t < steps; t++) {
            boolean lost = n.mode() == InputMode.FIRST_ONLY && from + t > 0;
            for (int b = 0; b < dx.rows().active(t) && !lost; b++) {
                for (int i = 0; i < dx.width(); i++) {
                    int at = n.mode() == InputMode.SEQUENCE ? from + t : 0;
                    int row = batch.original(b);
                    input.set(input.get(at, row, i) + dx.get(pass.kernels(), t, b, i), at, row, i);
                }
            }
        }
        if (from == 0) {
            pass.states().forEach(this::startGradient);
        }
    }

    private void sourceGradient() {
        Pass encoder = pass.encoder();
        Pass.Result dx = input == null ? null : encoder.inputGradient();
        for (int s = 0; dx != null && s < batch.sources().steps(); s++) {
            for (int e = 0; e < dx.rows().active(s); e++) {
                for (int i = 0; i < dx.width(); i++) {
                    input.set(
                            dx.get(encoder.kernels(), s, e, i),
                            s,
                            batch.sources().original(e),
                            i);
                }
            }
        }
    }

    private void startGradient(String name, Unit.State s) {
        for (int b = 0; b < batch.rows(); b++) {
            int n = pass.rowSteps(b);
            for (int i = 0; n > 0 && i < s.width(); i++) {
                double g = Places.get(pass.kernels(), pass.rows(), s.startGradient(n), s.width(), b, i);
                int row = batch.original(b);
                startGradients.get(name).set(startGradients.get(name).get(row, i) + g, row, i);
            }
        }
    }

    void finish(double total) {
        loss = total;
        if (pass.network().mode() == InputMode.FEEDBACK && input != null) {
            Tensor d = startGradients.get(FeedbackStage.OUTPUT);
            for (int b = 0; b < d.size(0); b++) {
                for (int i = 0; i < d.size(1); i++) {
                    input.set(d.get(b, i), 0, b, i);
                }
            }
        }
        ends.keySet().retainAll(pass.network().states().keySet());
        startGradients.keySet().retainAll(pass.network().states().keySet());
        if (pass.encoder() != null) {
            startGradients.clear();
        }
    }

    /** Everything, with the parameters' gradients. */
    public Gradients gradients(Map<String, Tensor> parameters) {
        return new Gradients(loss, outputs, logits, hidden, ends, parameters, input, startGradients);
    }
}
