package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A loss traced on top of a network's logits, with the output activation in between unless the loss starts from logits.
 *
 * @param weight the row's weight from its target; null if every row weighs 1
 */
public record LossGraph(Traced loss, Traced weight, OptionalInt ignoredIndex) {
    /** The input that holds the target. */
    static final String TARGET = "target";

    /** Traces a loss for a network. */
    public static LossGraph of(Loss loss, Blueprint network) {
        int width = network.outputWidth();
        String owner = "loss" + (loss.name().isEmpty() ? "" : " '" + loss.name() + "'");
        boolean fromLogits = !loss.logitsOf().isEmpty();
        String output = network.outputName();
        if (fromLogits && !output.equals(loss.logitsOf()) && !output.equals("identity")) {
            throw new BadInputException(owner + " starts from the logits of " + loss.logitsOf()
                    + ", but the network's output activation is " + (output.isEmpty() ? "another one" : output)
                    + ": end the network with dense(" + width + ", \"" + loss.logitsOf() + "\")");
        }
        Graph graph = new Graph(owner);
        TracedStep step = new TracedStep(graph, width, Naming.layer("loss"), false);
        Value x = fromLogits ? step.input() : step.input().apply(network.outputActivation());
        Value row = loss.of(x, step.input(TARGET, width));
        if (row.width() != 1) {
            throw new BadInputException(owner + " gives a row of width " + row.width()
                    + ", expected 1: add up over the outputs with sum() or mean()");
        }
        step.emit(row);
        Traced traced = Traced.of(step.finishGraph(), true, Set.of(TracedStep.X), Map.of());

        Graph weightGraph = new Graph(owner + ", weight");
        TracedStep weightStep = new TracedStep(weightGraph, width, Naming.layer("loss"), false);
        Value w = loss.weight(weightStep.input());
        Traced weight = null;
        if (w != null) {
            weightStep.emit(w);
            weight = Traced.of(weightStep.finishGraph(), false, Set.of(), Map.of());
        }
        return new LossGraph(traced, weight, loss.ignoredIndex());
    }

    /** Compiles it on top of a pass's logits. */
    LossPart part(Blueprint network, Kernels kernels, Rows rows, ParameterSet parameters, Object[][] logits) {
        return new RowLoss(network, this, kernels, rows, parameters, logits);
    }
}
