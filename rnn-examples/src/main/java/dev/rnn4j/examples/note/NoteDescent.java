package dev.rnn4j.examples.note;

import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.unroll.OptimizerRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The note's network run by this library: its loss and gradients, numerical derivatives, and optimizer steps. */
public final class NoteDescent {
    private static final double STEP = 1e-3;

    private final NoteNetwork note;
    private final Network network;
    private final Loss loss;
    private final Map<String, OptimizerRun> runs = new LinkedHashMap<>();

    /** The network at the note's weights. */
    public NoteDescent(NoteNetwork note) {
        this.note = note;
        network = note.network();
        loss = Plugins.installed().loss(note.lossName());
    }

    /** The same, with an optimizer such as {@code "sgd"} before its first step. */
    public NoteDescent(NoteNetwork note, String optimizer, double learningRate) {
        this(note);
        for (String name : NoteNetwork.NAMES) {
            runs.put(
                    name,
                    OptimizerRun.of(
                            Plugins.installed().optimizer(optimizer, Map.of("learning-rate", learningRate)),
                            network.parameter(NoteNetwork.publicName(name)),
                            network.precision()));
        }
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** Everything that the library computes, with gradients that go back as far as {@code truncation} lets them. */
    public Gradients run(Truncation truncation) {
        Tensor start = Tensor.of(note.start(), 1, NoteNetwork.HIDDEN);
        return network.gradients(List.of(note.example()), loss, Reduction.MEAN, truncation, Map.of("h_l0", start));
    }

    /** C. */
    public double loss() {
        return run(Truncation.none()).loss();
    }

    /** The gradient by the note's names. */
    public static Map<String, double[]> byName(Gradients gradients) {
        Map<String, double[]> byName = new LinkedHashMap<>();
        for (String name : NoteNetwork.NAMES) {
            byName.put(
                    name,
                    gradients.parameters().get(NoteNetwork.publicName(name)).toArray());
        }
        return byName;
    }

    /**
     * The derivative of C by each number of a parameter, without any calculus: C is computed at four places beside it and
     * the differences are taken (central differences of fourth order).
     */
    public double[] numerical(String name) {
        String publicName = NoteNetwork.publicName(name);
        Tensor there = network.parameter(publicName);
        double[] derivative = new double[there.size()];
        for (int i = 0; i < derivative.length; i++) {
            double near = lossAt(publicName, there, i, STEP) - lossAt(publicName, there, i, -STEP);
            double far = lossAt(publicName, there, i, 2 * STEP) - lossAt(publicName, there, i, -2 * STEP);
            derivative[i] = (8 * near - far) / (12 * STEP);
        }
        network.setParameter(publicName, there);
        return derivative;
    }

    private double lossAt(String publicName, Tensor there, int index, double change) {
        Tensor moved = there.copy();
        moved.setFlat(index, there.flat(index) + change);
        network.setParameter(publicName, moved);
        return loss();
    }

    /**
     * Optimizer steps: each takes all five gradients first and then changes the five parameters.
     *
     * @return the loss after the last one
     */
    public double step(int times) {
        for (int i = 0; i < times; i++) {
            Gradients g = run(Truncation.none());
            for (Map.Entry<String, OptimizerRun> e : runs.entrySet()) {
                String publicName = NoteNetwork.publicName(e.getKey());
                e.getValue().step(g.parameters().get(publicName), 1);
                network.setParameter(publicName, e.getValue().parameter());
            }
        }
        return loss();
    }

    /** A parameter by the note's name, as it is now. */
    public double[] parameter(String name) {
        return network.parameter(NoteNetwork.publicName(name)).toArray();
    }

    /** What the optimizer keeps for a parameter, such as Adam's {@code "m"}. */
    public double[] slot(String name, String slot) {
        return runs.get(name).slot(slot).toArray();
    }
}
