package dev.rnn4j.core.pass;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.InputMode;
import java.util.ArrayList;
import java.util.List;

/**
 * What a network is traced from.
 *
 * @param inputWidth numbers of a step, or how many tokens there are
 * @param training whether masks are drawn
 * @param gradient whether backward steps are wanted
 * @param inputGradient whether the gradient of the network's input is wanted as well
 * @param sources the most steps that a decoder's attention can see; 0 for an encoder
 */
record Specification(
        List<Layer> layers,
        int inputWidth,
        boolean tokens,
        InputMode mode,
        boolean training,
        boolean gradient,
        boolean inputGradient,
        int sources) {
    Specification ofSources(int steps) {
        return new Specification(layers, inputWidth, tokens, mode, training, gradient, inputGradient, steps);
    }

    /** The layers before a decoder; what it reads out is the last step, unless a layer says otherwise. */
    Specification encoder(int decoder) {
        List<Layer> before = new ArrayList<>(layers.subList(0, decoder));
        if (before.isEmpty()) {
            throw new BadInputException("there is no layer before the decoder: put those of its encoder there");
        }
        if (before.stream().noneMatch(Layer.ReadOut.class::isInstance)) {
            before.add(new Layer.ReadOut("last step", Layer.Reading.LAST_STEP));
        }
        return new Specification(before, inputWidth, tokens, mode, training, gradient, inputGradient, 0);
    }

    int decoder() {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.Decoder) {
                return i;
            }
        }
        return -1;
    }
}
