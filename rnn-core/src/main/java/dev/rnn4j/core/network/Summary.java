package dev.rnn4j.core.network;

import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.save.NetworkDescription;
import java.util.Arrays;
import java.util.Locale;

/** Writes a network down as a table. */
final class Summary {
    private Summary() {}

    static String of(NetworkDescription d, Blueprint b, Network network) {
        StringBuilder s = new StringBuilder();
        line(s, "input", d.tokens() ? "tokens" : "rows", d.inputWidth() + (d.tokens() ? " tokens" : ""));
        for (Layer layer : d.layers()) {
            Integer width = b.widths().get(layer.name());
            line(s, layer.name(), kind(layer), width == null ? "" : width.toString());
        }
        s.append('\n');
        for (String name : network.parameterNames()) {
            Tensor t = network.parameter(name);
            line(s, name, Arrays.toString(t.shape()), Integer.toString(t.size()));
        }
        line(
                s,
                "all",
                network.precision().toString().toLowerCase(Locale.ROOT),
                Long.toString(network.parameterCount()));
        return s.toString();
    }

    private static String kind(Layer layer) {
        if (layer instanceof Layer.Recurrent r) {
            String cell = r.cell().name().isEmpty()
                    ? "cell"
                    : r.cell().name() + " " + r.cell().settings();
            return switch (r.direction()) {
                case FORWARD -> cell;
                case REVERSE -> cell + ", reverse";
                case BOTH -> cell + ", both directions" + merge(r.merge());
            };
        }
        if (layer instanceof Layer.Dense d) {
            return "dense"
                    + (d.activation().name().isEmpty()
                            ? ""
                            : ", " + d.activation().name());
        }
        if (layer instanceof Layer.Dropout d) {
            return "dropout " + d.rate();
        }
        if (layer instanceof Layer.ReadOut r) {
            return switch (r.reading()) {
                case LAST_STEP -> "last step";
                case MEAN -> "mean over the steps";
                case MAX -> "largest over the steps";
            };
        }
        if (layer instanceof Layer.Decoder d) {
            return "reads and writes " + (d.tokens() ? d.width() + " tokens" : "rows of " + d.width());
        }
        if (layer instanceof Layer.Attention a) {
            return a.kind().name().toLowerCase(Locale.ROOT) + " attention";
        }
        if (layer instanceof Layer.Context) {
            return "context";
        }
        return layer instanceof Layer.LayerNorm ? "layer normalisation" : "embedding";
    }

    private static String merge(Merge merge) {
        return merge == Merge.CONCAT ? "" : " (" + merge.toString().toLowerCase(Locale.ROOT) + ")";
    }

    private static void line(StringBuilder s, String name, String what, String width) {
        s.append(String.format(Locale.ROOT, "%-24s %-32s %10s%n", name, what, width));
    }
}
