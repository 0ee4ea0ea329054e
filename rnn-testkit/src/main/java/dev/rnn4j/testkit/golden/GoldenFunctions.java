package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.testkit.golden.GoldenJson.Node;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Correctly rounded values of activations and of the cross-entropy: a file of the schema {@code rnn-golden-functions/1}.
 *
 * @param name what it is called
 * @param points where the functions of one number were computed
 * @param elementwise by activation ({@code sigmoid}, {@code tanh}, {@code relu}) its values at the points
 * @param rows by what they are, rows with one result row each
 * @param crossEntropy the cross-entropies
 */
public record GoldenFunctions(
        String name,
        Tensor points,
        Map<String, Tensor> elementwise,
        Map<String, OfRows> rows,
        CrossEntropy crossEntropy) {
    /** What the {@code schema} field of the file says. */
    public static final String SCHEMA = "rnn-golden-functions/1";

    /**
     * A function of rows.
     *
     * @param activation its registered name
     * @param logits {@code [N,O]}
     * @param values {@code [N,O]}
     */
    public record OfRows(String activation, Tensor logits, Tensor values) {}

    /**
     * Cross-entropies of rows against one target.
     *
     * @param logits {@code [N,O]}
     * @param target {@code [O]}
     * @param losses {@code [N]}
     * @param gradients {@code [N,O]}, by the logits
     */
    public record CrossEntropy(Tensor logits, Tensor target, Tensor losses, Tensor gradients) {}

    /**
     * Reads the file.
     *
     * @throws BadInputException if it is missing, no JSON, of another schema, or does not fit itself; the message names
     *     the file and the place
     */
    public static GoldenFunctions read(Path file) {
        return GoldenFiles.open(file, GoldenFunctions::read);
    }

    /**
     * Reads the values from anywhere.
     *
     * @param source what messages call it
     */
    public static GoldenFunctions read(String source, InputStream in) {
        return of(GoldenJson.read(source, in), source);
    }

    static GoldenFunctions of(Node root, String source) {
        GoldenFiles.requireSchema(root, SCHEMA);
        Tensor points = root.field("points").tensor();
        Map<String, Tensor> elementwise = new LinkedHashMap<>();
        for (String activation : new String[] {"sigmoid", "tanh", "relu"}) {
            elementwise.put(activation, root.field(activation).tensor(points.shape()));
        }
        Node logitsNode = root.field("softmax_logits");
        Tensor logits = matrix(logitsNode);
        Map<String, OfRows> rows = new LinkedHashMap<>();
        rows.put("softmax", new OfRows("softmax", logits, root.field("softmax").tensor(logits.shape())));
        rows.put(
                "log-softmax",
                new OfRows("log-softmax", logits, root.field("log_softmax").tensor(logits.shape())));
        Node single = root.optional("softmax_of_one_logit");
        if (single != null) {
            Tensor one = matrix(single.field("logits"));
            rows.put(
                    "softmax of one",
                    new OfRows("softmax", one, single.field("softmax").tensor(one.shape())));
        }
        CrossEntropy crossEntropy = new CrossEntropy(
                logits,
                root.field("cross_entropy_target").tensor(logits.size(1)),
                root.field("cross_entropy").tensor(logits.size(0)),
                root.field("cross_entropy_dlogits").tensor(logits.shape()));
        return new GoldenFunctions(
                GoldenFiles.nameOf(source),
                points,
                Collections.unmodifiableMap(elementwise),
                Collections.unmodifiableMap(rows),
                crossEntropy);
    }

    private static Tensor matrix(Node n) {
        Tensor t = n.tensor();
        if (t.shape().length != 2 || t.size() == 0) {
            throw n.fault("is no matrix; give the shape [rows, width]");
        }
        return t;
    }
}
