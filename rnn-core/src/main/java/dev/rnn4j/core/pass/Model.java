package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.engine.ParameterSet;
import dev.rnn4j.core.graph.ParameterSpec;
import dev.rnn4j.core.kernel.Threads;
import dev.rnn4j.core.random.Start;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Layers, their parameters, and compiled passes over them. Passes for prediction are lent out, so several threads can
 * predict with one model at the same time.
 */
public final class Model {
    private final List<Layer> layers;
    private final int inputWidth;
    private final boolean tokens;
    private final InputMode mode;
    private final Precision precision;
    private final Blueprint use;
    private final ParameterSet parameters;
    private final Queue<Pass> idle = new ConcurrentLinkedQueue<>();

    public Model(List<Layer> layers, int inputWidth, boolean tokens, InputMode mode, Precision precision, long seed) {
        this.layers = List.copyOf(layers);
        this.inputWidth = inputWidth;
        this.tokens = tokens;
        this.mode = mode;
        this.precision = precision;
        this.use = blueprint(false, false, false);
        this.parameters = new ParameterSet(Kernels.of(precision));
        for (ParameterSpec p : use.parameters().values()) {
            parameters.declare(p);
            Start.fill(parameters.get(p.name()), seed);
        }
    }

    /** The layers traced for some purpose. */
    public Blueprint blueprint(boolean training, boolean gradient, boolean inputGradient) {
        return new Blueprint(layers, inputWidth, tokens, mode, training, gradient, inputGradient);
    }

    /**
     * A pass for a batch: the old one if it is big enough, or else one that is big enough for both.
     *
     * @param steps that are run at once
     * @param rows at least
     */
    public Pass pass(Pass old, Blueprint blueprint, Batch batch, int steps, int rows, LossGraph loss, int threads) {
        if (old != null && old.fits(steps, batch)) {
            return old;
        }
        int atLeastSteps = Math.max(steps, old == null ? 1 : old.capacitySteps());
        int atLeastRows = Math.max(rows, Math.max(batch.rows(), old == null ? 1 : old.capacityRows()));
        Blueprint b = blueprint;
        if (batch.sources() != null) {
            b = blueprint.forSources(Math.max(
                    batch.sources().steps(), old == null ? 1 : old.network().sources()));
        }
        return pass(b, atLeastSteps, atLeastRows, loss, threads);
    }

    /**
     * A pass with buffers of its own.
     *
     * @throws BadInputException if there is not enough memory for them
     */
    public Pass pass(Blueprint blueprint, int steps, int rows, LossGraph loss, int threads) {
        try {
            return new Pass(blueprint, parameters, Kernels.of(precision, threads), steps, rows, loss);
        } catch (OutOfMemoryError | NegativeArraySizeException cause) { // what was allocated so far is free again
            throw new BadInputException(
                    "memory of " + (Runtime.getRuntime().maxMemory() >> 20) + " MB is not enough for batches of " + rows
                            + " sequences of " + steps + " steps"
                            + (blueprint.attentionStage() < 0
                                    ? ""
                                    : ", each with attention to " + blueprint.sources() + " steps of its source")
                            + ": make batches smaller or sequences shorter, or give Java more memory (-Xmx)",
                    cause);
        }
    }

    /** The blueprint without masks and gradients. */
    public Blueprint use() {
        return use;
    }

    public List<Layer> layers() {
        return layers;
    }

    public ParameterSet parameters() {
        return parameters;
    }

    public Precision precision() {
        return precision;
    }

    /** Predictions for a batch: one tensor for each input, in order. Long sequences are run in segments where that can be. */
    public List<Tensor> predict(Batch batch) {
        Pass pass = pass(idle.poll(), use, batch, use.stepsAtOnce(batch.steps()), 1, null, Threads.limit());
        Tensor[] results = new Tensor[batch.rows()];
        for (int b = 0; b < batch.rows(); b++) {
            results[batch.original(b)] = use.manyToOne()
                    ? Tensor.zeros(use.outputWidth())
                    : Tensor.zeros(batch.length(b), use.outputWidth());
        }
        new StartStates(pass, batch, Map.of()).set();
        for (int from = 0; from < Math.max(1, batch.steps()); from += pass.capacitySteps()) {
            pass.load(batch, from, Math.min(pass.capacitySteps(), batch.steps() - from));
            pass.loadInputs();
            pass.forward();
            pass.activate();
            for (int b = 0; b < batch.rows(); b++) {
                read(pass, b, from, results[batch.original(b)]);
            }
            if (from + pass.capacitySteps() < batch.steps()) {
                pass.carry();
            }
        }
        idle.add(pass);
        return Arrays.asList(results);
    }

    /** The outputs of a row in the segment that begins with step {@code from}. */
    private static void read(Pass pass, int b, int from, Tensor to) {
        Pass.Result y = pass.outputs();
        boolean one = pass.network().manyToOne();
        int steps = !one ? pass.rowSteps(b) : pass.endsHere(b) ? 1 : 0;
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < y.width(); i++) {
                to.setFlat((one ? 0 : from + t) * y.width() + i, y.get(pass.kernels(), t, b, i));
            }
        }
    }

    /**
     * Where a decoder's attention goes.
     *
     * @return weights {@code [T, S]}: for each step of {@code written}, of each step of the source
     */
    public Tensor attention(Series source, Series written) {
        if (use.attentionStage() < 0) {
            throw new BadInputException("the network has no attention: build it with attention(...)");
        }
        Batch batch = Batch.of(List.of(new Example(source, written)), use);
        Pass pass = pass(null, use, batch, batch.steps(), 1, null, 1);
        new StartStates(pass, batch, Map.of()).set();
        pass.load(batch, 0, batch.steps());
        pass.loadInputs();
        pass.forward();
        Tensor weights = Tensor.zeros(written.length(), source.length());
        for (int t = 0; t < written.length(); t++) {
            for (int i = 0; i < source.length(); i++) {
                weights.set(pass.attention().get(pass.kernels(), t, 0, i), t, i);
            }
        }
        return weights;
    }

    // ---- parameters in public shape

    /** A parameter's numbers or its gradient: matrices transposed, embeddings as they are. */
    public Tensor tensor(String name, boolean gradient) {
        Parameter p = known(name);
        boolean turned = turned(p);
        Tensor t = p.matrix()
                ? turned ? Tensor.zeros(p.units(), p.inputs()) : Tensor.zeros(p.inputs(), p.units())
                : Tensor.zeros(p.units());
        for (int i = 0; i < p.inputs(); i++) {
            for (int u = 0; u < p.units(); u++) {
                t.setFlat(turned ? u * p.inputs() + i : i * p.units() + u, gradient ? p.gradient(i, u) : p.get(i, u));
            }
        }
        return t;
    }

    /** Changes a parameter. */
    public void set(String name, Tensor t) {
        Parameter p = known(name);
        int[] shape = tensor(name, false).shape();
        if (!Arrays.equals(shape, t.shape())) {
            throw new BadInputException("parameter '" + name + "' of shape " + Arrays.toString(t.shape())
                    + ", expected " + Arrays.toString(shape) + ": give a tensor of that shape");
        }
        boolean turned = turned(p);
        for (int i = 0; i < p.inputs(); i++) {
            for (int u = 0; u < p.units(); u++) {
                double x = t.flat(turned ? u * p.inputs() + i : i * p.units() + u);
                if (!Double.isFinite(x) || precision == Precision.FLOAT32 && !Float.isFinite((float) x)) {
                    throw new BadInputException("parameter " + name + " cannot hold " + x
                            + (Double.isFinite(x) ? " in 32 bits: build the network with FLOAT64" : ""));
                }
            }
        }
        for (int i = 0; i < p.inputs(); i++) {
            for (int u = 0; u < p.units(); u++) {
                p.set(i, u, t.flat(turned ? u * p.inputs() + i : i * p.units() + u));
            }
        }
        parameters.changed();
    }

    private Parameter known(String name) {
        Parameter p = parameters.get(name);
        if (p == null) {
            throw new BadInputException("there is no parameter '" + name + "'; the network has: "
                    + String.join(
                            ", ", parameters.all().stream().map(Parameter::name).toList()));
        }
        return p;
    }

    private boolean turned(Parameter p) {
        boolean embedding = layers.stream()
                .anyMatch(l -> l instanceof Layer.Embedding && p.name().equals(l.name() + ".weight"));
        return p.matrix() && !embedding;
    }

    /** All parameters in public shape. */
    public Map<String, Tensor> tensors(boolean gradient) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        parameters.all().forEach(p -> all.put(p.name(), tensor(p.name(), gradient)));
        return all;
    }
}
