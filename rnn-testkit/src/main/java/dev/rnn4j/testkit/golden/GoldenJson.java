package dev.rnn4j.testkit.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a JSON document as a tree whose nodes know where they stand, so that every complaint names its place. */
final class GoldenJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(40)
                    .maxNameLength(200)
                    .maxStringLength(10_000)
                    .maxDocumentLength(256L << 20)
                    .build())
            .build();

    private final String source;
    private final JsonParser parser;

    private GoldenJson(String source, JsonParser parser) {
        this.source = source;
        this.parser = parser;
    }

    /**
     * The whole document.
     *
     * @param source what messages call it
     * @throws BadInputException if it is not JSON
     */
    static Node read(String source, InputStream in) {
        try (JsonParser parser = JSON.createParser(in)) {
            parser.nextToken();
            GoldenJson reader = new GoldenJson(source, parser);
            Node root = reader.node("");
            if (parser.nextToken() != null) {
                throw fault(source, parser.currentTokenLocation(), "there is something behind the end; remove it");
            }
            return root;
        } catch (JsonProcessingException e) {
            String message =
                    e.getOriginalMessage().lines().findFirst().orElse("broken").strip();
            throw fault(source, e.getLocation(), "this is not JSON (" + message + "); mend it there");
        } catch (IOException e) {
            throw new BadInputException(source + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Node node(String path) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        return new Node(source, at, path, value(path, at));
    }

    private Object value(String path, JsonLocation at) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw fault(source, at, "the file is empty; give a JSON object");
        }
        return switch (token) {
            case START_OBJECT -> fields(path);
            case START_ARRAY -> items(path);
            case VALUE_STRING -> parser.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
            default -> throw fault(source, at, "unexpected " + token);
        };
    }

    private Double number(JsonLocation at) throws IOException {
        double x = Double.parseDouble(parser.getText());
        if (!Double.isFinite(x)) {
            throw fault(source, at, parser.getText() + " is too large for a double; give a finite number");
        }
        return x;
    }

    private Map<String, Node> fields(String path) throws IOException {
        Map<String, Node> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, node(path.isEmpty() ? name : path + "." + name));
        }
        return fields;
    }

    private List<Node> items(String path) throws IOException {
        List<Node> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(node(path + "[" + items.size() + "]"));
        }
        return items;
    }

    private static BadInputException fault(String source, JsonLocation at, String what) {
        String place = at == null ? "" : ", line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new BadInputException(source + place + ": " + what);
    }

    /**
     * A value of the document.
     *
     * @param value a {@code Map<String, Node>}, {@code List<Node>}, String, Double, Boolean or null
     */
    record Node(String source, JsonLocation at, String path, Object value) {
        BadInputException fault(String what) {
            return GoldenJson.fault(source, at, (path.isEmpty() ? "the document" : path) + " " + what);
        }

        private String seen() {
            return value == null
                    ? "null"
                    : value instanceof Map ? "an object" : value instanceof List ? "a list" : "'" + value + "'";
        }

        /** The fields of an object. */
        @SuppressWarnings("unchecked") // objects are only ever read as such maps
        Map<String, Node> fields() {
            if (!(value instanceof Map)) {
                throw fault("is " + seen() + "; give an object");
            }
            return (Map<String, Node>) value;
        }

        /** The items of a list. */
        @SuppressWarnings("unchecked") // arrays are only ever read as such lists
        List<Node> items() {
            if (!(value instanceof List)) {
                throw fault("is " + seen() + "; give a list");
            }
            return (List<Node>) value;
        }

        /** A field that has to be there and must not be null. */
        Node field(String name) {
            Node n = optional(name);
            if (n == null) {
                throw fault("has no '" + name + "'; give one");
            }
            return n;
        }

        /** A field, or null if it is missing or null. */
        Node optional(String name) {
            Node n = fields().get(name);
            return n == null || n.value == null ? null : n;
        }

        String text() {
            if (value instanceof String s) {
                return s;
            }
            throw fault("is " + seen() + "; give a text");
        }

        boolean flag() {
            if (value instanceof Boolean b) {
                return b;
            }
            throw fault("is " + seen() + "; give true or false");
        }

        double number() {
            if (value instanceof Double d) {
                return d;
            }
            throw fault("is " + seen() + "; give a number");
        }

        int whole(int least) {
            double d = number();
            if (d != Math.rint(d) || d < least || d > Integer.MAX_VALUE) {
                throw fault("is " + d + "; give a whole number from " + least);
            }
            return (int) d;
        }

        /** A {@code {"shape": [...], "data": [...]}} of any shape. */
        Tensor tensor() {
            List<Node> sizes = field("shape").items();
            List<Node> data = field("data").items();
            int[] shape = new int[sizes.size()];
            double count = 1;
            for (int i = 0; i < shape.length; i++) {
                shape[i] = sizes.get(i).whole(0);
                count *= shape[i];
            }
            if (count != data.size()) {
                throw fault("has " + data.size() + " numbers, but its shape " + Arrays.toString(shape)
                        + " needs another count; make them agree");
            }
            double[] numbers = new double[data.size()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = data.get(i).number();
            }
            return Tensor.of(numbers, shape);
        }

        /** A tensor that must have this shape. */
        Tensor tensor(int... shape) {
            Tensor t = tensor();
            if (!Arrays.equals(t.shape(), shape)) {
                throw fault("has the shape " + Arrays.toString(t.shape()) + "; give " + Arrays.toString(shape));
            }
            return t;
        }
    }
}
