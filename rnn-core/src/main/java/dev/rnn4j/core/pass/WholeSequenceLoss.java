package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Derivative;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Map;

/**
 * A loss of whole sequences: each row's outputs are read out of their place, and the gradient that the loss gives is
 * written back into one, from where the pass runs backwards. A sequence has one weight, so weights have one step.
 */
final class WholeSequenceLoss implements LossPart {
    private final SequenceLossGraph loss;
    private final Kernels kernels;
    private final Rows rows;
    private final int width;
    private final Program activation;
    private final Object[][] output;
    private final Object[][] gradient;
    private final Program back;
    private final double[] losses;
    private final double[][] weights;
    private Batch batch;

    WholeSequenceLoss(
            Blueprint network,
            SequenceLossGraph loss,
            Kernels kernels,
            Rows rows,
            ParameterSet parameters,
            Object[][] logits) {
        this.loss = loss;
        this.kernels = kernels;
        this.rows = rows;
        this.width = network.outputWidth();
        this.losses = new double[rows.capacityRows()];
        this.weights = new double[1][rows.capacityRows()];
        this.gradient = network.gradient() ? Places.make(kernels, rows, width) : null;
        if (loss.activation() == null) {
            activation = null;
            output = logits;
            back = null;
            return;
        }
        activation = new Program(
                loss.activation().plan(),
                kernels,
                rows,
                parameters,
                false,
                Program.Inputs.dense(Map.of(TracedStep.X, logits)));
        output = activation.output(TracedStep.OUT);
        back = gradient == null
                ? null
                : Program.backward(
                        loss.activation().backward(), activation, Map.of(Derivative.of(TracedStep.OUT), gradient));
    }

    @Override
    public void load(Batch newBatch, int from, int steps) {
        batch = newBatch;
    }

    @Override
    public int steps() {
        return 1;
    }

    @Override
    public double[][] loadTargets() {
        for (int b = 0; b < batch.rows(); b++) {
            weights[0][b] = batch.weight(b) > 0 ? Math.max(1, batch.target(b).length()) : 0;
        }
        return weights;
    }

    @Override
    public double forward(double[][] scales) {
        if (activation != null) {
            activation.run();
        }
        double sum = 0;
        for (int b = 0; b < batch.rows(); b++) {
            double[][] d = new double[batch.length(b)][width];
            losses[b] = batch.weight(b) > 0 ? loss(b, d) : 0;
            double scale = scales[0][b];
            sum += scale * losses[b];
            for (int t = 0; gradient != null && t < d.length; t++) {
                for (int i = 0; i < width; i++) {
                    Places.set(kernels, rows, gradient[t], width, b, i, scale * d[t][i]);
                }
            }
        }
        return sum;
    }

    private double loss(int b, double[][] d) {
        Pass.Result y = new Pass.Result(output, rows, width);
        try {
            return loss.loss().ofSequence(y.sequence(kernels, b, d.length), tokens(batch.target(b)), d);
        } catch (BadInputException e) {
            throw new BadInputException(
                    LossGraph.owner(loss.loss()) + ", example " + batch.original(b) + ": " + e.getMessage(), e);
        }
    }

    private static int[] tokens(Series target) {
        int[] tokens = new int[target.length()];
        for (int u = 0; u < tokens.length; u++) {
            tokens[u] = target.token(u);
        }
        return tokens;
    }

    @Override
    public void show(double[][] shares, Pass.Result outputs, Shown shown) {
        for (int b = 0; b < batch.rows(); b++) {
            if (shares[0][b] > 0) {
                shown.sequence(b, outputs.sequence(kernels, b, batch.length(b)), losses[b]);
            }
        }
    }

    @Override
    public void backward() {
        if (back != null) {
            back.run();
        }
    }

    @Override
    public Object[][] logitsGradient() {
        return back == null ? gradient : back.output(Derivative.of(TracedStep.X));
    }
}
