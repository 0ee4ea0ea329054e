package dev.rnn4j.core.unroll;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/** An activation on rows {@code [B, width]}, and its gradient. */
public final class ActivationRun {
    private final int width;
    private final Compiled compiled;
    private int rows = -1;

    private ActivationRun(int width, Compiled compiled) {
        this.width = width;
        this.compiled = compiled;
    }

    /**
     * An activation of rows of this width.
     *
     * @throws BadInputException if it does not keep the width
     */
    public static ActivationRun of(Activation activation, int width, Precision precision) {
        Graph graph =
                new Graph(activation.name().isEmpty() ? "the activation" : "activation '" + activation.name() + "'");
        TracedStep step = new TracedStep(graph, width, Naming.layer(""), false);
        Value y = activation.apply(step.input());
        if (y.width() != width) {
            throw new BadInputException(
                    graph.owner() + " makes " + y.width() + " columns of " + width + ": it must keep the width");
        }
        step.emit(y);
        return new ActivationRun(width, new Compiled(step.finishGraph(), Set.of(TracedStep.X), precision, false, 0));
    }

    /** y = activation(z), {@code [B, width]} both. */
    public Tensor forward(Tensor z) {
        Compiled.axes("z", z, "[B, width]", 2);
        rows = z.size(0);
        Compiled.shape("z", z, rows, width);
        compiled.forward(1, rows, ones(rows), Map.of(TracedStep.X, z), Map.of());
        return Tensor.of(compiled.output().toArray(), rows, width);
    }

    /** The gradient of z from that of y, row by row dy · ∂y/∂z, at the last {@link #forward}. */
    public Tensor backward(Tensor dy) {
        Compiled.shape("the gradient of y", dy, rows, width);
        compiled.backward(dy, Map.of());
        return Tensor.of(compiled.inputGradient(TracedStep.X).toArray(), rows, width);
    }

    /** One step for each row. */
    static int[] ones(int rows) {
        int[] ones = new int[rows];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** The equations, one a line, as they were traced. */
    @Override
    public String toString() {
        return compiled.equations();
    }
}
