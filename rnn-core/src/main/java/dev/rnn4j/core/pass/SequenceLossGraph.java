package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Map;
import java.util.Set;

/**
 * A loss of whole sequences.
 *
 * @param activation from the logits to what the loss starts from; null if it starts from the logits
 */
record SequenceLossGraph(SequenceLoss loss, Traced activation) implements LossGraph {
    static SequenceLossGraph of(SequenceLoss loss, Blueprint network) {
        if (network.manyToOne()) {
            throw new BadInputException(LossGraph.owner(loss)
                    + " is a loss of whole sequences, but the network reads one row out of a sequence: leave lastStep(),"
                    + " meanPool() or maxPool() out, so that there is an output at every step");
        }
        if (network.encoder() != null) {
            throw new BadInputException(LossGraph.owner(loss)
                    + " is a loss of whole sequences, whose target is not aligned with the outputs, but a decoder writes its"
                    + " target step by step: train an encoder-decoder with cross-entropy, or leave the decoder out");
        }
        if (network.mode() != InputMode.SEQUENCE) {
            throw new BadInputException(LossGraph.owner(loss)
                    + " is a loss of whole sequences, whose target says nothing about how many steps there are, but the"
                    + " network writes as many as the target has (inputMode " + network.mode()
                    + "): use a network that reads a sequence");
        }
        if (!loss.logitsOf().isEmpty()) {
            return new SequenceLossGraph(loss, null);
        }
        Graph graph = new Graph(LossGraph.owner(loss) + ", activation");
        TracedStep step = new TracedStep(graph, network.outputWidth(), Naming.layer("loss"), false);
        step.emit(step.input().apply(network.outputActivation()));
        return new SequenceLossGraph(
                loss, Traced.of(step.finishGraph(), network.gradient(), Set.of(TracedStep.X), Map.of()));
    }

    @Override
    public int stepsAtOnce(Blueprint network, int steps) {
        return steps;
    }

    @Override
    public LossPart part(Blueprint network, Kernels kernels, Rows rows, ParameterSet parameters, Object[][] logits) {
        return new WholeSequenceLoss(network, this, kernels, rows, parameters, logits);
    }
}
