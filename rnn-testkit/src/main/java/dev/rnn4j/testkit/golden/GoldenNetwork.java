package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.testkit.golden.GoldenCase.Config;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A golden case as a network of this library, in FLOAT64: its parameters set, its batch and initial states at hand. */
final class GoldenNetwork {
    private final GoldenCase golden;
    private final Network network;
    private final Loss loss;
    private final Reduction reduction;
    private final Truncation truncation;
    private final List<Example> batch;
    private final Map<String, Tensor> states;

    /**
     * Builds it.
     *
     * @throws BadInputException if the library has no such thing; the message says what
     */
    GoldenNetwork(GoldenCase golden) {
        this.golden = golden;
        Config c = golden.config();
        loss = Plugins.installed().loss(ours(c.loss()));
        reduction = constant(Reduction.class, "reduction", c.reduction());
        truncation = truncation(c);
        network = build(c);
        Set<String> names = new LinkedHashSet<>(network.parameterNames());
        if (!names.equals(golden.params().keySet())) {
            throw new BadInputException("the parameters of this network are " + names + ", the case has "
                    + golden.params().keySet());
        }
        golden.params().forEach(network::setParameter);
        batch = batch();
        states = states();
    }

    /** A name in this library's spelling. */
    static String ours(String name) {
        return name.replace('_', '-');
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String what, String name) {
        for (E e : type.getEnumConstants()) {
            if (e.name().toLowerCase(Locale.ROOT).equals(name)) {
                return e;
            }
        }
        throw new BadInputException(what + " '" + name + "' is unknown here; there are "
                + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT));
    }

    private static Truncation truncation(Config c) {
        return switch (c.truncation()) {
            case "" -> Truncation.none();
            case "chunk" -> Truncation.chunks(c.truncationSteps());
            case "window" -> Truncation.window(c.truncationSteps());
            default ->
                throw new BadInputException(
                        "truncation '" + c.truncation() + "' is unknown here; there are chunk, window");
        };
    }

    private static Network build(Config c) {
        if (!Set.of("many_to_many", "many_to_one", "one_to_many").contains(c.task())) {
            throw new BadInputException(
                    "task '" + c.task() + "' is unknown here; there are many_to_many, many_to_one, one_to_many");
        }
        NetworkBuilder b = Network.builder()
                .inputs(c.inputs())
                .inputMode(constant(InputMode.class, "input mode", c.inputMode()))
                .precision(Precision.FLOAT64);
        String cell = c.cell().equals("rnn") ? "simple" : ours(c.cell());
        Map<String, Object> settings = cell(c);
        for (int layer = 0; layer < c.layers(); layer++) {
            if (c.bidirectional()) {
                b.bidirectional(cell, settings);
            } else {
                b.recurrent(cell, settings);
            }
        }
        if (c.manyToOne()) {
            b.lastStep();
        }
        return b.dense(c.outputs(), ours(c.outputActivation())).build();
    }

    private static Map<String, Object> cell(Config c) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("units", c.hidden());
        settings.put("second-bias", c.twoBiases());
        if (c.cell().equals("rnn")) {
            settings.put("activation", ours(c.activation()));
        } else if (c.cell().equals("lstm")) {
            settings.put("forget-bias", 0.0);
        }
        return settings;
    }

    // ---- data

    private List<Example> batch() {
        List<Example> all = new ArrayList<>();
        for (int row = 0; row < golden.rows(); row++) {
            int length = golden.lengths().get(row);
            boolean sequence = network.inputMode() == InputMode.SEQUENCE;
            Series input = series(golden.x(), row, sequence ? length : 1);
            Series target = golden.config().manyToOne()
                    ? Series.row(row(golden.targets(), row))
                    : series(golden.targets(), row, length);
            all.add(new Example(input, target));
        }
        return all;
    }

    /** The first steps of a row of {@code [T,B,width]}. */
    private static Series series(Tensor t, int row, int steps) {
        double[][] rows = new double[steps][t.size(2)];
        for (int s = 0; s < steps; s++) {
            for (int i = 0; i < t.size(2); i++) {
                rows[s][i] = t.get(s, row, i);
            }
        }
        return Series.rows(rows);
    }

    private static double[] row(Tensor t, int row) {
        double[] numbers = new double[t.size(1)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = t.get(row, i);
        }
        return numbers;
    }

    private Map<String, Tensor> states() {
        Map<String, Tensor> all = new LinkedHashMap<>();
        put("h", golden.h0(), all);
        put("c", golden.c0(), all);
        if (!network.states().keySet().containsAll(all.keySet())) {
            throw new BadInputException(
                    "the states of this network are " + network.states().keySet() + ", the case has " + all.keySet());
        }
        return all;
    }

    private void put(String state, Tensor packed, Map<String, Tensor> to) {
        if (packed == null) {
            return;
        }
        for (int k = 0; k < packed.size(0); k++) {
            Tensor one = Tensor.zeros(packed.size(1), packed.size(2));
            for (int i = 0; i < one.size(); i++) {
                one.setFlat(i, packed.flat(k * one.size() + i));
            }
            to.put(stateName(state, k), one);
        }
    }

    private String stateName(String state, int index) {
        int directions = golden.config().directions();
        return state + "_l" + index / directions + (index % directions == 1 ? "_reverse" : "");
    }

    /** One state of all layers and directions side by side, {@code [L·D,B,H]}. */
    Tensor pack(String state, Map<String, Tensor> states) {
        Config c = golden.config();
        Tensor packed = Tensor.zeros(c.layers() * c.directions(), golden.rows(), c.hidden());
        int block = golden.rows() * c.hidden();
        for (int k = 0; k < packed.size(0); k++) {
            Tensor one = states.get(stateName(state, k));
            if (one == null || one.size() != block) {
                throw new BadInputException("there is no state '" + stateName(state, k) + "' of width " + c.hidden()
                        + "; there are " + states.keySet());
            }
            for (int i = 0; i < block; i++) {
                packed.setFlat(k * block + i, one.flat(i));
            }
        }
        return packed;
    }

    // ---- running

    Gradients gradients() {
        return network.gradients(batch, loss, reduction, truncation, states);
    }

    void setParameter(String name, Tensor value) {
        network.setParameter(name, value);
    }

    /** With zeros for the steps in which every row of the batch is padded, which the library leaves out. */
    Tensor padded(Tensor t) {
        int[] shape = t.shape();
        if (shape.length != 3 || shape[0] >= golden.steps()) {
            return t;
        }
        shape[0] = golden.steps();
        return Tensor.of(Arrays.copyOf(t.toArray(), shape[0] * shape[1] * shape[2]), shape);
    }
}
