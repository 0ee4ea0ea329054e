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
 * A loss row by row.
 *
 * @param weight the row's weight from its target; null if every row weighs 1
 */
record RowLossGraph(Traced loss, Traced weight, OptionalInt ignoredIndex) implements LossGraph {
    /** The input that holds the target. */
    static final String TARGET = "target";

    static RowLossGraph of(Loss loss, Blueprint network) {
        int width = network.outputWidth();
        String owner = LossGraph.owner(loss);
        Graph graph = new Graph(owner);
        TracedStep step = new TracedStep(graph, width, Naming.layer("loss"), false);
        Value x = loss.logitsOf().isEmpty() ? step.input().apply(network.outputActivation()) : step.input();
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
        return new RowLossGraph(traced, weight, loss.ignoredIndex());
    }

    @Override
    public int stepsAtOnce(Blueprint network, int steps) {
        return network.stepsAtOnce(steps);
    }

    @Override
    public LossPart part(Blueprint network, Kernels kernels, Rows rows, ParameterSet parameters, Object[][] logits) {
        return new RowLoss(network, this, kernels, rows, parameters, logits);
    }
}
