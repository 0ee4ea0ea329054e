package dev.rnn4j.core.unroll;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Updater;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import dev.rnn4j.core.graph.TracedUpdate;
import java.util.Arrays;
import java.util.List;

/** An optimizer on one parameter, a row {@code [n]} or a matrix {@code [units, inputs]}. */
public final class OptimizerRun {
    private final Parameter parameter;
    private final Updater updater;
    private final String equations;

    private OptimizerRun(Parameter parameter, Updater updater, String equations) {
        this.parameter = parameter;
        this.updater = updater;
        this.equations = equations;
    }

    /**
     * An optimizer before its first step.
     *
     * @param start where the parameter is; at least one element
     * @throws BadInputException if the optimizer's equations are not complete
     */
    public static OptimizerRun of(Optimizer optimizer, Tensor start, Precision precision) {
        int[] shape = start.shape();
        if (shape.length < 1 || shape.length > 2 || start.size() == 0) {
            throw new BadInputException(
                    "a parameter is [n] or [units, inputs] with at least one element, not " + Arrays.toString(shape));
        }
        Kernels kernels = Kernels.of(precision);
        ParameterSet parameters = new ParameterSet(kernels);
        declaration(shape).parameters().forEach(parameters::declare);
        Parameter p = parameters.all().iterator().next();
        Compiled.set(p, start, false);
        String equations = TracedUpdate.trace(optimizer, p.size()).graph().toString();
        return new OptimizerRun(p, new Updater(optimizer, parameters, kernels), equations);
    }

    /** Equations that declare a parameter of this shape. */
    private static Graph declaration(int[] shape) {
        Graph graph = new Graph("");
        TracedStep step = new TracedStep(graph, shape.length == 2 ? shape[1] : 1, Naming.layer("parameter"), false);
        if (shape.length == 2) {
            step.linear(shape[0]).noBias().of(step.input());
        } else {
            step.vector("row", shape[0], Initializer.zeros());
        }
        return graph;
    }

    /**
     * One step.
     *
     * @param gradient of the parameter's shape
     * @param schedule the factor of the learning rate, 1 without a schedule
     */
    public void step(Tensor gradient, double schedule) {
        Compiled.set(parameter, gradient, true);
        updater.step(schedule);
    }

    /** A copy of the parameter. */
    public Tensor parameter() {
        return Compiled.publicShape(parameter, false);
    }

    /** Steps so far. */
    public long steps() {
        return updater.steps();
    }

    /** The names of the slots. */
    public List<String> slots() {
        return updater.slots();
    }

    /** A copy of a slot, of the parameter's shape. */
    public Tensor slot(String name) {
        if (!slots().contains(name)) {
            throw new BadInputException("there is no slot '" + name + "'; there are: " + slots());
        }
        Tensor to = parameter();
        for (int i = 0; i < parameter.inputs(); i++) {
            for (int u = 0; u < parameter.units(); u++) {
                to.setFlat(u * parameter.inputs() + i, updater.slot(parameter.name(), name, i, u));
            }
        }
        return to;
    }

    /** The equations, one a line, as they were traced. */
    @Override
    public String toString() {
        return equations;
    }
}
