package dev.rnn4j.core.pass;

import dev.rnn4j.api.Initializer;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Merge;
import java.util.function.Consumer;

/** The equations of the layers that are neither a cell nor attention. */
final class LayerEquations {
    /** Of layer normalisation. */
    private static final double EPSILON = 1e-5;

    private LayerEquations() {}

    /**
     * The equations of a layer.
     *
     * @param last whether it is the network's last one; a dense layer then stops at its logits
     * @param contextWidth of what the encoder reads out, if there is one
     */
    static Consumer<Step> of(Layer layer, boolean last, int contextWidth) {
        if (layer instanceof Layer.Embedding e) {
            return t -> t.emit(t.linear(e.width()).noBias().of(t.input()).get());
        }
        if (layer instanceof Layer.Dropout d) {
            return t -> t.emit(t.input().times(t.mask("dropout", t.input().width(), 1 - d.rate(), Step.Per.STEP)));
        }
        if (layer instanceof Layer.Context) {
            return t -> t.emit(t.input().concat(t.input(Blueprint.CONTEXT, contextWidth)));
        }
        if (layer instanceof Layer.Dense d) {
            return t -> {
                Value z = t.linear(d.units()).of(t.input()).get();
                t.emit(last ? z : z.apply(d.activation()));
            };
        }
        if (layer instanceof Layer.LayerNorm) {
            return t -> {
                Value x = t.input().normalize(EPSILON);
                Value gain = t.vector("weight", x.width(), Initializer.ones());
                t.emit(x.times(gain).plus(t.vector("bias", x.width(), Initializer.zeros())));
            };
        }
        if (layer instanceof Layer.ReadOut r) {
            return t -> Pooling.equations(t, r.reading());
        }
        throw new IllegalStateException("no equations for " + layer);
    }

    /** Both directions of a layer as one value. */
    static Value merged(Value forward, Value reverse, Merge how) {
        return switch (how) {
            case CONCAT -> forward.concat(reverse);
            case SUM -> forward.plus(reverse);
            case MEAN -> forward.plus(reverse).times(0.5);
            case PRODUCT -> forward.times(reverse);
        };
    }
}
