package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.testkit.golden.GoldenJson.Node;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One network with its data, weights and exactly known results: a file of the schema {@code rnn-golden/1}.
 *
 * @param name what it is called
 * @param config the network
 * @param steps T, with padding
 * @param rows B
 * @param lengths the valid steps of each row; padding is at the end
 * @param x {@code [T,B,I]}; {@code [1,B,I]} unless the input mode is {@code sequence}
 * @param targets {@code [T,B,O]}, or {@code [B,O]} for many-to-one
 * @param h0 initial states {@code [L·D,B,H]}, index layer·D + direction; null: zeros
 * @param c0 the LSTM's second initial states; null: zeros, or no such state
 * @param params parameters by public name
 * @param expected the results
 * @param training training runs, each from {@code params}
 */
public record GoldenCase(
        String name,
        Config config,
        int steps,
        int rows,
        List<Integer> lengths,
        Tensor x,
        Tensor targets,
        Tensor h0,
        Tensor c0,
        Map<String, Tensor> params,
        Expected expected,
        List<Training> training) {
    /** What the {@code schema} field of a case says. */
    public static final String SCHEMA = "rnn-golden/1";

    /** How many steps, rows or units a case may have; more is a broken file. */
    private static final int MOST = 1 << 20;

    /**
     * The network, in the file's words.
     *
     * @param cell {@code rnn}, {@code lstm} or {@code gru}
     * @param activation of an {@code rnn} cell
     * @param inputs I
     * @param hidden H
     * @param layers L
     * @param bidirectional D = 2, else 1
     * @param twoBiases whether the recurrent product has a bias of its own
     * @param outputs O
     * @param outputActivation such as {@code softmax}
     * @param loss {@code mse} or {@code cross_entropy}
     * @param task {@code many_to_many}, {@code many_to_one} or {@code one_to_many}
     * @param inputMode {@code sequence}, {@code feedback}, {@code first_only} or {@code repeat}
     * @param reduction {@code mean}, {@code mean_per_sequence} or {@code sum}
     * @param truncation {@code chunk} or {@code window}; empty without truncation
     * @param truncationSteps the k of a chunk or window; 0 without truncation
     */
    public record Config(
            String cell,
            String activation,
            int inputs,
            int hidden,
            int layers,
            boolean bidirectional,
            boolean twoBiases,
            int outputs,
            String outputActivation,
            String loss,
            String task,
            String inputMode,
            String reduction,
            String truncation,
            int truncationSteps) {
        /** D. */
        public int directions() {
            return bidirectional ? 2 : 1;
        }

        /** Whether there is one output a sequence. */
        public boolean manyToOne() {
            return task.equals("many_to_one");
        }
    }

    /**
     * What an independent program computed. Null: not in the file, nothing to compare.
     *
     * @param hidden {@code [T,B,H·D]}, the top layer's output; 0 at padded steps
     * @param finalH {@code [L·D,B,H]}
     * @param finalC the same of the LSTM's c
     * @param logits {@code [T,B,O]} or {@code [B,O]}, before the output activation
     * @param outputs the same after it
     * @param loss the reduced loss
     * @param grads the gradient of each parameter
     * @param gradX as x
     * @param gradH0 as h0
     * @param gradC0 as c0
     */
    public record Expected(
            Tensor hidden,
            Tensor finalH,
            Tensor finalC,
            Tensor logits,
            Tensor outputs,
            double loss,
            Map<String, Tensor> grads,
            Tensor gradX,
            Tensor gradH0,
            Tensor gradC0) {}

    /**
     * A training run: the full batch at each step, initial states fixed, no clipping.
     *
     * @param id its name in the file
     * @param optimizer the optimizer's name
     * @param settings its settings in the file's words: numbers and flags
     * @param losses the loss by steps made
     * @param params the parameters by steps made
     */
    public record Training(
            String id,
            String optimizer,
            Map<String, Object> settings,
            Map<Integer, Double> losses,
            Map<Integer, Map<String, Tensor>> params) {}

    /**
     * Reads a case.
     *
     * @throws BadInputException if the file is missing, no JSON, of another schema, or does not fit itself; the message
     *     names the file and the place
     */
    public static GoldenCase read(Path file) {
        return GoldenFiles.open(file, GoldenCase::read);
    }

    /**
     * Reads a case from anywhere.
     *
     * @param source what messages call it
     */
    public static GoldenCase read(String source, InputStream in) {
        return of(GoldenJson.read(source, in));
    }

    static GoldenCase of(Node root) {
        GoldenFiles.requireSchema(root, SCHEMA);
        Config c = config(root.field("config"));
        int steps = root.field("T").whole(0);
        int rows = root.field("B").whole(1);
        if (steps > MOST || rows > MOST) {
            throw root.fault("has " + steps + " steps and " + rows + " rows; both are limited to " + MOST);
        }
        int states = c.layers() * c.directions();
        int[] xShape = {c.inputMode().equals("sequence") ? steps : 1, rows, c.inputs()};
        int[] stateShape = {states, rows, c.hidden()};
        int[] outShape = c.manyToOne() ? new int[] {rows, c.outputs()} : new int[] {steps, rows, c.outputs()};
        List<Integer> lengths = lengths(root, steps, rows);
        Tensor x = root.field("x").tensor(xShape);
        Tensor targets = root.field("targets").tensor(outShape);
        Map<String, Tensor> params = tensors(root.field("params"));
        Node e = root.field("expected");
        Node grads = e.field("grads");
        Map<String, Tensor> expectedGrads = tensors(grads, params);
        if (!expectedGrads.keySet().equals(params.keySet())) {
            throw grads.fault("has other names than params: " + expectedGrads.keySet() + " instead of "
                    + params.keySet() + "; give one gradient a parameter");
        }
        Expected expected = new Expected(
                optional(e, "hidden", steps, rows, c.hidden() * c.directions()),
                optional(e, "h_n", stateShape),
                optional(e, "c_n", stateShape),
                optional(e, "logits", outShape),
                e.field("outputs").tensor(outShape),
                e.field("loss").number(),
                expectedGrads,
                optional(e, "grad_x", xShape),
                optional(e, "grad_h0", stateShape),
                optional(e, "grad_c0", stateShape));
        List<Training> training = new ArrayList<>();
        if (root.optional("training") != null) {
            root.field("training").items().forEach(t -> training.add(training(t, params)));
        }
        return new GoldenCase(
                root.field("name").text(),
                c,
                steps,
                rows,
                lengths,
                x,
                targets,
                optional(root, "h0", stateShape),
                optional(root, "c0", stateShape),
                params,
                expected,
                Collections.unmodifiableList(training));
    }

    private static Config config(Node c) {
        Node cut = c.optional("tbptt");
        return new Config(
                c.field("cell").text(),
                c.optional("activation") == null
                        ? "tanh"
                        : c.field("activation").text(),
                size(c.field("input_size")),
                size(c.field("hidden_size")),
                size(c.field("num_layers")),
                c.field("bidirectional").flag(),
                c.field("two_biases").flag(),
                size(c.field("output_size")),
                c.field("output_activation").text(),
                c.field("loss").text(),
                c.field("task").text(),
                c.field("input_mode").text(),
                c.field("reduction").text(),
                cut == null ? "" : cut.field("kind").text(),
                cut == null ? 0 : cut.field("k").whole(1));
    }

    private static int size(Node n) {
        int size = n.whole(1);
        if (size > MOST) {
            throw n.fault("is " + size + "; it is limited to " + MOST);
        }
        return size;
    }

    private static List<Integer> lengths(Node root, int steps, int rows) {
        Node n = root.optional("lengths");
        if (n == null) {
            return Collections.nCopies(rows, steps);
        }
        List<Integer> lengths = new ArrayList<>();
        for (Node item : n.items()) {
            int length = item.whole(0);
            if (length > steps) {
                throw item.fault("is " + length + ", but T is " + steps + "; a row has at most T steps");
            }
            lengths.add(length);
        }
        if (lengths.size() != rows) {
            throw n.fault("has " + lengths.size() + " numbers, but B is " + rows + "; give one a row");
        }
        return Collections.unmodifiableList(lengths);
    }

    private static Tensor optional(Node parent, String name, int... shape) {
        Node n = parent.optional(name);
        return n == null ? null : n.tensor(shape);
    }

    private static Map<String, Tensor> tensors(Node n) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        n.fields().forEach((name, t) -> all.put(name, t.tensor()));
        return Collections.unmodifiableMap(all);
    }

    /** Tensors of known shapes. */
    private static Map<String, Tensor> tensors(Node n, Map<String, Tensor> like) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        n.fields().forEach((name, t) -> {
            if (!like.containsKey(name)) {
                throw t.fault("is no parameter of this case; it has " + like.keySet());
            }
            all.put(name, t.tensor(like.get(name).shape()));
        });
        return Collections.unmodifiableMap(all);
    }

    private static Training training(Node t, Map<String, Tensor> params) {
        Map<Integer, Double> losses = new TreeMap<>();
        t.field("losses").fields().forEach((step, n) -> losses.put(step(n, step), n.number()));
        Map<Integer, Map<String, Tensor>> checkpoints = new TreeMap<>();
        t.field("params").fields().forEach((step, n) -> checkpoints.put(step(n, step), tensors(n, params)));
        if (losses.isEmpty() && checkpoints.isEmpty()) {
            throw t.fault("has neither losses nor params; give some to compare with");
        }
        Node o = t.field("optimizer");
        String name = o.field("name").text();
        Map<String, Object> settings = new LinkedHashMap<>();
        o.fields().forEach((key, n) -> {
            if (!key.equals("name") && n.value() != null) {
                settings.put(key, n.value() instanceof Boolean ? (Object) n.flag() : (Object) n.number());
            }
        });
        return new Training(
                t.optional("id") == null ? name : t.field("id").text(),
                name,
                Collections.unmodifiableMap(settings),
                Collections.unmodifiableMap(losses),
                Collections.unmodifiableMap(checkpoints));
    }

    private static int step(Node n, String key) {
        if (!key.matches("[0-9]{1,6}")) {
            throw n.fault("is not a number of steps; name each checkpoint by the steps made before it");
        }
        return Integer.parseInt(key);
    }
}
