package dev.rnn4j.core.pass;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.TracedStep;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A network that reads its own output: all its layers as one stage, because the output is needed before the next step. */
final class FeedbackStage {
    /** The state that holds the output of the step before. */
    static final String OUTPUT = "feedback";
    /** A further output of the stage: what its top layer emits. */
    static final String HIDDEN = "hidden";

    private FeedbackStage() {}

    /**
     * Traces the layers.
     *
     * @param gradient whether a backward step is wanted
     */
    static Stage of(
            List<Layer> layers, int inputWidth, Activation outputActivation, boolean training, boolean gradient) {
        Graph graph = new Graph("the network with feedback");
        TracedStep outer = new TracedStep(graph, inputWidth, Naming.layer(""), training);
        Value x = outer.state(OUTPUT, inputWidth);
        Value hidden = x;
        Layer last = layers.get(layers.size() - 1);
        for (Layer layer : layers) {
            if (layer instanceof Layer.Recurrent r && r.direction() == Layer.Direction.FORWARD) {
                TracedStep t = new TracedStep(graph, x, Naming.recurrent(r.index(), false), prefix(r), training);
                r.cell().step(t);
                x = t.finish();
                hidden = x;
            } else if (layer instanceof Layer.Dense
                    || layer instanceof Layer.Dropout
                    || layer instanceof Layer.LayerNorm) {
                TracedStep t = new TracedStep(graph, x, Naming.layer(layer.name()), layer.name() + "/", training);
                LayerEquations.of(layer, layer == last, 0).accept(t);
                x = t.finish();
            } else {
                throw new BadInputException("layer '" + layer.name()
                        + "' cannot be in a network that reads its own output: use dense, dropout, layer normalisation and"
                        + " forward recurrent layers");
            }
        }
        Value output = x.apply(outputActivation);
        if (output.width() != inputWidth) {
            throw Misfit.of(
                    "output width",
                    output.width(),
                    inputWidth,
                    "layer '" + layers.get(layers.size() - 1).name() + "'",
                    "the network reads its own output: end it with dense(" + inputWidth + "), or begin it with inputs("
                            + output.width() + ")");
        }
        outer.next(OUTPUT, output);
        outer.emit(x);
        outer.finishGraph();
        Traced traced = Traced.of(graph, gradient, Set.of(), Map.of(HIDDEN, (Node) hidden));
        return new Stage("feedback", traced, null, null, FeedbackStage::publicState);
    }

    /** The prefix of a layer's states in such a stage. */
    static String prefix(Layer.Recurrent layer) {
        return layer.index() + "/";
    }

    private static String publicState(String state, boolean reverse) {
        int slash = state.indexOf('/');
        return slash < 0 ? state : state.substring(slash + 1) + "_l" + state.substring(0, slash);
    }
}
