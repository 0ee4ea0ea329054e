package dev.rnn4j.core.save;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.graph.ParameterSpec;
import dev.rnn4j.core.message.Messages;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.registry.Plugins;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All of a network but its weights.
 *
 * @param inputWidth numbers of a step, or how many tokens there are
 * @param tokens whether a step is a token
 * @param mode what is read at each step
 * @param precision the numbers
 * @param seed what the weights started from
 * @param layers from the input to the output
 */
public record NetworkDescription(
        int inputWidth, boolean tokens, InputMode mode, Precision precision, long seed, List<Layer> layers) {
    /** The key of a file's metadata under which the description travels. */
    public static final String METADATA_KEY = "rnn4j.network";

    /** What a dense layer without an activation has: its output is its pre-activation. A file leaves it out. */
    public static final Activation NO_ACTIVATION = new Activation() {
        @Override
        public Value apply(Value z) {
            return z;
        }

        @Override
        public String name() {
            return "identity";
        }

        @Override
        public String toString() {
            return "no activation";
        }
    };

    /**
     * Keeps a copy of the layers.
     *
     * @throws BadInputException if a size is not positive, or the layers cannot follow each other
     */
    public NetworkDescription {
        layers = List.copyOf(layers);
        if (inputWidth < 1) {
            throw new BadInputException(
                    (tokens ? "tokens" : "inputs") + " is " + inputWidth + ": a network reads at least 1");
        }
        if (layers.isEmpty()) {
            throw new BadInputException("the network has no layers: add at least one");
        }
        Set<String> names = new HashSet<>();
        int border = 0;
        while (border < layers.size() && !(layers.get(border) instanceof Layer.Decoder)) {
            border++;
        }
        check(tokens, layers.subList(0, border), false, names);
        if (border < layers.size()) {
            Layer.Decoder d = (Layer.Decoder) layers.get(border);
            requirePositive(d, d.tokens() ? "tokens" : "inputs", d.width());
            names.add(d.name());
            check(d.tokens(), layers.subList(border + 1, layers.size()), true, names);
            for (Layer layer : layers) {
                if (layer instanceof Layer.Recurrent r && r.learnsStates()) {
                    throw refuse(
                            r,
                            " learns its initial states, but in an encoder-decoder that is not possible: leave it out");
                }
            }
            if (mode != InputMode.SEQUENCE) {
                throw new BadInputException("a network with a decoder reads a sequence, not in mode " + mode);
            }
        }
    }

    private static void check(boolean tokens, List<Layer> layers, boolean decoder, Set<String> names) {
        int recurrent = 0;
        boolean last = false;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            if (layer.name().isEmpty() || !names.add(layer.name())) {
                throw refuse(
                        layer,
                        (layer.name().isEmpty() ? " has no name" : " is there twice")
                                + ": each layer needs a name of its own");
            }
            if (decoder && (layer instanceof Layer.ReadOut || layer instanceof Layer.Decoder)
                    || decoder && layer instanceof Layer.Recurrent r && r.direction() != Layer.Direction.FORWARD) {
                throw refuse(layer, " cannot be in a decoder, which runs forwards and writes at each step");
            }
            if (!decoder && (layer instanceof Layer.Attention || layer instanceof Layer.Context)) {
                throw refuse(layer, " reads an encoder's outputs: put it into a decoder");
            }
            if (layer instanceof Layer.Embedding e) {
                if (i > 0 || !tokens) {
                    throw refuse(
                            layer,
                            " is an embedding" + (i > 0 ? " that is not the first layer" : "")
                                    + ": an embedding reads the tokens of the input");
                }
                requirePositive(e, "width", e.width());
            } else if (layer instanceof Layer.Recurrent r) {
                if (last) {
                    throw refuse(
                            layer,
                            " is recurrent, but one row was read out before it and there are no steps: put it before");
                }
                if (r.index() != recurrent) {
                    throw refuse(
                            layer,
                            " has the index " + r.index() + ", but " + recurrent
                                    + " recurrent layers are before it: count from 0");
                }
                recurrent++;
            } else if (layer instanceof Layer.Dropout d) {
                if (!(d.rate() >= 0 && d.rate() < 1)) {
                    throw refuse(layer, " has the rate " + d.rate() + ": it is at least 0 and less than 1");
                }
            } else if (layer instanceof Layer.ReadOut) {
                if (last) {
                    throw refuse(layer, " reads one row out of a sequence a second time: leave it out");
                }
                last = true;
            } else if (layer instanceof Layer.Dense d) {
                requirePositive(d, "units", d.units());
            }
        }
    }

    private static void requirePositive(Layer layer, String what, int number) {
        if (number < 1) {
            throw refuse(layer, " has " + number + " " + what + ": it is at least 1");
        }
    }

    private static BadInputException refuse(Layer layer, String why) {
        return new BadInputException("layer " + Messages.quote(layer.name()) + why);
    }

    /**
     * The text for a file.
     *
     * @throws BadInputException if a plug-in has no name
     */
    public String toJson() {
        return NetworkJson.write(this);
    }

    /**
     * Reads such a text.
     *
     * @param source the file, for messages
     * @throws BadInputException if it is not such a text, or names what is not installed
     */
    public static NetworkDescription fromJson(String json, Plugins plugins, String source) {
        return NetworkJson.read(json, plugins, source);
    }

    /**
     * Checks that these tensors are this network's parameters, before any memory is taken for it: a damaged description
     * may ask for any size.
     *
     * @param source the file, for messages
     * @throws BadInputException if one is missing, has another shape, or belongs to nothing
     */
    public void checkTensors(Map<String, Tensor> tensors, String source) {
        Blueprint blueprint;
        try {
            blueprint = new Blueprint(layers, inputWidth, tokens, mode, false, false, false);
        } catch (BadInputException e) {
            throw new BadInputException(source + ": " + Messages.oneLine(e.getMessage()), e);
        }
        Set<String> unknown = new LinkedHashSet<>(tensors.keySet());
        for (ParameterSpec p : blueprint.parameters().values()) {
            long units =
                    p.blocks().stream().mapToLong(ParameterSpec.Block::units).sum();
            // an embedding's rows are tokens, as the field has them; every other matrix has a row for each unit
            List<Long> wanted = !p.matrix()
                    ? List.of(units)
                    : isEmbedding(p.name()) ? List.of((long) p.inputs(), units) : List.of(units, (long) p.inputs());
            Tensor tensor = tensors.get(p.name());
            if (tensor == null) {
                throw new BadInputException(source + " has no tensor " + Messages.quote(p.name()) + " of shape "
                        + wanted + ", which its network needs; the file is incomplete, save the network again");
            }
            List<Long> found =
                    Arrays.stream(tensor.shape()).asLongStream().boxed().toList();
            if (!found.equals(wanted)) {
                throw new BadInputException(source + ": tensor " + Messages.quote(p.name()) + " has the shape " + found
                        + ", but its network needs " + wanted + "; the file is damaged, save the network again");
            }
            unknown.remove(p.name());
        }
        if (!unknown.isEmpty()) {
            throw new BadInputException(source + " has a tensor "
                    + Messages.quote(unknown.iterator().next())
                    + " that its network does not know; it knows "
                    + Messages.oneLine(String.join(", ", blueprint.parameters().keySet())));
        }
    }

    private boolean isEmbedding(String parameter) {
        return layers.stream().anyMatch(l -> l instanceof Layer.Embedding && parameter.equals(l.name() + ".weight"));
    }
}
