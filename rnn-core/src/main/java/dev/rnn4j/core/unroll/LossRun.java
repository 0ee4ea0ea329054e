package dev.rnn4j.core.unroll;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** A loss on rows of outputs and targets {@code [B, O]}, before any mean is taken, and its gradient by the outputs. */
public final class LossRun {
    private static final String TARGET = "target";

    private final int width;
    private final Compiled losses;
    private final Compiled weights;
    private int rows = -1;

    private LossRun(int width, Compiled losses, Compiled weights) {
        this.width = width;
        this.losses = losses;
        this.weights = weights;
    }

    /**
     * A loss of rows of this width.
     *
     * @throws BadInputException if it does not make one number a row
     */
    public static LossRun of(Loss loss, int width, Precision precision) {
        String owner = loss.name().isEmpty() ? "the loss" : "loss '" + loss.name() + "'";
        Graph graph = new Graph(owner);
        TracedStep step = new TracedStep(graph, width, Naming.layer(""), false);
        one(owner, "the loss", loss.of(step.input(), step.input(TARGET, width)), step);
        Compiled losses = new Compiled(step.finishGraph(), Set.of(TracedStep.X), precision, false, 0);
        Graph ofTarget = new Graph(owner);
        TracedStep second = new TracedStep(ofTarget, width, Naming.layer(""), false);
        Value weight = loss.weight(second.input());
        if (weight == null) {
            return new LossRun(width, losses, null);
        }
        one(owner, "the weight", weight, second);
        return new LossRun(width, losses, new Compiled(second.finishGraph(), Set.of(), precision, false, 0));
    }

    private static void one(String owner, String what, Value value, TracedStep step) {
        if (value.width() != 1) {
            throw new BadInputException(what + " of " + owner + " has " + value.width()
                    + " columns, but a row has one: end with sum() or mean()");
        }
        step.emit(value);
    }

    /** The loss of each row, {@code [B]}. */
    public Tensor losses(Tensor output, Tensor target) {
        Compiled.axes("the output", output, "[B, O]", 2);
        rows = output.size(0);
        Compiled.shape("the output", output, rows, width);
        Compiled.shape("the target", target, rows, width);
        losses.forward(1, rows, ActivationRun.ones(rows), Map.of(TracedStep.X, output, TARGET, target), Map.of());
        return Tensor.of(losses.output().toArray(), rows);
    }

    /** The gradient of each row's loss by its output, {@code [B, O]}, at the last {@link #losses}. */
    public Tensor gradient() {
        double[] ones = new double[Math.max(rows, 0)];
        Arrays.fill(ones, 1);
        losses.backward(Tensor.of(ones, 1, ones.length, 1), Map.of());
        return Tensor.of(losses.inputGradient(TracedStep.X).toArray(), rows, width);
    }

    /** The weight of each row in a mean, {@code [B]}. */
    public Tensor weights(Tensor target) {
        Compiled.axes("the target", target, "[B, O]", 2);
        int n = target.size(0);
        Compiled.shape("the target", target, n, width);
        if (weights == null) {
            double[] ones = new double[n];
            Arrays.fill(ones, 1);
            return Tensor.of(ones, n);
        }
        weights.forward(1, n, ActivationRun.ones(n), Map.of(TracedStep.X, target), Map.of());
        return Tensor.of(weights.output().toArray(), n);
    }

    /** The equations, one a line, as they were traced: of the loss, then of the weight. */
    @Override
    public String toString() {
        return losses.equations() + (weights == null ? "" : weights.equations());
    }
}
