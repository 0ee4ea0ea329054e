package dev.rnn4j.core.network;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.save.NetworkDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Describes a network, from the input to the output:
 *
 * <pre>{@code
 * Network network = Network.builder()
 *         .tokens(vocabulary.size()).embedding(32)
 *         .recurrent("simple", 64).lastStep()
 *         .dense(2, "softmax")
 *         .seed(1).build();
 * }</pre>
 */
public final class NetworkBuilder {
    private final Plugins plugins;
    private final List<Layer> layers = new ArrayList<>();
    private int inputWidth;
    private boolean tokens;
    private InputMode mode = InputMode.SEQUENCE;
    private Precision precision = Precision.FLOAT32;
    private long seed;
    private int recurrent;

    NetworkBuilder(Plugins plugins) {
        this.plugins = plugins;
    }

    /** The input is tokens 0 to {@code howMany − 1}: one-hot rows, which cost no more than a look-up. */
    public NetworkBuilder tokens(int howMany) {
        if (howMany < 1) {
            throw new BadInputException("tokens(" + howMany + "): there has to be at least 1");
        }
        return input(howMany, true);
    }

    /** The input is rows of {@code width} numbers. */
    public NetworkBuilder inputs(int width) {
        return input(width, false);
    }

    private NetworkBuilder input(int width, boolean areTokens) {
        if (width < 1) {
            throw new BadInputException("the input has width " + width + ": it needs at least 1");
        }
        inputWidth = width;
        tokens = areTokens;
        return this;
    }

    /** What is read at each step; {@link InputMode#SEQUENCE} unless said. */
    public NetworkBuilder inputMode(InputMode newMode) {
        mode = newMode;
        return this;
    }

    /** Turns tokens into learned rows of {@code width} numbers. */
    public NetworkBuilder embedding(int width) {
        if (!part().isEmpty()) {
            throw new BadInputException(
                    "an embedding reads tokens, so it must be the first layer: put it right after tokens(n)");
        }
        positive(width, name("embedding"), "numbers for a token");
        layers.add(new Layer.Embedding(name("embedding"), width));
        return this;
    }

    /** A cell unrolled over the steps. */
    public NetworkBuilder recurrent(Cell cell) {
        return recurrent(cell, Layer.Direction.FORWARD);
    }

    /** A registered cell with so many units. */
    public NetworkBuilder recurrent(String cell, int units) {
        return recurrent(cell, Map.of("units", units));
    }

    /** A registered cell with settings. */
    public NetworkBuilder recurrent(String cell, Map<String, ?> settings) {
        return recurrent(plugins.cell(cell, settings));
    }

    /** A cell that runs from the last valid step to the first. */
    public NetworkBuilder reverse(Cell cell) {
        return recurrent(cell, Layer.Direction.REVERSE);
    }

    /** A registered cell that runs from the last valid step to the first. */
    public NetworkBuilder reverse(String cell, int units) {
        return reverse(plugins.cell(cell, Map.of("units", units)));
    }

    /** A registered cell with settings that runs from the last valid step to the first. */
    public NetworkBuilder reverse(String cell, Map<String, ?> settings) {
        return reverse(plugins.cell(cell, settings));
    }

    /** A cell in both directions, with weights for each; the outputs side by side, so twice as wide. */
    public NetworkBuilder bidirectional(Cell cell) {
        return bidirectional(cell, Merge.CONCAT);
    }

    /**
     * A cell in both directions, with weights for each, the outputs merged at each step. {@link #lastStep} right after it
     * merges the last steps of both: the forward direction's at the end of the sequence, the reverse one's at its start.
     */
    public NetworkBuilder bidirectional(Cell cell, Merge merge) {
        return recurrent(cell, Layer.Direction.BOTH, merge);
    }

    /** A registered cell in both directions, the outputs merged. */
    public NetworkBuilder bidirectional(String cell, int units, Merge merge) {
        return bidirectional(plugins.cell(cell, Map.of("units", units)), merge);
    }

    /** A registered cell with settings in both directions, the outputs merged. */
    public NetworkBuilder bidirectional(String cell, Map<String, ?> settings, Merge merge) {
        return bidirectional(plugins.cell(cell, settings), merge);
    }

    /** A registered cell in both directions. */
    public NetworkBuilder bidirectional(String cell, int units) {
        return bidirectional(plugins.cell(cell, Map.of("units", units)));
    }

    /** A registered cell with settings in both directions. */
    public NetworkBuilder bidirectional(String cell, Map<String, ?> settings) {
        return bidirectional(plugins.cell(cell, settings));
    }

    private NetworkBuilder recurrent(Cell cell, Layer.Direction direction) {
        return recurrent(cell, direction, Merge.CONCAT);
    }

    private NetworkBuilder recurrent(Cell cell, Layer.Direction direction, Merge merge) {
        if (decoding() && direction != Layer.Direction.FORWARD) {
            throw new BadInputException(
                    "a decoder that runs in reverse would read what it has yet to write: use recurrent(...)");
        }
        if (readOut().isPresent()) {
            String read = called(readOut().get());
            throw new BadInputException(
                    "a recurrent layer after " + read + ": put " + read + " after the last recurrent layer");
        }
        String kind = cell.name().isEmpty() ? "cell" : cell.name();
        layers.add(new Layer.Recurrent(name(kind + "-" + layers.size()), cell, recurrent++, direction, merge, false));
        return this;
    }

    /**
     * The states of the recurrent layer just added start from parameters, the same for every sequence, that are learned
     * with all others: {@code h_0_l0} for the state {@code h_l0}. They begin as zeros, from which states start otherwise.
     */
    public NetworkBuilder learnInitialStates() {
        int last = layers.size() - 1;
        if (last < 0 || !(layers.get(last) instanceof Layer.Recurrent r)) {
            throw new BadInputException(
                    "learnInitialStates() without a recurrent layer just before: call it right after recurrent(...)");
        }
        layers.set(last, new Layer.Recurrent(r.name(), r.cell(), r.index(), r.direction(), r.merge(), true));
        return this;
    }

    /** Sets elements to 0 with probability {@code rate} while training and divides the others by 1 − rate. */
    public NetworkBuilder dropout(double rate) {
        if (!(rate >= 0 && rate < 1)) {
            throw new BadInputException("layer '" + name("dropout-" + layers.size()) + "' has the rate " + rate
                    + ": it must be at least 0 and below 1");
        }
        layers.add(new Layer.Dropout(name("dropout-" + layers.size()), rate));
        return this;
    }

    /**
     * Layer normalisation (Ba et al. 2016, eq 4): each step's row less its mean, divided by √(variance + 1e-5), times a
     * learned gain, plus a learned bias. As any layer that works on whole rows, it makes {@link #lastStep} read the end of
     * the sequence, of a reverse layer too; put it after the read-out to normalise what is read.
     */
    public NetworkBuilder layerNorm() {
        layers.add(new Layer.LayerNorm("layer-norm-" + layers.size()));
        return this;
    }

    /** Goes on with the last valid step of each sequence alone (of a reverse layer: its own last one): many-to-one. */
    public NetworkBuilder lastStep() {
        return readOut("last-step", Layer.Reading.LAST_STEP);
    }

    /** Goes on with the mean over the valid steps of each sequence, 0 for an empty one: many-to-one. */
    public NetworkBuilder meanPool() {
        return readOut("mean-pool", Layer.Reading.MEAN);
    }

    /**
     * Goes on with the largest over the valid steps of each sequence, element by element, 0 for an empty one:
     * many-to-one. The gradient goes to the first of the largest.
     */
    public NetworkBuilder maxPool() {
        return readOut("max-pool", Layer.Reading.MAX);
    }

    private NetworkBuilder readOut(String name, Layer.Reading reading) {
        if (decoding()) {
            throw new BadInputException(
                    called(name) + " in a decoder, which has an output at each step: put it before decodeTokens(n)");
        }
        if (readOut().isPresent()) {
            throw new BadInputException(called(name) + " after "
                    + called(readOut().get())
                    + ": after the first there is only one step left; leave one of the two out");
        }
        layers.add(new Layer.ReadOut(name, reading));
        return this;
    }

    private Optional<String> readOut() {
        for (Layer layer : part()) {
            if (layer instanceof Layer.ReadOut) {
                return Optional.of(layer.name());
            }
        }
        return Optional.empty();
    }

    private static String called(String readOut) {
        return switch (readOut) {
            case "mean-pool" -> "meanPool()";
            case "max-pool" -> "maxPool()";
            default -> "lastStep()";
        };
    }

    /**
     * Ends an encoder: the layers that follow are its decoder, which writes tokens 0 to {@code howMany − 1}, as many as the
     * target has. It reads its own target one step late (teacher forcing; a row of zeros at the first step) and starts from
     * {@code tanh(W e + b)} for each of its states, where e is what the encoder reads out: the last step, unless a layer
     * says otherwise. Sequences are written by a {@code Generator}.
     */
    public NetworkBuilder decodeTokens(int howMany) {
        return decoder(howMany, true);
    }

    /** The same with a decoder that writes rows of {@code width} numbers, by {@code network.generate(source, steps)}. */
    public NetworkBuilder decodeRows(int width) {
        return decoder(width, false);
    }

    private NetworkBuilder decoder(int width, boolean areTokens) {
        if (decoding()) {
            throw new BadInputException("a second decoder: a network has one");
        }
        if (width < 1) {
            throw new BadInputException("the decoder reads and writes width " + width + ": it needs at least 1");
        }
        recurrent = 0;
        layers.add(new Layer.Decoder("decoder", width, areTokens));
        return this;
    }

    private boolean decoding() {
        for (Layer layer : layers) {
            if (layer instanceof Layer.Decoder) {
                return true;
            }
        }
        return false;
    }

    /**
     * A decoder's attention to the encoder's outputs, after its recurrent layers: {@code tanh(W [c; h] + b)} of the width of
     * h, where c is the mean of the encoder's outputs m weighted by the softmax of their scores (Luong et al. 2015).
     */
    public NetworkBuilder attention(Attention kind) {
        onlyDecoder("attention(...)");
        if (layers.stream().anyMatch(Layer.Attention.class::isInstance)) {
            throw new BadInputException("a second attention: a decoder has one");
        }
        layers.add(new Layer.Attention(name("attention"), kind));
        return this;
    }

    /** What the encoder reads out, beside the values of the layer before, at each step of the decoder (Cho et al. 2014). */
    public NetworkBuilder context() {
        onlyDecoder("context()");
        layers.add(new Layer.Context(name("context-" + layers.size())));
        return this;
    }

    private void onlyDecoder(String what) {
        if (!decoding()) {
            throw new BadInputException(
                    what + " without an encoder: put it after decodeTokens(n) or decodeRows(width)");
        }
    }

    /** The layers of the encoder, or of the decoder once it has begun. */
    private List<Layer> part() {
        int from = 0;
        for (int i = 0; i < layers.size(); i++) {
            from = layers.get(i) instanceof Layer.Decoder ? i + 1 : from;
        }
        return layers.subList(from, layers.size());
    }

    /** A layer's name; those of a decoder say so. */
    private String name(String layer) {
        return (decoding() ? Blueprint.DECODER : "") + layer;
    }

    /** W x + b. */
    public NetworkBuilder dense(int units) {
        return dense(units, NetworkDescription.NO_ACTIVATION);
    }

    /** activation(W x + b), with a registered activation. */
    public NetworkBuilder dense(int units, String activation) {
        return dense(units, plugins.activation(activation));
    }

    /** activation(W x + b). */
    public NetworkBuilder dense(int units, Activation activation) {
        positive(units, name("dense-" + layers.size()), "units");
        layers.add(new Layer.Dense(name("dense-" + layers.size()), units, activation));
        return this;
    }

    private static void positive(int n, String layer, String what) {
        if (n < 1) {
            throw new BadInputException("layer '" + layer + "' has " + n + " " + what + ": it needs at least 1");
        }
    }

    /** {@link Precision#FLOAT32} unless said. */
    public NetworkBuilder precision(Precision newPrecision) {
        precision = newPrecision;
        return this;
    }

    /** From which all parameters are drawn; 0 unless said. */
    public NetworkBuilder seed(long newSeed) {
        seed = newSeed;
        return this;
    }

    /**
     * The network.
     *
     * @throws BadInputException if the layers do not fit
     */
    public Network build() {
        if (inputWidth == 0) {
            throw new BadInputException("the network has no input: call tokens(n) or inputs(width) first");
        }
        if (layers.isEmpty()) {
            throw new BadInputException("the network has no layers: add one at least, such as dense(n)");
        }
        if (layers.get(0) instanceof Layer.Embedding && !tokens) {
            throw new BadInputException("an embedding needs tokens: call tokens(n), not inputs(width)");
        }
        if (mode != InputMode.SEQUENCE && readOut().isPresent()) {
            throw new BadInputException(called(readOut().get())
                    + " in a one-to-many network, which has an output at each step: leave it out, or inputMode(...)");
        }
        if (mode == InputMode.FEEDBACK && tokens) {
            throw new BadInputException("a network that reads its own output reads rows: call inputs(width)");
        }
        if (mode != InputMode.SEQUENCE && decoding()) {
            throw new BadInputException("an encoder-decoder reads a sequence: leave inputMode(...) out");
        }
        List<Layer> named = new ArrayList<>(layers);
        if (named.get(named.size() - 1) instanceof Layer.Dense d) {
            named.set(named.size() - 1, new Layer.Dense("out", d.units(), d.activation()));
        }
        return new Network(new NetworkDescription(inputWidth, tokens, mode, precision, seed, named), Map.of(), plugins);
    }
}
