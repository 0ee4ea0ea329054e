package dev.rnn4j.examples.conformance;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.testkit.golden.GoldenCase;
import dev.rnn4j.testkit.golden.GoldenCase.Config;
import dev.rnn4j.testkit.golden.GoldenCase.Expected;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Small golden cases with random numbers, described by their words: {@code "lstm bidirectional lengths many_to_one sum"}. */
final class RandomCase {
    static final int STEPS = 5;

    private static final int INPUTS = 2;
    private static final int HIDDEN = 3;
    private static final int OUTPUTS = 3;
    private static final double JUNK = 77;

    private final Random random;
    private final List<String> words;

    private RandomCase(String words) {
        this.words = List.of(words.split(" "));
        this.random = new Random(words.hashCode());
    }

    static GoldenCase of(String words) {
        return new RandomCase(words).make(words);
    }

    private String one(String otherwise, String... of) {
        for (String s : of) {
            if (words.contains(s)) {
                return s;
            }
        }
        return otherwise;
    }

    private GoldenCase make(String name) {
        String mode = one("sequence", "feedback", "first_only", "repeat");
        String task = mode.equals("sequence") ? one("many_to_many", "many_to_one") : "one_to_many";
        boolean crossEntropy = words.contains("cross_entropy");
        String output = crossEntropy ? "softmax" : one("identity", "out-sigmoid", "out-tanh", "out-softmax");
        String cut = one("", "chunk1", "chunk2", "chunk9", "window1", "window2", "window3", "window9");
        Config c = new Config(
                one("rnn", "lstm", "gru"),
                one("tanh", "sigmoid", "relu", "identity"),
                mode.equals("feedback") ? OUTPUTS : INPUTS,
                HIDDEN,
                words.contains("stacked") ? 2 : 1,
                words.contains("bidirectional"),
                !words.contains("one-bias"),
                OUTPUTS,
                output.replace("out-", ""),
                crossEntropy ? "cross_entropy" : "mse",
                task,
                mode,
                one("mean", "mean_per_sequence", "sum"),
                cut.replaceAll("[0-9]", ""),
                cut.isEmpty() ? 0 : cut.charAt(cut.length() - 1) - '0');
        List<Integer> lengths = words.contains("lengths")
                ? List.of(3, 0, STEPS, 1)
                : words.contains("short") ? List.of(2, 1) : List.of(STEPS, STEPS);
        int rows = lengths.size();
        Tensor x = numbers(1, mode.equals("sequence") ? STEPS : 1, rows, c.inputs());
        Tensor targets = targets(c, rows);
        for (int b = 0; b < rows; b++) {
            for (int t = lengths.get(b); t < STEPS; t++) {
                if (mode.equals("sequence")) {
                    junk(x, t, b);
                }
                if (!c.manyToOne()) {
                    junk(targets, t, b);
                }
            }
        }
        int states = c.layers() * c.directions();
        Tensor h0 = words.contains("from-zero") ? null : numbers(0.5, states, rows, HIDDEN);
        Tensor c0 = h0 == null || !c.cell().equals("lstm") ? null : numbers(0.5, states, rows, HIDDEN);
        Map<String, Tensor> params = params(c);
        Expected none = new Expected(null, null, null, null, targets, 0, new LinkedHashMap<>(), null, null, null);
        return new GoldenCase(name, c, STEPS, rows, lengths, x, targets, h0, c0, params, none, new ArrayList<>());
    }

    private Tensor numbers(double scale, int... shape) {
        Tensor t = Tensor.zeros(shape);
        for (int i = 0; i < t.size(); i++) {
            t.setFlat(i, scale * random.nextGaussian());
        }
        return t;
    }

    private static void junk(Tensor t, int step, int row) {
        for (int i = 0; i < t.size(2); i++) {
            t.set(JUNK, step, row, i);
        }
    }

    private Tensor targets(Config c, int rows) {
        Tensor t = c.manyToOne() ? numbers(1, rows, OUTPUTS) : numbers(1, STEPS, rows, OUTPUTS);
        for (int i = 0; i < t.size() && c.loss().equals("cross_entropy"); i += OUTPUTS) {
            double first = random.nextDouble();
            t.setFlat(i, first);
            t.setFlat(i + 1, 1 - first);
            t.setFlat(i + 2, 0);
        }
        return t;
    }

    private Map<String, Tensor> params(Config c) {
        Map<String, Tensor> params = new LinkedHashMap<>();
        int gates = c.cell().equals("lstm") ? 4 : c.cell().equals("gru") ? 3 : 1;
        for (int layer = 0; layer < c.layers(); layer++) {
            int in = layer == 0 ? c.inputs() : HIDDEN * c.directions();
            for (int d = 0; d < c.directions(); d++) {
                String at = "_l" + layer + (d == 1 ? "_reverse" : "");
                params.put("weight_ih" + at, numbers(0.6, gates * HIDDEN, in));
                params.put("weight_hh" + at, numbers(0.6, gates * HIDDEN, HIDDEN));
                params.put("bias_ih" + at, numbers(0.3, gates * HIDDEN));
                if (c.twoBiases()) {
                    params.put("bias_hh" + at, numbers(0.3, gates * HIDDEN));
                }
            }
        }
        params.put("out.weight", numbers(0.8, OUTPUTS, HIDDEN * c.directions()));
        params.put("out.bias", numbers(0.3, OUTPUTS));
        return params;
    }
}
