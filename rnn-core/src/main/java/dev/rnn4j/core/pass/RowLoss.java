package dev.rnn4j.core.pass;

import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Derivative;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Arrays;
import java.util.Map;

/** A loss row by row, traced and run as a program over the logits and the targets. */
final class RowLoss implements LossPart {
    private final Blueprint network;
    private final RowLossGraph loss;
    private final Kernels kernels;
    private final Rows rows;
    private final Object[][] target;
    private final Object[][] scale;
    private final Program losses;
    private final Program weightsOfTargets;
    private final Program back;
    private final double[] row;
    /** By step and row; filled anew for each segment. */
    private final double[][] weights;

    private Batch batch;
    private int from;
    private int segmentSteps;
    /** Steps that have a target: those of the segment, or one if the network is many-to-one. */
    private int steps;

    /**
     * Compiles.
     *
     * @param rows those of the logits: one step where the network is many-to-one
     */
    RowLoss(
            Blueprint network,
            RowLossGraph loss,
            Kernels kernels,
            Rows rows,
            ParameterSet parameters,
            Object[][] logits) {
        this.network = network;
        this.loss = loss;
        this.kernels = kernels;
        this.rows = rows;
        this.target = Places.make(kernels, rows, network.outputWidth());
        this.scale = Places.make(kernels, rows, 1);
        this.row = new double[network.outputWidth()];
        this.weights = new double[rows.capacitySteps()][rows.capacityRows()];
        this.losses = new Program(
                loss.loss().plan(),
                kernels,
                rows,
                parameters,
                false,
                Program.Inputs.dense(Map.of(TracedStep.X, logits, RowLossGraph.TARGET, target)));
        this.weightsOfTargets = loss.weight() == null
                ? null
                : new Program(
                        loss.weight().plan(),
                        kernels,
                        rows,
                        parameters,
                        false,
                        Program.Inputs.dense(Map.of(TracedStep.X, target)));
        this.back = network.gradient()
                ? Program.backward(loss.loss().backward(), losses, Map.of(Derivative.of(TracedStep.OUT), scale))
                : null;
    }

    @Override
    public void load(Batch newBatch, int first, int count) {
        batch = newBatch;
        from = first;
        segmentSteps = count;
        steps = network.manyToOne() ? 1 : count;
    }

    @Override
    public int steps() {
        return steps;
    }

    /** The step of the row's target that belongs to one of the segment. */
    private int at(int t, int b) {
        return network.manyToOne() ? 0 : batch.first(b) + from + t;
    }

    @Override
    public double[][] loadTargets() {
        for (int t = 0; t < steps; t++) {
            Arrays.fill(weights[t], 0);
            for (int b = 0; b < rows.active(t); b++) {
                boolean real = !network.manyToOne() || batch.length(b) > 0 && batch.ends(b, from, segmentSteps);
                weights[t][b] = loadTarget(t, b) && real ? given(t, b) : 0;
            }
        }
        if (weightsOfTargets == null) {
            return weights;
        }
        weightsOfTargets.run();
        Object[][] w = weightsOfTargets.output(TracedStep.OUT);
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < rows.active(t); b++) {
                weights[t][b] *= Places.get(kernels, rows, w[t], 1, b, 0);
            }
        }
        return weights;
    }

    @Override
    public double given(int t, int b) {
        return batch.weight(b) > 0 ? batch.stepWeight(b, at(t, b)) : 0;
    }

    private boolean loadTarget(int t, int b) {
        Series s = batch.target(b);
        int w = network.outputWidth();
        Object[] place = target[t];
        if (given(t, b) == 0) {
            Places.fill(kernels, rows, place, w, b, 0);
            return false;
        }
        if (!s.isTokens()) {
            s.copyRow(at(t, b), row);
            Places.write(kernels, rows, place, b, row);
            return true;
        }
        int c = s.token(at(t, b));
        Places.fill(kernels, rows, place, w, b, 0);
        if (loss.ignoredIndex().isPresent() && loss.ignoredIndex().getAsInt() == c) {
            return false;
        }
        if (c < 0 || c >= Math.max(2, w)) {
            throw Misfit.of(
                    "target",
                    c,
                    "0 to " + (Math.max(2, w) - 1),
                    network.writer() + ", step " + at(t, b) + " of example " + batch.original(b),
                    c < 0
                            ? "classes count from 0; a target that is to be left out weighs 0, or is the ignored-index of"
                                    + " cross-entropy"
                            : w == 1
                                    ? "the network has 1 output, for a yes or no"
                                    : "the network has " + w + " outputs, one for each class: count classes from 0");
        }
        if (w == 1) {
            Places.set(kernels, rows, place, 1, b, 0, c);
        } else {
            Places.set(kernels, rows, place, w, b, c, 1);
        }
        return true;
    }

    @Override
    public double forward(double[][] scales) {
        losses.run();
        double sum = 0;
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < rows.active(t); b++) {
                double x = scales[t][b];
                Places.set(kernels, rows, scale[t], 1, b, 0, x);
                if (x != 0) {
                    sum += x * loss(t, b);
                }
            }
        }
        return sum;
    }

    @Override
    public void backward() {
        back.run();
    }

    @Override
    public Object[][] logitsGradient() {
        return back == null ? null : back.output(Derivative.of(TracedStep.X));
    }

    private double loss(int t, int b) {
        return Places.get(kernels, rows, losses.output(TracedStep.OUT)[t], 1, b, 0);
    }

    @Override
    public void show(double[][] shares, Pass.Result outputs, Shown shown) {
        Pass.Result targets = new Pass.Result(target, rows, network.outputWidth());
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < rows.active(t); b++) {
                if (shares[t][b] > 0) {
                    shown.row(b, at(t, b), outputs.row(kernels, t, b), targets.row(kernels, t, b), loss(t, b));
                }
            }
        }
    }
}
