package dev.rnn4j.core.network;

import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.pass.Blueprint;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.save.NetworkDescription;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes a network down as two tables: its layers with the shapes that they put out, and its parameters. T is the steps of
 * a sequence, S those of an encoder's.
 */
final class Summary {
    /** What begins the decoder's states. */
    private static final String BRIDGE = "bridge";

    private final NetworkDescription description;
    private final Map<String, Integer> widths;
    private final Map<String, Long> numbers = new LinkedHashMap<>();
    private final List<String[]> rows = new ArrayList<>();
    private String steps;
    private boolean oneStep;

    private Summary(NetworkDescription description) {
        this.description = description;
        // The layers of a network that reads its own output are one stage, so their widths are asked for without that.
        Blueprint layers = new Blueprint(
                description.layers(),
                description.inputWidth(),
                description.tokens(),
                description.mode() == InputMode.FEEDBACK ? InputMode.SEQUENCE : description.mode(),
                false,
                false,
                false);
        this.widths = new LinkedHashMap<>();
        if (layers.encoder() != null) {
            widths.putAll(layers.encoder().widths());
        }
        widths.putAll(layers.widths());
        this.steps = layers.encoder() == null ? "T" : "S";
    }

    static String of(NetworkDescription d, Network network) {
        return new Summary(d).write(network);
    }

    private String write(Network network) {
        for (String name : network.parameterNames()) {
            numbers.merge(layerOf(name), (long) network.parameter(name).size(), Long::sum);
        }
        rows.add(new String[] {"layer", "what", "output", "numbers"});
        rows.add(new String[] {"input", input(), "", ""});
        int width = description.inputWidth();
        for (int i = 0; i < description.layers().size(); i++) {
            Layer layer = description.layers().get(i);
            if (layer instanceof Layer.Decoder d) {
                steps = "T";
                oneStep = false;
                width = d.width();
                rows.add(new String[] {layer.name(), kind(layer), "", count(BRIDGE)});
                continue;
            }
            oneStep |= layer instanceof Layer.ReadOut;
            width = width(i, width);
            String shape = oneStep ? "[" + width + "]" : "[" + steps + ", " + width + "]";
            rows.add(new String[] {layer.name(), kind(layer), shape, count(layer.name())});
        }
        rows.add(new String[] {
            "all", network.precision().toString().toLowerCase(Locale.ROOT), "", grouped(network.parameterCount())
        });
        List<String[]> parameters = new ArrayList<>();
        parameters.add(new String[] {"parameter", "shape", "numbers"});
        for (String name : network.parameterNames()) {
            Tensor t = network.parameter(name);
            parameters.add(new String[] {name, Arrays.toString(t.shape()), grouped(t.size())});
        }
        return table(rows) + (parameters.size() == 1 ? "" : System.lineSeparator() + table(parameters));
    }

    private String input() {
        int width = description.inputWidth();
        if (description.tokens()) {
            return width + " tokens";
        }
        return switch (description.mode()) {
            case SEQUENCE -> "rows of " + width;
            case FIRST_ONLY -> "a row of " + width + ", at the first step";
            case REPEAT -> "a row of " + width + ", at each step";
            case FEEDBACK -> "a row of " + width + ", then its own output";
        };
    }

    /** The width of what a layer puts out. */
    private int width(int i, int before) {
        Layer layer = description.layers().get(i);
        Integer own = widths.get(layer.name());
        if (layer instanceof Layer.Recurrent r && r.direction() == Layer.Direction.BOTH && r.merge() != Merge.CONCAT) {
            // Where last steps are merged only after they were read out, the read-out is the stage that is as wide.
            for (Layer after :
                    description.layers().subList(i + 1, description.layers().size())) {
                if (after instanceof Layer.ReadOut o) {
                    Integer merged = widths.get(after.name());
                    return o.reading() == Layer.Reading.LAST_STEP && merged != null ? merged : own;
                }
                if (!(after instanceof Layer.Dropout)) {
                    return own;
                }
            }
        }
        return layer instanceof Layer.Dropout || own == null ? before : own;
    }

    /** The layer that a parameter belongs to. */
    private String layerOf(String parameter) {
        for (Layer layer : description.layers()) {
            if (layer instanceof Layer.Recurrent r) {
                boolean decoder = layer.name().startsWith(Blueprint.DECODER);
                if (parameter.startsWith(Blueprint.DECODER) == decoder
                        && parameter.matches(".*_l" + r.index() + "(_reverse)?")
                        && !parameter.startsWith(BRIDGE + ".")) {
                    return layer.name();
                }
            } else if (!(layer instanceof Layer.Decoder) && parameter.startsWith(layer.name() + ".")) {
                return layer.name();
            }
        }
        return BRIDGE;
    }

    private String count(String layer) {
        return numbers.containsKey(layer) ? grouped(numbers.get(layer)) : "";
    }

    private static String grouped(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** Columns as wide as what they hold, the last one to the right. */
    private static String table(List<String[]> rows) {
        int last = rows.get(0).length - 1;
        int[] wide = new int[last + 1];
        for (String[] row : rows) {
            for (int i = 0; i <= last; i++) {
                wide[i] = Math.max(wide[i], row[i].length());
            }
        }
        StringBuilder s = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < last; i++) {
                line.append(row[i]).append(" ".repeat(wide[i] - row[i].length() + 2));
            }
            line.append(" ".repeat(wide[last] - row[last].length())).append(row[last]);
            s.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
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
            String activation = d.activation().name();
            boolean none = activation.isEmpty() || d.activation() == NetworkDescription.NO_ACTIVATION;
            return none ? "dense" : "dense, " + activation;
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
}
