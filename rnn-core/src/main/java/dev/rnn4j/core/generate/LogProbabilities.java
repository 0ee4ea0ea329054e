package dev.rnn4j.core.generate;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.TracedStep;
import dev.rnn4j.core.network.Network;

/** Log-probabilities of a network's classes, computed from its logits so that none underflows to log 0. */
final class LogProbabilities {
    private LogProbabilities() {}

    /** Refuses a network whose outputs are neither a softmax, nor its logarithm, nor the logits themselves. */
    static void check(Network network) {
        Activation activation = network.model().use().outputActivation();
        TracedStep step = new TracedStep(new Graph("output"), network.outputWidth(), Naming.layer("output"), false);
        Node z = (Node) step.input();
        Node y = (Node) z.apply(activation);
        boolean softmax = (y.op() == Op.SOFTMAX || y.op() == Op.LOG_SOFTMAX) && y.arg(0) == z;
        if (y != z && !softmax) {
            String name = network.outputActivation();
            throw new BadInputException("a generator needs to know how likely each token is, but the network's output"
                    + " activation is " + (name.isEmpty() ? "no softmax" : name) + ": end it with dense("
                    + network.outputWidth() + ", \"softmax\"), with log-softmax, or with the logits alone");
        }
    }

    /** {@code zᵢ − log Σⱼ e^zⱼ}. */
    static double[] of(double[] logits) {
        double max = Double.NEGATIVE_INFINITY;
        for (double z : logits) {
            max = Math.max(max, z); // NaN if any is
        }
        if (!Double.isFinite(max)) {
            throw new BadInputException("the network's logits have the number " + max
                    + ": its weights are too large or were trained with too large a learning rate");
        }
        double sum = 0;
        for (double z : logits) {
            sum += Math.exp(z - max);
        }
        double log = max + Math.log(sum);
        double[] all = new double[logits.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = logits[i] - log;
        }
        return all;
    }
}
