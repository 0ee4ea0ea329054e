package dev.rnn4j.core.unroll;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.engine.Program;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Derivative;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.TracedStep;
import dev.rnn4j.core.pass.Masks;
import dev.rnn4j.core.pass.Traced;
import dev.rnn4j.core.random.Draws;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A traced step with its parameters, compiled for the batch it is given. Rows are sorted by length on the way in and
 * put back in the caller's order on the way out.
 */
final class Compiled {
    /** Numbers of a tile, about. */
    private static final int TILE = 1024;

    private final Graph graph;
    private final String equations;
    private final Traced traced;
    private final Kernels kernels;
    private final ParameterSet parameters;
    private final boolean reverse;
    private final int tileRows;

    private Rows rows;
    private Program forward;
    private Program backward;
    private final Map<String, Object[][]> inputs = new LinkedHashMap<>();
    private Object[][] outputGradient;
    /** By sorted row: the caller's row. */
    private int[] order = {};

    private int[] lengths = {};
    private boolean ran;

    /**
     * Derives and plans.
     *
     * @param graph complete, with its output
     * @param wanted the inputs whose gradients are wanted
     * @param tileRows rows of a tile; 0 for as many as fit well
     */
    Compiled(Graph graph, Set<String> wanted, Precision precision, boolean reverse, int tileRows) {
        this.graph = graph;
        this.equations = graph.toString();
        this.traced = Traced.of(graph, true, wanted, Map.of());
        this.kernels = Kernels.of(precision);
        this.parameters = new ParameterSet(kernels);
        graph.parameters().forEach(parameters::declare);
        this.reverse = reverse;
        int widest = graph.nodes().stream().mapToInt(Node::width).max().orElse(1);
        this.tileRows = tileRows > 0 ? tileRows : Math.max(1, TILE / widest);
    }

    Graph graph() {
        return graph;
    }

    String equations() {
        return equations;
    }

    ParameterSet parameters() {
        return parameters;
    }

    int outputWidth() {
        return graph.outputs().get(TracedStep.OUT).width();
    }

    private void fit(int steps, int batch) {
        int capacity = Math.max(1, steps);
        if (rows != null && rows.capacitySteps() == capacity && rows.capacityRows() == batch) {
            return;
        }
        rows = new Rows(capacity, batch, tileRows);
        inputs.clear();
        graph.inputs().forEach((name, v) -> inputs.put(name, places(v.width())));
        forward = new Program(traced.plan(), kernels, rows, parameters, reverse, Program.Inputs.dense(inputs));
        outputGradient = places(outputWidth());
        backward = Program.backward(traced.backward(), forward, Map.of(Derivative.of(TracedStep.OUT), outputGradient));
    }

    private Object[][] places(int width) {
        Object[][] all = new Object[rows.capacitySteps()][rows.tiles()];
        for (Object[] tiles : all) {
            Arrays.setAll(tiles, k -> kernels.allocate(rows.perTile() * width));
        }
        return all;
    }

    /** Runs forwards without masks. */
    void forward(int steps, int batch, int[] given, Map<String, Tensor> x, Map<String, Tensor> start) {
        forward(steps, batch, given, x, start, null);
    }

    /**
     * Runs forwards.
     *
     * @param given each row's steps
     * @param x one tensor [T, B, width] an input
     * @param masks the seed of the masks; null if there are none
     */
    void forward(int steps, int batch, int[] given, Map<String, Tensor> x, Map<String, Tensor> start, Long masks) {
        ran = false;
        fit(steps, batch);
        order = IntStream.range(0, batch)
                .boxed()
                .sorted(Comparator.comparingInt((Integer b) -> -given[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        lengths = new int[batch];
        Arrays.setAll(lengths, b -> given[order[b]]);
        rows.set(steps, lengths);
        inputs.forEach((name, places) -> write(x.get(name), places));
        graph.states().forEach((name, v) -> writeRows(start.get(name), v.width(), forward.start(name)));
        if (masks != null) {
            Draws draws = Draws.of(masks, "masks");
            for (Node m : graph.masks()) {
                Draws own = draws.named(m.name());
                Masks.draw(m, forward.mask(m), kernels, rows, b -> new Masks.RowDraws(own, 0, batch, order[b]));
            }
        }
        forward.run();
        ran = true;
    }

    /** Runs backwards from the gradients of the output and of the final states; those left out are 0. */
    void backward(Tensor dOutput, Map<String, Tensor> dFinal) {
        if (!ran) {
            throw new IllegalStateException("there is no forward run to go back through");
        }
        write(dOutput, outputGradient);
        graph.states().forEach((name, v) -> writeRows(dFinal.get(name), v.width(), backward.start(name)));
        parameters.clearGradients();
        backward.run();
        backward.addParameterGradients();
    }

    /** The output, [T, B, width], 0 at padded steps. */
    Tensor output() {
        return read(forward.output(TracedStep.OUT), outputWidth());
    }

    Map<String, Tensor> finalStates() {
        return ends(forward, reverse);
    }

    /** The gradient of an input, [T, B, width], 0 at padded steps. */
    Tensor inputGradient(String name) {
        return read(
                backward.output(Derivative.of(name)), graph.inputs().get(name).width());
    }

    Map<String, Tensor> startGradients() {
        return ends(backward, !reverse);
    }

    // ---- between tensors and tiles

    private void write(Tensor from, Object[][] places) {
        int batch = order.length;
        int[] shape = from.shape();
        int width = shape[shape.length - 1];
        for (int t = 0; t < rows.steps(); t++) {
            for (int b = 0; b < rows.active(t); b++) {
                int o = rows.slot(b) * width;
                for (int j = 0; j < width; j++) {
                    double value = from.flat((t * batch + order[b]) * width + j);
                    kernels.set(places[t][rows.tile(b)], o + j, value);
                }
            }
        }
    }

    private Tensor read(Object[][] places, int width) {
        int batch = order.length;
        Tensor to = Tensor.zeros(rows.steps(), batch, width);
        for (int t = 0; t < rows.steps(); t++) {
            for (int b = 0; b < rows.active(t); b++) {
                int o = rows.slot(b) * width;
                for (int j = 0; j < width; j++) {
                    double value = kernels.get(places[t][rows.tile(b)], o + j);
                    to.setFlat((t * batch + order[b]) * width + j, value);
                }
            }
        }
        return to;
    }

    private void writeRows(Tensor from, int width, Object[] tiles) {
        for (int b = 0; b < order.length; b++) {
            int o = rows.slot(b) * width;
            for (int j = 0; j < width; j++) {
                double value = from == null ? 0 : from.flat(order[b] * width + j);
                kernels.set(tiles[rows.tile(b)], o + j, value);
            }
        }
    }

    /** Each state after a row's last step in the direction of a run; a row without a step stays at its start. */
    private Map<String, Tensor> ends(Program p, boolean descending) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        graph.states().forEach((name, v) -> {
            int width = v.width();
            Tensor to = Tensor.zeros(order.length, width);
            for (int b = 0; b < order.length; b++) {
                Object[] from = lengths[b] == 0 ? p.start(name) : p.state(name)[descending ? 0 : lengths[b]];
                int o = rows.slot(b) * width;
                for (int j = 0; j < width; j++) {
                    to.setFlat(order[b] * width + j, kernels.get(from[rows.tile(b)], o + j));
                }
            }
            all.put(name, to);
        });
        return all;
    }

    // ---- parameters

    /** A parameter in its public shape, or its gradient. */
    static Tensor publicShape(Parameter p, boolean gradient) {
        Tensor to = p.matrix() ? Tensor.zeros(p.units(), p.inputs()) : Tensor.zeros(p.units());
        for (int i = 0; i < p.inputs(); i++) {
            for (int u = 0; u < p.units(); u++) {
                to.setFlat(u * p.inputs() + i, gradient ? p.gradient(i, u) : p.get(i, u));
            }
        }
        return to;
    }

    /** The parameter takes the numbers of a tensor of its public shape. */
    static void set(Parameter p, Tensor from, boolean gradient) {
        int[] shape = p.matrix() ? new int[] {p.units(), p.inputs()} : new int[] {p.units()};
        shape(p.name(), from, shape);
        for (int i = 0; i < p.inputs(); i++) {
            for (int u = 0; u < p.units(); u++) {
                double value = from.flat(u * p.inputs() + i);
                if (gradient) {
                    p.setGradient(i, u, value);
                } else {
                    p.set(i, u, value);
                }
            }
        }
    }

    /** @throws BadInputException if the tensor has another shape */
    static void shape(String what, Tensor x, int... shape) {
        if (!Arrays.equals(x.shape(), shape)) {
            throw new BadInputException(what + " has shape " + Arrays.toString(x.shape()) + ", but "
                    + Arrays.toString(shape) + " is needed here");
        }
    }

    /** @throws BadInputException if the tensor does not have this many axes */
    static void axes(String what, Tensor x, String letters, int axes) {
        if (x.shape().length != axes) {
            throw new BadInputException(
                    what + " has shape " + Arrays.toString(x.shape()) + ", but " + letters + " is needed here");
        }
    }
}
