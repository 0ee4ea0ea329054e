package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Rows;

/**
 * A loss traced on top of a network's logits, with the output activation in between unless the loss starts from logits.
 */
public sealed interface LossGraph permits RowLossGraph, SequenceLossGraph {
    /** Traces a loss for a network. */
    static LossGraph of(Loss loss, Blueprint network) {
        boolean fromLogits = !loss.logitsOf().isEmpty();
        String output = network.outputName();
        if (fromLogits && !output.equals(loss.logitsOf()) && !output.equals("identity")) {
            throw new BadInputException(owner(loss) + " starts from the logits of " + loss.logitsOf()
                    + ", but the network's output activation is " + (output.isEmpty() ? "another one" : output)
                    + ": end the network with dense(" + network.outputWidth() + ", \"" + loss.logitsOf() + "\")");
        }
        return loss instanceof SequenceLoss s ? SequenceLossGraph.of(s, network) : RowLossGraph.of(loss, network);
    }

    /** What messages call a loss. */
    static String owner(Loss loss) {
        return "loss" + (loss.name().isEmpty() ? "" : " '" + loss.name() + "'");
    }

    /** Refuses a truncation that does not go with a loss. */
    static void check(Loss loss, Truncation truncation) {
        if (loss instanceof SequenceLoss && !truncation.isNone()) {
            throw new BadInputException("truncation cannot go with " + owner(loss)
                    + ", which is a loss of whole sequences: leave truncation out");
        }
    }

    /** Of a sequence of so many steps, how many a pass that only runs forwards is compiled for. */
    int stepsAtOnce(Blueprint network, int steps);

    /** Compiles it on top of a pass's logits. */
    LossPart part(Blueprint network, Kernels kernels, Rows rows, ParameterSet parameters, Object[][] logits);
}
