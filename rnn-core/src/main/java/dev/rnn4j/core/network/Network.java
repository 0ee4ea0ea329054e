package dev.rnn4j.core.network;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.engine.Parameter;
import dev.rnn4j.core.kernel.Threads;
import dev.rnn4j.core.pass.Backprop;
import dev.rnn4j.core.pass.Batch;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.LossGraph;
import dev.rnn4j.core.pass.Model;
import dev.rnn4j.core.pass.Pass;
import dev.rnn4j.core.pass.Results;
import dev.rnn4j.core.pass.StreamPass;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.save.NetworkDescription;
import dev.rnn4j.core.save.NetworkFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A recurrent network: layers with their parameters. Several threads may predict with one network at the same time; while
 * it is trained, or a parameter is set, nothing else may use it.
 *
 * <p>Parameters have the field's names and shapes: {@code weight_ih_l0 [G·H, I]}, {@code weight_hh_l0 [G·H, H]}, {@code
 * bias_ih_l0 [G·H]} for the first recurrent layer, {@code out.weight [O, H]} and {@code out.bias [O]} for the last dense
 * one, {@code embedding.weight [tokens, E]}.
 */
public final class Network {
    /** Rows of a predicted batch. */
    private static final int PREDICTED_ROWS = 64;

    private final NetworkDescription description;
    private final Model model;
    private final Map<String, String> metadata;
    private final Plugins plugins;
    private Pass gradientPass;
    private Loss gradientLoss;

    Network(NetworkDescription description, Map<String, String> metadata, Plugins plugins) {
        this.description = description;
        this.plugins = plugins;
        this.model = new Model(
                description.layers(),
                description.inputWidth(),
                description.tokens(),
                description.mode(),
                description.precision(),
                description.seed());
        this.metadata = Map.copyOf(metadata);
    }

    /** Starts a description. */
    public static NetworkBuilder builder() {
        return new NetworkBuilder(Plugins.installed());
    }

    // ---- what it is

    /** Numbers of an input step, or how many tokens there are. */
    public int inputWidth() {
        return description.inputWidth();
    }

    /** Whether the input is tokens. */
    public boolean readsTokens() {
        return description.tokens();
    }

    /** Numbers of an output. */
    public int outputWidth() {
        return model.use().outputWidth();
    }

    /** Whether a sequence has one output, not one for each step. */
    public boolean manyToOne() {
        return model.use().manyToOne();
    }

    /** What is read at each step. */
    public InputMode inputMode() {
        return description.mode();
    }

    /** The name of the last layer's activation; empty if it has none. */
    public String outputActivation() {
        return model.use().outputName();
    }

    /** The precision of all numbers inside. */
    public Precision precision() {
        return description.precision();
    }

    /** The seed from which the parameters were drawn. */
    public long seed() {
        return description.seed();
    }

    /** The width of each state by public name: {@code h_l0}, {@code c_l0}, {@code h_l0_reverse}. */
    public Map<String, Integer> states() {
        return model.use().states();
    }

    /** Text that was saved with the network, such as a vocabulary. */
    public Map<String, String> metadata() {
        return metadata;
    }

    // ---- parameters

    /** The names of all parameters, from the first layer to the last. */
    public List<String> parameterNames() {
        return model.parameters().all().stream().map(Parameter::name).toList();
    }

    /** A copy of a parameter. */
    public Tensor parameter(String name) {
        return model.tensor(name, false);
    }

    /**
     * Changes a parameter.
     *
     * @throws BadInputException if there is none of that name, its shape is another, or a number is not finite
     */
    public void setParameter(String name, Tensor value) {
        model.set(name, value);
    }

    /** How many numbers are learned. */
    public long parameterCount() {
        return model.parameters().all().stream().mapToLong(Parameter::size).sum();
    }

    // ---- use

    /** The outputs for one sequence: {@code [T, O]}, many-to-one {@code [O]}. */
    public Tensor predict(Series input) {
        return predict(List.of(input)).get(0);
    }

    /**
     * The outputs for one sequence that starts from given states.
     *
     * @param states {@code [width]} by public name ({@link #states}); where absent learned ones, else zeros
     */
    public Tensor predict(Series input, Map<String, Tensor> states) {
        requireSteps();
        return model.predict(Batch.inputs(List.of(input), List.of(states), new int[] {input.length()}, model.use()))
                .get(0);
    }

    /** The outputs for several sequences, each as {@link #predict(Series)} gives it. */
    public List<Tensor> predict(List<Series> inputs) {
        requireSteps();
        List<Tensor> all = new ArrayList<>();
        for (int from = 0; from < inputs.size(); from += PREDICTED_ROWS) {
            List<Series> part = inputs.subList(from, Math.min(inputs.size(), from + PREDICTED_ROWS));
            int[] lengths = part.stream().mapToInt(Series::length).toArray();
            all.addAll(model.predict(Batch.inputs(part, lengths, model.use())));
        }
        return all;
    }

    private void requireSteps() {
        if (model.use().encoder() != null) {
            throw new BadInputException("an encoder-decoder reads what it writes, step by step: use a Generator for a"
                    + " decoder of tokens, generate(source, steps) for one of rows");
        }
        if (description.mode() != InputMode.SEQUENCE) {
            throw new BadInputException(
                    "a one-to-many network needs to know how many steps to write: use generate(input, steps)");
        }
    }

    /**
     * One-to-many: the outputs that follow from one input step, {@code [steps, O]}. Of an encoder-decoder that writes rows:
     * what it writes for a source, each row read at the next step.
     */
    public Tensor generate(Series first, int steps) {
        if (model.use().encoder() != null) {
            return decoded(first, steps);
        }
        return generate(first, steps, Map.of());
    }

    private Tensor decoded(Series source, int steps) {
        if (model.use().tokens()) {
            throw new BadInputException(
                    "generate needs a decoder of rows, but this one writes tokens: use a Generator, or build it with"
                            + " decodeRows(width)");
        }
        atLeastOne(steps);
        Stream stream = stream(source);
        Tensor all = Tensor.zeros(steps, outputWidth());
        double[] row = {};
        for (int t = 0; t < steps; t++) {
            row = stream.step(row);
            for (int i = 0; i < row.length; i++) {
                all.set(row[i], t, i);
            }
        }
        return all;
    }

    private static void atLeastOne(int steps) {
        if (steps < 1) {
            throw new BadInputException("generate " + steps + " steps: it needs at least 1");
        }
    }

    /**
     * One-to-many from given states.
     *
     * @param states {@code [width]} by public name; where absent learned ones, else zeros
     */
    public Tensor generate(Series first, int steps, Map<String, Tensor> states) {
        if (description.mode() == InputMode.SEQUENCE) {
            throw new BadInputException(
                    model.use().encoder() != null
                            ? "generate with states of an encoder-decoder, which starts from its source: leave the states out"
                            : "generate needs a one-to-many network, built with inputMode(...): use predict for this one, or a"
                                    + " Generator to write tokens");
        }
        atLeastOne(steps);
        return model.predict(Batch.inputs(List.of(first), List.of(states), new int[] {steps}, model.use()))
                .get(0);
    }

    /**
     * Where a decoder's attention goes while it writes.
     *
     * @return {@code [T, S]}: the weights at each step of {@code written} of each step of {@code source}; each row adds up
     *     to 1
     * @throws BadInputException if the network has no attention
     */
    public Tensor attention(Series source, Series written) {
        return model.attention(source, written);
    }

    /** A new sequence that comes step by step. */
    public Stream stream() {
        return stream(Map.of());
    }

    /**
     * What an encoder-decoder writes for a source, step by step: {@code step()} at first, then {@code step} with what was
     * written.
     *
     * @throws BadInputException if the network is no encoder-decoder, or cannot read the source
     */
    public Stream stream(Series source) {
        if (model.use().encoder() == null) {
            throw new BadInputException(
                    "stream(source) is for an encoder-decoder; this network reads its sequence step by step: use stream()");
        }
        return new Stream(this, new StreamPass(model, source));
    }

    /**
     * A new sequence that comes step by step, from given states; {@link Stream#reset} goes back to them.
     *
     * @param states {@code [width]} by public name; where absent learned ones, else zeros
     */
    public Stream stream(Map<String, Tensor> states) {
        return new Stream(this, new StreamPass(model, states));
    }

    /** So many new sequences that come step by step, side by side. */
    public Streams streams(int rows) {
        if (rows < 1) {
            throw new BadInputException("streams for " + rows + " rows: there must be at least 1");
        }
        return new Streams(this, new StreamPass(model, Map.of(), rows), rows);
    }

    // ---- learning by hand

    /**
     * The loss of a batch and its gradient by everything, without dropout; nothing is changed.
     *
     * @param states initial states, {@code [B, H]} by public name; where absent those of the examples, else learned ones, else
     *     zeros
     */
    public synchronized Gradients gradients(
            List<Example> batch, Loss loss, Reduction reduction, Truncation truncation, Map<String, Tensor> states) {
        Blueprint b = gradientPass == null ? model.blueprint(false, true, true) : gradientPass.network();
        LossGraph.check(loss, truncation);
        Batch rows = Batch.of(batch, b, loss);
        int steps = truncation.stepsAtOnce(rows.steps());
        if (gradientLoss != loss) {
            gradientPass = null;
        }
        if (gradientPass == null || !gradientPass.fits(steps, rows)) {
            gradientPass = model.pass(gradientPass, b, rows, steps, 1, LossGraph.of(loss, b), Threads.limit());
            gradientLoss = loss;
        }
        model.parameters().clearGradients();
        Results results = new Results();
        new Backprop(gradientPass, rows, states, null, results).run(reduction, truncation, true);
        return results.gradients(model.tensors(true));
    }

    /** What the trainer works on; its type is not exported, so it is of no use elsewhere. */
    @SuppressWarnings("exports")
    public Model model() {
        return model;
    }

    // ---- files

    /**
     * Saves the network to a safetensors file with its description; written aside, then moved.
     *
     * @throws BadInputException if it has a plug-in that {@link #load} would not find by its name, a number that is not
     *     finite, or the file cannot be written
     */
    public void save(Path file) {
        save(file, Map.of());
    }

    /** The same, with text of the caller's, such as a vocabulary, which {@link #metadata} gives back after loading. */
    public void save(Path file, Map<String, String> more) {
        NetworkFile.write(file, description, model.tensors(false), more, plugins);
    }

    /**
     * Loads a network. Names of plug-ins are looked up among the installed ones; nothing in the file can run.
     *
     * @throws BadInputException if the file is not a network, is cut short, or does not fit its description
     */
    public static Network load(Path file) {
        return load(file, Plugins.installed());
    }

    /** Loads a network with the plug-ins given. */
    public static Network load(Path file, Plugins plugins) {
        NetworkFile.Content content = NetworkFile.read(file, plugins);
        Network network = new Network(content.description(), content.metadata(), plugins);
        for (Map.Entry<String, Tensor> e : content.tensors().entrySet()) {
            try {
                network.setParameter(e.getKey(), e.getValue());
            } catch (BadInputException cause) {
                throw new BadInputException(file + ": " + cause.getMessage(), cause);
            }
        }
        return network;
    }

    // ---- to read

    /**
     * The layers with the shapes that they put out and how many numbers they learn, and the parameters with their shapes. T
     * is the steps of a sequence; in an encoder-decoder, S those of the source.
     */
    public String summary() {
        return Summary.of(description, this);
    }

    /** The traced equations of each layer. */
    public String equations() {
        StringBuilder s = new StringBuilder();
        model.use().equations().forEach((name, e) -> s.append(name).append('\n').append(e.indent(2)));
        return s.toString();
    }

    @Override
    public String toString() {
        return summary();
    }
}
