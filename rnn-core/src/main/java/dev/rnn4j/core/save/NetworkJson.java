package dev.rnn4j.core.save;

import com.google.common.collect.ImmutableBiMap;
import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.message.Messages;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.registry.Plugins;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A network's description as JSON:
 *
 * <pre>{@code
 * {"format": "rnn4j-network/1", "tokens": 30, "input-mode": "sequence", "precision": "float32", "seed": 7, "layers": [
 *   {"type": "embedding", "name": "embedding", "width": 8},
 *   {"type": "recurrent", "name": "lstm-1", "index": 0, "direction": "forward",
 *    "cell": {"name": "lstm", "settings": {"units": 16}}},
 *   {"type": "dropout", "name": "dropout-1", "rate": 0.2},
 *   {"type": "last-step", "name": "last-step-2"},
 *   {"type": "dense", "name": "out", "units": 2, "activation": {"name": "softmax"}}]}
 * }</pre>
 *
 * A network that reads numbers has {@code "inputs"} instead of {@code "tokens"}; a dense layer without an activation
 * has no {@code "activation"}; a layer in both directions may have a {@code "merge"}, any recurrent one {@code
 * "learned-states": true};
 * {@code "layer-norm"} has a name only; {@code "mean-pool"} and {@code "max-pool"} stand where {@code "last-step"} does; settings that were not given are left out.
 */
final class NetworkJson {
    private static final String FORMAT = "rnn4j-network/1";
    private static final ImmutableBiMap<String, Layer.Reading> READ_OUTS = ImmutableBiMap.of(
            "last-step", Layer.Reading.LAST_STEP, "mean-pool", Layer.Reading.MEAN, "max-pool", Layer.Reading.MAX);

    private NetworkJson() {}

    // ---- writing

    static String write(NetworkDescription network) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put(network.tokens() ? "tokens" : "inputs", network.inputWidth());
        json.put("input-mode", word(network.mode()));
        json.put("precision", word(network.precision()));
        json.put("seed", network.seed());
        json.put("layers", network.layers().stream().map(NetworkJson::layer).toList());
        return Json.write(json);
    }

    private static Map<String, Object> layer(Layer layer) {
        Map<String, Object> json = new LinkedHashMap<>();
        String where = "cannot save layer " + Messages.quote(layer.name());
        if (layer instanceof Layer.Embedding e) {
            json.put("type", "embedding");
            json.put("name", e.name());
            json.put("width", e.width());
        } else if (layer instanceof Layer.Recurrent r) {
            json.put("type", "recurrent");
            json.put("name", r.name());
            json.put("index", r.index());
            json.put("direction", word(r.direction()));
            if (r.merge() != Merge.CONCAT) {
                json.put("merge", word(r.merge()));
            }
            if (r.learnsStates()) {
                json.put("learned-states", true);
            }
            json.put("cell", plugin(where + ": its cell", r.cell()));
        } else if (layer instanceof Layer.Dropout d) {
            json.put("type", "dropout");
            json.put("name", d.name());
            json.put("rate", d.rate());
        } else if (layer instanceof Layer.LayerNorm l) {
            json.put("type", "layer-norm");
            json.put("name", l.name());
        } else if (layer instanceof Layer.ReadOut r) {
            json.put("type", READ_OUTS.inverse().get(r.reading()));
            json.put("name", r.name());
        } else if (layer instanceof Layer.Decoder d) {
            json.put("type", "decoder");
            json.put("name", d.name());
            json.put(d.tokens() ? "tokens" : "inputs", d.width());
        } else if (layer instanceof Layer.Attention a) {
            json.put("type", "attention");
            json.put("name", a.name());
            json.put("score", word(a.kind()));
        } else if (layer instanceof Layer.Context c) {
            json.put("type", "context");
            json.put("name", c.name());
        } else if (layer instanceof Layer.Dense d) {
            json.put("type", "dense");
            json.put("name", d.name());
            json.put("units", d.units());
            if (d.activation() != NetworkDescription.NO_ACTIVATION) {
                json.put("activation", plugin(where + ": its activation", d.activation()));
            }
        }
        return json;
    }

    private static Map<String, Object> plugin(String where, Plugin plugin) {
        if (plugin.name().isEmpty()) {
            throw new BadInputException(
                    where + " has no name, and a file can hold names but no code: make it a class with"
                            + " a name(), and register a provider of that name");
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", plugin.name());
        Map<String, Object> settings = new LinkedHashMap<>();
        plugin.settings()
                .asMap()
                .forEach((name, value) -> settings.put(
                        name,
                        value instanceof Plugin p
                                ? plugin(where + " '" + plugin.name() + "' has a setting '" + name + "' that", p)
                                : value));
        if (!settings.isEmpty()) {
            json.put("settings", settings);
        }
        return json;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    // ---- reading

    static NetworkDescription read(String json, Plugins plugins, String source) {
        String what = source + ": the network's description";
        Map<String, Object> map = Json.read(json, what);
        if (map.get("format") instanceof String format && !format.equals(FORMAT)) {
            throw new BadInputException(what + " has the format " + Messages.quote(format) + ", this program reads '"
                    + FORMAT + "': use the version of rnn4j that wrote the file");
        }
        try {
            return network(new Fields(what, map), plugins);
        } catch (BadInputException e) {
            throw e.getMessage().startsWith(what)
                    ? e
                    : new BadInputException(what + ": " + Messages.oneLine(e.getMessage()), e);
        }
    }

    private static NetworkDescription network(Fields fields, Plugins plugins) {
        fields.text("format");
        boolean tokens = fields.has("tokens");
        int width = fields.integer(tokens ? "tokens" : "inputs", 1);
        InputMode mode = fields.choice("input-mode", InputMode.class);
        Precision precision = fields.choice("precision", Precision.class);
        long seed = fields.whole("seed");
        List<Layer> layers = new ArrayList<>();
        List<?> list = fields.list("layers");
        fields.finish();
        for (int i = 0; i < list.size(); i++) {
            String where = fields.where + ", layer " + (i + 1) + " of " + list.size();
            if (!(list.get(i) instanceof Map<?, ?> map)) {
                throw new BadInputException(where + " has to be an object, it is " + Json.describe(list.get(i)));
            }
            layers.add(layer(new Fields(where, map), plugins));
        }
        return new NetworkDescription(width, tokens, mode, precision, seed, layers);
    }

    private static Layer layer(Fields fields, Plugins plugins) {
        String type = fields.text("type");
        String name = fields.text("name");
        Layer layer = switch (type) {
            case "embedding" -> new Layer.Embedding(name, fields.integer("width", 1));
            case "recurrent" -> {
                int index = fields.integer("index", 0);
                Layer.Direction direction = fields.choice("direction", Layer.Direction.class);
                boolean merged = direction == Layer.Direction.BOTH && fields.has("merge");
                Merge merge = merged ? fields.choice("merge", Merge.class) : Merge.CONCAT;
                boolean learned = fields.has("learned-states") && fields.flag("learned-states");
                Cell cell = fields.plugin("cell", Cell.class, plugins);
                yield new Layer.Recurrent(name, cell, index, direction, merge, learned);
            }
            case "dropout" -> new Layer.Dropout(name, fields.number("rate"));
            case "layer-norm" -> new Layer.LayerNorm(name);
            case "last-step", "mean-pool", "max-pool" -> new Layer.ReadOut(name, READ_OUTS.get(type));
            case "decoder" ->
                new Layer.Decoder(
                        name, fields.integer(fields.has("tokens") ? "tokens" : "inputs", 1), fields.took("tokens"));
            case "attention" -> new Layer.Attention(name, fields.choice("score", Attention.class));
            case "context" -> new Layer.Context(name);
            case "dense" ->
                new Layer.Dense(
                        name,
                        fields.integer("units", 1),
                        fields.has("activation")
                                ? fields.plugin("activation", Activation.class, plugins)
                                : NetworkDescription.NO_ACTIVATION);
            default ->
                throw fields.refuse(
                        "type",
                        type,
                        "one of embedding, recurrent, dropout, layer-norm, last-step, mean-pool, max-pool, dense, decoder,"
                                + " attention, context");
        };
        fields.finish();
        return layer;
    }

    /** The fields of an object; each is asked for once, and what nobody asked for is refused. */
    private static final class Fields {
        private final String where;
        private final Map<String, Object> left = new LinkedHashMap<>();
        private final List<String> known = new ArrayList<>();

        Fields(String where, Map<?, ?> map) {
            this.where = where;
            map.forEach((key, value) -> left.put((String) key, value));
        }

        boolean has(String key) {
            return left.containsKey(key);
        }

        /** Whether there was such a field, now read. */
        boolean took(String key) {
            return known.contains(key);
        }

        private Object take(String key) {
            known.add(key);
            if (!left.containsKey(key)) {
                throw new BadInputException(where + ": '" + key + "' is missing");
            }
            return left.remove(key);
        }

        String text(String key) {
            Object value = take(key);
            if (value instanceof String s) {
                return s;
            }
            throw refuse(key, value, "a text");
        }

        int integer(String key, int least) {
            Object value = take(key);
            if (value instanceof Long n && n >= least && n <= Integer.MAX_VALUE) {
                return n.intValue();
            }
            throw refuse(key, value, "a whole number, at least " + least);
        }

        long whole(String key) {
            Object value = take(key);
            if (value instanceof Long n) {
                return n;
            }
            throw refuse(key, value, "a whole number of 64 bits");
        }

        double number(String key) {
            Object value = take(key);
            if (value instanceof Number n) {
                return n.doubleValue();
            }
            throw refuse(key, value, "a number");
        }

        List<?> list(String key) {
            Object value = take(key);
            if (value instanceof List<?> list) {
                return list;
            }
            throw refuse(key, value, "a list");
        }

        boolean flag(String key) {
            Object value = take(key);
            if (value instanceof Boolean b) {
                return b;
            }
            throw refuse(key, value, "true or false");
        }

        <E extends Enum<E>> E choice(String key, Class<E> type) {
            Object value = take(key);
            List<String> words = new ArrayList<>();
            for (E constant : type.getEnumConstants()) {
                if (word(constant).equals(value)) {
                    return constant;
                }
                words.add(word(constant));
            }
            throw refuse(key, value, "one of " + String.join(", ", words));
        }

        <P extends Plugin> P plugin(String key, Class<P> service, Plugins plugins) {
            Object value = take(key);
            if (!(value instanceof Map<?, ?> map)) {
                throw refuse(key, value, "an object with a name and settings");
            }
            Fields fields = new Fields(where + ", " + key, map);
            String name = fields.text("name");
            Map<String, Object> settings = new LinkedHashMap<>();
            if (fields.has("settings")) {
                Object given = fields.take("settings");
                if (!(given instanceof Map<?, ?> values)) {
                    throw fields.refuse("settings", given, "an object");
                }
                values.forEach((k, v) -> settings.put((String) k, v));
            }
            fields.finish();
            try {
                return plugins.create(service, name, settings);
            } catch (BadInputException e) {
                throw new BadInputException(where + ": " + Messages.oneLine(e.getMessage()), e);
            }
        }

        void finish() {
            if (!left.isEmpty()) {
                throw new BadInputException(where + " has an unknown "
                        + Messages.quote(left.keySet().iterator().next()) + "; it knows " + String.join(", ", known));
            }
        }

        BadInputException refuse(String key, Object value, String wanted) {
            return new BadInputException(where + ": '" + key + "' is " + Messages.oneLine(Json.describe(value))
                    + ", it has to be " + wanted);
        }
    }
}
