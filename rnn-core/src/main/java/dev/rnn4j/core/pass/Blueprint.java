package dev.rnn4j.core.pass;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.ParameterSpec;
import dev.rnn4j.core.graph.TracedStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A network traced, once for training and once for use: its stages up to the logits, and the output activation. It holds
 * no numbers and does not depend on a batch.
 */
public final class Blueprint {
    /** Steps that are predicted at once. */
    private static final int SEGMENT = 256;
    /** Before the names of a decoder's layers, states and recurrent parameters. */
    public static final String DECODER = "decoder.";
    /** What an encoder reads out, as a decoder's layer reads it. */
    static final String CONTEXT = "context";
    /** A further output of an attention layer. */
    static final String WEIGHTS = "weights";

    private final int inputWidth;
    private final boolean tokens;
    private final InputMode mode;
    private final boolean gradient;
    private final List<Stage> sequence = new ArrayList<>();
    private final List<Stage> head = new ArrayList<>();
    private final Layer.Reading reading;
    private final Map<String, Integer> internalStates = new LinkedHashMap<>();
    private final Map<String, ParameterSpec> learnedStates = new LinkedHashMap<>();
    private final Activation outputActivation;
    private final String outputName;
    private final Specification specification;
    private final Blueprint encoder;
    private final Bridge bridge;
    private final String reader;
    private final String writer;
    private int hiddenStage = -1;
    private int readStage = -1;
    private int memoryStage = -1;
    private int attentionStage = -1;
    private int width;

    /**
     * Traces the layers.
     *
     * @param inputWidth numbers of a step, or how many tokens there are
     * @param training whether masks are drawn
     * @param gradient whether backward steps are wanted
     * @param inputGradient whether the gradient of the network's input is wanted as well
     */
    public Blueprint(
            List<Layer> layers,
            int inputWidth,
            boolean tokens,
            InputMode mode,
            boolean training,
            boolean gradient,
            boolean inputGradient) {
        this(new Specification(layers, inputWidth, tokens, mode, training, gradient, inputGradient, 1));
    }

    private Blueprint(Specification specification) {
        this(specification, specification.decoder());
    }

    private Blueprint(Specification specification, int decoder) {
        this(specification, decoder, decoder < 0 ? null : new Blueprint(specification.encoder(decoder), -1, null));
    }

    private Blueprint(Specification r, int decoder, Blueprint encoder) {
        boolean isEncoder = r.sources() == 0;
        Layer.Decoder border = decoder < 0 ? null : (Layer.Decoder) r.layers().get(decoder);
        List<Layer> layers = r.layers().subList(decoder + 1, r.layers().size());
        if (layers.isEmpty()) {
            throw new BadInputException("there is no layer after the decoder begins: put its own there");
        }
        this.specification = r;
        this.encoder = encoder;
        this.reader = "layer '" + layers.get(0).name() + "'";
        this.writer = "layer '" + layers.get(layers.size() - 1).name() + "'";
        this.inputWidth = border == null ? r.inputWidth() : border.width();
        this.tokens = border == null ? r.tokens() : border.tokens();
        this.mode = r.mode();
        this.gradient = r.gradient();
        this.width = inputWidth;
        Layer last = isEncoder ? null : layers.get(layers.size() - 1);
        this.outputActivation = last instanceof Layer.Dense d ? d.activation() : z -> z;
        this.outputName = last instanceof Layer.Dense d ? d.activation().name() : "identity";
        int readOut = firstReadOut(layers);
        this.reading = readOut < 0 ? null : ((Layer.ReadOut) layers.get(readOut)).reading();
        if (mode == InputMode.FEEDBACK) {
            Stage all = FeedbackStage.of(layers, inputWidth, outputActivation, r.training(), gradient);
            sequence.add(all);
            hiddenStage = 0;
            width = all.outputWidth();
            for (Layer layer : layers) {
                if (layer instanceof Layer.Recurrent c) {
                    learnStates(all, c, FeedbackStage.prefix(c));
                }
            }
            bridge = null;
            return;
        }
        boolean first = true;
        List<Stage> stages = sequence;
        int read = reading == Layer.Reading.LAST_STEP ? readOut : -1;
        int top = read - 1;
        while (top >= 0 && layers.get(top) instanceof Layer.Dropout) {
            top--;
        }
        boolean late = !isEncoder
                && top >= 0
                && layers.get(top) instanceof Layer.Recurrent c
                && c.direction() == Layer.Direction.BOTH
                && c.merge() != Merge.CONCAT;
        Layer.Attention attention = null;
        int queryWidth = 0;
        for (Layer layer : late ? readBeforeMerge(layers, top, read) : layers) {
            if (layer instanceof Layer.Attention a) {
                attention = a;
                queryWidth = width;
                attentionStage = sequence.size();
            }
            if (!(layer instanceof Layer.ReadOut o) || o.reading() != Layer.Reading.LAST_STEP) {
                Stage s = stage(layer, layer == last, r.training(), !first || r.inputGradient() && !tokens);
                stages.add(s);
                width = s.outputWidth();
                first = false;
                if (layer instanceof Layer.ReadOut) {
                    s.putStates(internalStates);
                } else if (stages == sequence) {
                    memoryStage = sequence.size() - 1;
                }
            }
            if (layer instanceof Layer.Recurrent unrolled) {
                hiddenStage = sequence.size() - 1;
                readStage = hiddenStage;
                learnStates(sequence.get(hiddenStage), unrolled, "");
            } else if (layer instanceof Layer.ReadOut) {
                readStage = reading == Layer.Reading.LAST_STEP ? readStage : -1;
                stages = head;
                if (late) {
                    stages.add(lateMerge(layer.name(), ((Layer.Recurrent) layers.get(top)).merge()));
                    width /= 2;
                }
            } else if (stages == sequence && !(layer instanceof Layer.Dropout)) {
                readStage = -1;
            }
        }
        if (encoder == null) {
            bridge = null;
            return;
        }
        if (encoder.memoryStage < 0) {
            throw new BadInputException("the encoder only reads out: put a layer before that");
        }
        if (states().isEmpty()) {
            throw new BadInputException(
                    "the decoder has no recurrent layer, by which it would know what it has written: add recurrent(...)");
        }
        if (width != inputWidth) {
            throw Misfit.of(
                    "output width",
                    width,
                    inputWidth,
                    writer,
                    tokens
                            ? "the decoder reads the " + inputWidth + " tokens that it writes: end it with dense("
                                    + inputWidth + ", \"softmax\"), or begin it with decodeTokens(" + width + ")"
                            : "the decoder reads the rows that it writes: end it with dense(" + inputWidth
                                    + "), or begin it with decodeRows(" + width + ")");
        }
        bridge = Bridge.of(encoder.outputWidth(), states(), encoder.memoryWidth(), attention, queryWidth, gradient);
    }

    private static int firstReadOut(List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i) instanceof Layer.ReadOut) {
                return i;
            }
        }
        return -1;
    }

    /** The same network for sources of up to so many steps. */
    Blueprint forSources(int steps) {
        return encoder == null || steps == specification.sources()
                ? this
                : new Blueprint(specification.ofSources(steps));
    }

    private Stage stage(Layer layer, boolean last, boolean training, boolean wantInput) {
        if (layer instanceof Layer.Recurrent r) {
            Stage.StateName names = (s, reverse) -> prefix() + s + "_l" + r.index() + (reverse ? "_reverse" : "");
            Traced forward = r.direction() == Layer.Direction.REVERSE ? null : cell(r, false, training, wantInput);
            Traced reverse = r.direction() == Layer.Direction.FORWARD ? null : cell(r, true, training, wantInput);
            Traced merge = r.direction() == Layer.Direction.BOTH ? merge(forward.outputWidth(), r.merge()) : null;
            return new Stage(r.name(), forward, reverse, merge, names);
        }
        if (layer instanceof Layer.Attention a) {
            return attention(a, wantInput);
        }
        Naming naming = Naming.layer(layer.name());
        Traced traced = trace(
                "layer '" + layer.name() + "'",
                naming,
                training,
                wantInput,
                LayerEquations.of(layer, last, encoder == null ? 0 : encoder.outputWidth()));
        if (layer instanceof Layer.Embedding) {
            traced.graph().printInputsFirst();
        }
        return Stage.stateless(layer.name(), traced);
    }

    private Traced cell(Layer.Recurrent r, boolean reverse, boolean training, boolean wantInput) {
        return trace(
                owner(r), Naming.recurrent(r.index(), reverse).behind(prefix()), training, wantInput, r.cell()::step);
    }

    private static String owner(Layer.Recurrent r) {
        String cell = r.cell().name();
        return "layer '" + r.name() + "'" + (cell.isEmpty() ? "" : " (cell '" + cell + "')");
    }

    private String prefix() {
        return encoder == null ? "" : DECODER;
    }

    private Stage attention(Layer.Attention layer, boolean wantInput) {
        Graph graph = new Graph("layer '" + layer.name() + "'");
        TracedStep step = new TracedStep(graph, width, Naming.parts(layer.name()), false);
        Value weights = AttentionEquations.write(step, layer, encoder.memoryWidth(), specification.sources());
        step.finishGraph();
        Set<String> wanted = new HashSet<>(graph.inputs().keySet());
        wanted.remove(AttentionEquations.SHUT);
        if (!wantInput) {
            wanted.remove(TracedStep.X);
        }
        return Stage.stateless(layer.name(), Traced.of(graph, gradient, wanted, Map.of(WEIGHTS, (Node) weights)));
    }

    private Traced trace(String owner, Naming naming, boolean training, boolean wantInput, Consumer<Step> body) {
        Graph graph = new Graph(owner);
        TracedStep step = new TracedStep(graph, width, naming, training);
        body.accept(step);
        step.finishGraph();
        Set<String> wanted = new HashSet<>(graph.inputs().keySet());
        if (!wantInput) {
            wanted.remove(TracedStep.X);
        }
        return Traced.of(graph, gradient, wanted, Map.of());
    }

    private Traced merge(int width, Merge how) {
        Graph graph = new Graph("both directions");
        TracedStep step = new TracedStep(graph, width, Naming.layer(""), false);
        step.emit(LayerEquations.merged(step.input(), step.input("reverse", width), how));
        return Traced.of(step.finishGraph(), gradient, Set.of(TracedStep.X, "reverse"), Map.of());
    }

    private Stage lateMerge(String name, Merge how) {
        int half = width / 2;
        return Stage.stateless(name, trace("layer '" + name + "'", Naming.layer(name), false, true, t -> {
            Value x = t.input();
            t.emit(LayerEquations.merged(x.slice(0, half), x.slice(half, half), how));
        }));
    }

    /**
     * A last step is one of each direction, so they are read out side by side and merged then; dropout, which would follow
     * the merge at each step, follows it once.
     */
    private static List<Layer> readBeforeMerge(List<Layer> layers, int top, int read) {
        Layer.Recurrent r = (Layer.Recurrent) layers.get(top);
        List<Layer> all = new ArrayList<>(layers.subList(0, top));
        all.add(new Layer.Recurrent(r.name(), r.cell(), r.index(), r.direction(), Merge.CONCAT, r.learnsStates()));
        all.add(layers.get(read));
        all.addAll(layers.subList(top + 1, read));
        all.addAll(layers.subList(read + 1, layers.size()));
        return all;
    }

    // ---- what it found

    /** All parameters in the order of the layers. */
    public Map<String, ParameterSpec> parameters() {
        Map<String, ParameterSpec> all = new LinkedHashMap<>();
        for (Stage s : stages()) {
            for (Traced t : new Traced[] {s.forward(), s.reverse()}) {
                if (t != null) {
                    for (ParameterSpec p : t.graph().parameters()) {
                        all.put(p.name(), p);
                    }
                }
            }
        }
        for (ParameterSpec p : learnedStates.values()) {
            if (all.putIfAbsent(p.name(), p) != null) {
                throw new BadInputException("parameter '" + p.name()
                        + "' would be a learned initial state and a vector of the cell: give the vector another name");
            }
        }
        return all;
    }

    /** All stages in the order of computing. */
    private List<Stage> stages() {
        List<Stage> all = new ArrayList<>();
        if (encoder != null) {
            all.addAll(encoder.stages());
            all.add(bridge.start());
            if (bridge.keys() != null) {
                all.add(bridge.keys());
            }
        }
        all.addAll(sequence);
        all.addAll(head);
        return all;
    }

    /** The width of each state by public name. */
    public Map<String, Integer> states() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (Stage s : sequence) {
            s.putStates(all);
        }
        all.keySet().removeAll(internalStates.keySet());
        all.remove(FeedbackStage.OUTPUT);
        return all;
    }

    /**
     * Refuses a state to start from that is not the network's, has another shape or holds what is not a number.
     *
     * @param of whose state it is, for the message
     * @param rows how many rows {@code [rows, width]}; −1 for one, {@code [width]}
     */
    void checkState(String name, Tensor state, String of, int rows) {
        Map<String, Integer> all = states();
        if (!all.containsKey(name)) {
            throw new BadInputException("there is no state '" + name + "'" + of + "; the network has: "
                    + (all.isEmpty() ? "none" : String.join(", ", all.keySet())));
        }
        int width = all.get(name);
        int[] wanted = rows < 0 ? new int[] {width} : new int[] {rows, width};
        if (!Arrays.equals(wanted, state.shape())) {
            throw Misfit.of(
                    "initial state '" + name + "'" + of + " of shape",
                    Arrays.toString(state.shape()),
                    Arrays.toString(wanted),
                    "layer '" + layerOf(name) + "'",
                    "its width is that of the layer's state, states() tells all");
        }
        for (int i = 0; i < state.size(); i++) {
            if (!Double.isFinite(state.flat(i))) {
                throw new BadInputException("initial state '" + name + "'" + of + " holds " + state.flat(i)
                        + ": a state starts from finite numbers");
            }
        }
    }

    /** The layer that has a state. */
    private String layerOf(String state) {
        for (Stage s : sequence) {
            Map<String, Integer> its = new LinkedHashMap<>();
            s.putStates(its);
            if (its.containsKey(state)) {
                return s.name();
            }
        }
        return "";
    }

    /** The layer that reads the input, for messages: {@code layer 'gru-0'}. */
    public String reader() {
        return reader;
    }

    /** The layer that writes the output, for messages. */
    public String writer() {
        return writer;
    }

    /** The parameter from which each learned initial state starts, by the state's public name. */
    Map<String, ParameterSpec> learnedStates() {
        return learnedStates;
    }

    private void learnStates(Stage stage, Layer.Recurrent layer, String prefix) {
        if (!layer.learnsStates()) {
            return;
        }
        int before = learnedStates.size();
        learnStates(stage, stage.forward(), prefix, false);
        learnStates(stage, stage.reverse(), prefix, true);
        if (learnedStates.size() == before) {
            throw new BadInputException(
                    owner(layer) + " has no state whose start could be learned: leave out learnInitialStates()");
        }
    }

    private void learnStates(Stage stage, Traced traced, String prefix, boolean reverse) {
        if (traced == null) {
            return;
        }
        traced.graph().states().forEach((state, node) -> {
            if (state.startsWith(prefix)) {
                String parameter = stage.stateName().of(state + "_0", reverse);
                learnedStates.put(stage.stateName().of(state, reverse), ParameterSpec.vector(parameter, node.width()));
            }
        });
    }

    /** The first state that runs in reverse in time; an empty name if there is none. */
    public String stateInReverse() {
        for (Stage s : sequence) {
            if (s.reverse() != null) {
                for (String state : s.reverse().graph().states().keySet()) {
                    return s.stateName().of(state, true);
                }
            }
        }
        return "";
    }

    /** Of a sequence of so many steps, how many a pass that only runs forwards is compiled for; then states are carried. */
    public int stepsAtOnce(int steps) {
        return runsInReverse() ? steps : Math.min(steps, SEGMENT);
    }

    private boolean runsInReverse() {
        return sequence.stream().anyMatch(s -> s.reverse() != null);
    }

    /** The equations of each stage, by name. */
    public Map<String, String> equations() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Stage s : stages()) {
            all.put(s.name(), s.any().graph().toString());
        }
        return all;
    }

    /** The width of each stage's output, by name. */
    public Map<String, Integer> widths() {
        Map<String, Integer> all = new LinkedHashMap<>();
        for (Stage s : stages()) {
            all.put(s.name(), s.outputWidth());
        }
        return all;
    }

    public int inputWidth() {
        return inputWidth;
    }

    public boolean tokens() {
        return tokens;
    }

    public InputMode mode() {
        return mode;
    }

    /** Width of the logits, and of the outputs. */
    public int outputWidth() {
        return width;
    }

    /** Whether the sequence ends in one row. */
    public boolean manyToOne() {
        return reading != null;
    }

    /** How the sequence becomes one row; null if it does not. */
    Layer.Reading reading() {
        return reading;
    }

    public Activation outputActivation() {
        return outputActivation;
    }

    /** The registered name of the output activation. */
    public String outputName() {
        return outputName;
    }

    List<Stage> sequence() {
        return sequence;
    }

    List<Stage> head() {
        return head;
    }

    /** The stage of the recurrent layer whose states are read out; −1 if another layer is. */
    int readStage() {
        return readStage;
    }

    /** The last stage before a read-out, to which attention goes. */
    int memoryStage() {
        return memoryStage;
    }

    /** The width of its output. */
    int memoryWidth() {
        return sequence.get(memoryStage).outputWidth();
    }

    /** Of a decoder; null if this is none. */
    public Blueprint encoder() {
        return encoder;
    }

    Bridge bridge() {
        return bridge;
    }

    /** The most steps of a source. */
    int sources() {
        return specification.sources();
    }

    /** The stage with a decoder's attention; −1 if there is none. */
    int attentionStage() {
        return attentionStage;
    }

    /** The stage of the top recurrent layer; −1 if there is none. */
    int hiddenStage() {
        return hiddenStage;
    }

    boolean gradient() {
        return gradient;
    }
}
