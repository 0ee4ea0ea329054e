package dev.rnn4j.examples.combinations;

import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.registry.Plugins;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A network of layers and modes that are legal together, and a loss that fits it, drawn by chance. */
final class RandomNetwork {
    private static final String[] CELLS = {
        "simple",
        "lstm",
        "lstm-peephole",
        "lstm-layer-norm",
        "gru",
        "gru-reset-before",
        "mgu",
        "minimal-rnn",
        "indrnn",
        "sru"
    };

    private final Chance chance;
    private final NetworkBuilder builder = Network.builder();
    private int width;
    private int memoryWidth;
    private int contextWidth;
    private boolean forwards = true;
    private boolean readOut;
    private boolean writesTokens;
    private boolean decodes;
    private InputMode mode = InputMode.SEQUENCE;
    private String lossSpec = "mse";
    private final Network network;

    private RandomNetwork(long seed, Precision precision) {
        chance = new Chance(seed);
        builder.precision(precision).seed(seed);
        switch (chance.within(0, 9)) {
            case 0, 1 -> encoderDecoder();
            case 2 -> oneToMany(chance.oneOf(InputMode.FIRST_ONLY, InputMode.REPEAT));
            case 3 -> feedback();
            default -> sequence();
        }
        network = builder.build();
        perturb();
    }

    /** The same seed draws the same network in either precision. */
    static RandomNetwork of(long seed, Precision precision) {
        return new RandomNetwork(seed, precision);
    }

    /** What begins as zeros or ones would hide what it does. */
    private void perturb() {
        for (String name : network.parameterNames()) {
            Tensor t = network.parameter(name);
            for (int i = 0; i < t.size(); i++) {
                t.setFlat(i, (float) (t.flat(i) + 0.3 * chance.number()));
            }
            network.setParameter(name, t);
        }
    }

    // ---- kinds

    private void sequence() {
        input(true);
        body(true);
        boolean aligned = !chance.onceIn(2);
        if (!aligned) {
            readOut();
        }
        output(aligned && chance.onceIn(4) ? "ctc" : anyLoss(), chance.within(2, 4));
    }

    private void oneToMany(InputMode how) {
        mode = how;
        builder.inputMode(how);
        input(true);
        body(false);
        output(anyLoss(), chance.within(2, 4));
    }

    private void feedback() {
        mode = InputMode.FEEDBACK;
        builder.inputMode(mode);
        int outputs = chance.within(2, 3);
        builder.inputs(outputs);
        width = outputs;
        body(false);
        output(chance.oneOf("mse", "huber(delta=0.4)"), outputs);
    }

    private void encoderDecoder() {
        decodes = true;
        input(true);
        body(true);
        if (chance.onceIn(2)) {
            readOut();
        }
        readOut = false;
        int memory = memoryWidth;
        int context = contextWidth;
        int outputs = chance.within(2, 4);
        boolean tokens = chance.onceIn(2);
        writesTokens = tokens;
        if (tokens) {
            builder.decodeTokens(outputs);
        } else {
            builder.decodeRows(outputs);
        }
        width = outputs;
        if (tokens && chance.onceIn(2)) {
            embedding();
        }
        body(false);
        if (chance.onceIn(3)) {
            builder.context();
            width += context;
        }
        if (!chance.onceIn(3)) {
            builder.attention(memory == width && chance.onceIn(2) ? Attention.DOT : Attention.ADDITIVE);
        }
        if (chance.onceIn(4)) {
            body(false);
        }
        output(tokens ? "cross-entropy" : anyLoss(), outputs);
    }

    // ---- layers

    private void input(boolean tokensToo) {
        width = chance.within(1, 3);
        if (tokensToo && chance.onceIn(2)) {
            builder.tokens(++width);
            if (chance.onceIn(2)) {
                embedding();
            }
        } else {
            builder.inputs(width);
        }
    }

    private void embedding() {
        width = chance.within(2, 3);
        builder.embedding(width);
    }

    private void body(boolean reverse) {
        int more = chance.within(0, 3);
        int recurrent = chance.within(0, more);
        for (int i = 0; i <= more; i++) {
            if (i == recurrent || chance.onceIn(3)) {
                recurrent(reverse);
            } else {
                stateless();
            }
        }
        memoryWidth = width;
        contextWidth = width;
    }

    private void stateless() {
        switch (chance.within(0, 2)) {
            case 0 -> builder.layerNorm();
            case 1 -> builder.dropout(chance.oneOf(0.0, 0.4));
            default -> {
                width = chance.within(2, 4);
                builder.dense(width, chance.oneOf("tanh", "sigmoid", "relu", "softmax", "gelu"));
            }
        }
    }

    private void recurrent(boolean reverse) {
        String cell = cell();
        Map<String, ?> units =
                cell.equals("lstm-projected") ? Map.of("units", 4, "projection", width) : Map.of("units", width);
        if (mode == InputMode.SEQUENCE && reverse && chance.onceIn(4)) {
            builder.reverse(cell, units);
            forwards = false;
        } else if (reverse && chance.onceIn(3)) {
            Merge merge = chance.oneOf(Merge.values());
            builder.bidirectional(cell, units, merge);
            width *= merge == Merge.CONCAT ? 2 : 1;
            forwards = false;
        } else {
            builder.recurrent(cell, units);
        }
        if (!decodes && chance.onceIn(3)) {
            builder.learnInitialStates();
        }
    }

    /** A cell, perhaps in wrappers; {@link #width} becomes that of its output. */
    private String cell() {
        if (chance.onceIn(6)) {
            return "residual(cell=" + wrapped(chance.oneOf(CELLS)) + ")";
        }
        width = chance.within(2, 3);
        return chance.onceIn(8) ? "lstm-projected" : wrapped(chance.oneOf(CELLS));
    }

    private String wrapped(String cell) {
        return switch (chance.within(0, 8)) {
            case 0 -> "zoneout(cell=" + cell + ",rate=0.3)";
            case 1 -> "variational-dropout(cell=" + cell + ",input-rate=0.3,recurrent-rate=0.2)";
            case 2 -> "clipped(cell=" + cell + ",limit=0.3)";
            default -> cell;
        };
    }

    private void readOut() {
        readOut = true;
        switch (chance.within(0, 2)) {
            case 0 -> builder.lastStep();
            case 1 -> builder.meanPool();
            default -> builder.maxPool();
        }
        if (chance.onceIn(3)) {
            stateless();
        }
        contextWidth = width;
    }

    private String anyLoss() {
        return chance.oneOf("mse", "huber(delta=0.4)", "cross-entropy", "cross-entropy", "binary-cross-entropy");
    }

    private void output(String loss, int outputs) {
        switch (loss) {
            case "cross-entropy" -> {
                builder.dense(outputs, "softmax");
                lossSpec = chance.oneOf(
                        loss,
                        "cross-entropy(label-smoothing=0.1)",
                        "cross-entropy(ignored-index=1)",
                        "cross-entropy(ignored-index=-1)",
                        "cross-entropy(class-weights=0,2" + ",0.5".repeat(outputs - 2) + ")");
            }
            case "binary-cross-entropy" -> {
                builder.dense(outputs, "sigmoid");
                lossSpec = loss;
            }
            case "ctc" -> {
                builder.dense(outputs, chance.oneOf("softmax", "identity"));
                lossSpec = "ctc(zero-infinity=true)";
            }
            default -> {
                lossSpec = loss;
                if (width != outputs || chance.onceIn(2)) {
                    builder.dense(outputs, chance.oneOf("tanh", "identity", "softsign"));
                }
            }
        }
    }

    // ---- what it is

    Network network() {
        return network;
    }

    Loss loss() {
        int open = lossSpec.indexOf("(class-weights=");
        if (open >= 0) {
            int outputs = network.outputWidth();
            Double[] weights = new Double[outputs];
            Arrays.fill(weights, 0.5);
            weights[0] = 0.0;
            weights[1] = 2.0;
            return Plugins.installed().loss("cross-entropy", Map.of("class-weights", List.of(weights)));
        }
        return Plugins.installed().loss(lossSpec);
    }

    String lossSpec() {
        return lossSpec;
    }

    InputMode mode() {
        return mode;
    }

    boolean decodes() {
        return decodes;
    }

    /** Of a decoder. */
    boolean writesTokens() {
        return writesTokens;
    }

    boolean readsOut() {
        return readOut;
    }

    /** Whether all layers run forwards in time. */
    boolean forwards() {
        return forwards;
    }

    @Override
    public String toString() {
        return network.summary() + " loss " + lossSpec;
    }
}
