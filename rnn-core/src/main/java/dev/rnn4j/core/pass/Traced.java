package dev.rnn4j.core.pass;

import dev.rnn4j.core.engine.Plan;
import dev.rnn4j.core.graph.Derivative;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.Rewrite;
import dev.rnn4j.core.graph.TracedStep;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph ready to be compiled for any batch size: planned, and with its backward step if it is to be trained.
 *
 * @param backward null if only the forward step is wanted
 */
public record Traced(Graph graph, Plan plan, Plan backward) {
    /**
     * Derives and plans.
     *
     * @param gradient whether a backward step is wanted
     * @param wanted names of the inputs whose gradients are wanted
     * @param more further outputs, through which no gradient comes
     */
    public static Traced of(Graph graph, boolean gradient, Set<String> wanted, Map<String, Node> more) {
        if (!gradient) {
            graph.outputs().putAll(more);
            Rewrite.fuse(graph, List.of());
            return new Traced(graph, new Plan(graph, List.of()), null);
        }
        Derivative.Result d = Derivative.derive(graph, wanted, true);
        graph.outputs().putAll(more);
        Rewrite.fuse(graph, d.taped());
        Rewrite.fuse(d.backward(), List.of());
        return new Traced(graph, new Plan(graph, d.taped()), new Plan(d.backward(), List.of()));
    }

    /** Whether the input is used by linear maps alone, so that tokens need not be made one-hot rows. */
    boolean gathersInput() {
        Node x = graph.inputs().get(TracedStep.X);
        for (Node n : graph.nodes()) {
            if (n.operands().contains(x) && (n.op() != Op.LINEAR || n.base() == x)) {
                return false;
            }
        }
        return true;
    }

    int outputWidth() {
        return graph.outputs().get(TracedStep.OUT).width();
    }
}
