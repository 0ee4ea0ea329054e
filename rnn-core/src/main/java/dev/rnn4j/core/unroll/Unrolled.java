package dev.rnn4j.core.unroll;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.TracedStep;
import dev.rnn4j.core.random.Start;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One cell unrolled over the steps of a batch, forwards and backwards: the recurrent layer of a network without the
 * network. Dropout masks are all ones, as in a network that is not training, unless {@link #training} draws them.
 *
 * <p>Shapes: x {@code [T, B, I]}, outputs {@code [T, B, W]}, a state {@code [B, width]}, a matrix {@code [units,
 * inputs]}, a bias or vector {@code [n]}. Rows may have unequal lengths, in any order; what follows a row's last step is
 * never read.
 */
public final class Unrolled {
    private final Cell cell;
    private final int inputWidth;
    private final Precision precision;
    private final boolean reverse;
    private final int tileRows;
    private final Long training;
    private final Compiled compiled;
    private boolean ran;

    /** @param training the seed of the masks; null if none are drawn */
    private Unrolled(Cell cell, int inputWidth, Precision precision, boolean reverse, int tileRows, Long training) {
        this.cell = cell;
        this.inputWidth = inputWidth;
        this.precision = precision;
        this.reverse = reverse;
        this.tileRows = tileRows;
        this.training = training;
        Graph graph = new Graph(cell.name().isEmpty() ? "the cell" : "cell '" + cell.name() + "'");
        TracedStep step = new TracedStep(graph, inputWidth, Naming.recurrent(0, reverse), training != null);
        cell.step(step);
        step.finishGraph();
        for (String input : graph.inputs().keySet()) {
            if (!input.equals(TracedStep.X)) {
                throw new BadInputException(graph.owner() + " asks for an input '" + input
                        + "', which nothing feeds here: unroll cells that read input() alone");
            }
        }
        this.compiled = new Compiled(graph, Set.of(TracedStep.X), precision, reverse, tileRows);
    }

    /**
     * A cell that runs from the first step to the last.
     *
     * @throws BadInputException if the cell's equations are not complete
     */
    public static Unrolled of(Cell cell, int inputWidth, Precision precision) {
        return new Unrolled(cell, inputWidth, precision, false, 0, null);
    }

    /** A cell that runs from each row's last valid step to its first; its parameters end in {@code _reverse}. */
    public static Unrolled reversed(Cell cell, int inputWidth, Precision precision) {
        return new Unrolled(cell, inputWidth, precision, true, 0, null);
    }

    /** The same with newly traced equations and parameters at 0, run in tiles of so many rows of the batch. */
    public Unrolled inTilesOf(int rows) {
        return new Unrolled(cell, inputWidth, precision, reverse, rows, training);
    }

    /**
     * The same with newly traced equations and parameters at 0, as in a network that trains: dropout masks and the like
     * are drawn. Every run draws the same ones, by the seed, the step and the row.
     */
    public Unrolled training(long seed) {
        return new Unrolled(cell, inputWidth, precision, reverse, tileRows, seed);
    }

    /** The outputs {@code [T, B, W]}, 0 at padded steps, and each state after its row's last step, {@code [B, width]}. */
    public record Run(Tensor outputs, Map<String, Tensor> finalStates) {}

    /**
     * What a backward run gives.
     *
     * @param input {@code [T, B, I]}, 0 at padded steps
     * @param initialStates by state, {@code [B, width]}
     * @param parameters by name, each of the parameter's shape
     */
    public record Gradients(Tensor input, Map<String, Tensor> initialStates, Map<String, Tensor> parameters) {}

    /**
     * Runs forwards.
     *
     * @param x {@code [T, B, I]}
     * @param lengths each row's steps, 0 to T; null if all have T
     * @param initialStates by name, {@code [B, width]}; those left out are 0
     */
    public Run forward(Tensor x, int[] lengths, Map<String, Tensor> initialStates) {
        Compiled.axes("x", x, "[T, B, I]", 3);
        int steps = x.size(0);
        int batch = x.size(1);
        Compiled.shape("x", x, steps, batch, inputWidth);
        int[] of = new int[batch];
        Arrays.fill(of, steps);
        if (lengths != null) {
            if (lengths.length != batch) {
                throw new BadInputException("there are " + lengths.length + " lengths for a batch of " + batch
                        + " rows: give one for each row");
            }
            for (int b = 0; b < batch; b++) {
                if (lengths[b] < 0 || lengths[b] > steps) {
                    throw new BadInputException(
                            "row " + b + " has length " + lengths[b] + ", but it must be from 0 to T = " + steps);
                }
            }
            of = lengths.clone();
        }
        states("initial state", initialStates, batch);
        compiled.forward(steps, batch, of, Map.of(TracedStep.X, x), initialStates, training);
        ran = true;
        return new Run(compiled.output(), compiled.finalStates());
    }

    /**
     * Runs back through the last forward run.
     *
     * @param dOutput the gradient of the outputs, {@code [T, B, W]}, not read at padded steps
     * @param dFinalStates the gradients of the final states by name, {@code [B, width]}; those left out are 0
     * @throws IllegalStateException if there was no forward run
     */
    public Gradients backward(Tensor dOutput, Map<String, Tensor> dFinalStates) {
        if (!ran) {
            throw new IllegalStateException("call forward before backward");
        }
        Tensor y = compiled.output();
        Compiled.shape("the outputs' gradient", dOutput, y.shape());
        states("gradient of the final state", dFinalStates, y.size(1));
        compiled.backward(dOutput, dFinalStates);
        Map<String, Tensor> gradients = new LinkedHashMap<>();
        for (Parameter p : compiled.parameters().all()) {
            gradients.put(p.name(), Compiled.publicShape(p, true));
        }
        return new Gradients(compiled.inputGradient(TracedStep.X), compiled.startGradients(), gradients);
    }

    private void states(String what, Map<String, Tensor> given, int batch) {
        Map<String, Integer> widths = stateWidths();
        given.forEach((name, x) -> {
            if (!widths.containsKey(name)) {
                throw new BadInputException("there is no state '" + name + "'; there are: " + widths.keySet());
            }
            Compiled.shape(what + " '" + name + "'", x, batch, widths.get(name));
        });
    }

    /** The parameters' public names, in the order of the equations. */
    public List<String> parameterNames() {
        return compiled.parameters().all().stream().map(Parameter::name).toList();
    }

    /** A copy of a parameter. */
    public Tensor parameter(String name) {
        return Compiled.publicShape(known(name), false);
    }

    /** Gives a parameter other numbers; its shape stays. */
    public void setParameter(String name, Tensor value) {
        Compiled.set(known(name), value, false);
        compiled.parameters().changed();
    }

    private Parameter known(String name) {
        Parameter p = compiled.parameters().get(name);
        if (p == null) {
            throw new BadInputException("there is no parameter '" + name + "'; there are: " + parameterNames());
        }
        return p;
    }

    /** Starts the parameters as the cell asks for, as in a network with this seed. Before that, all are 0. */
    public void initialise(long seed) {
        for (Parameter p : compiled.parameters().all()) {
            Start.fill(p, seed);
        }
        compiled.parameters().changed();
    }

    /** The width of each state. */
    public Map<String, Integer> stateWidths() {
        Map<String, Integer> widths = new LinkedHashMap<>();
        compiled.graph().states().forEach((name, v) -> widths.put(name, v.width()));
        return widths;
    }

    /** The input's width I. */
    public int inputWidth() {
        return inputWidth;
    }

    /** The output's width W. */
    public int outputWidth() {
        return compiled.outputWidth();
    }

    /** The equations, one a line, as they were traced. */
    @Override
    public String toString() {
        return compiled.equations();
    }
}
