package dev.rnn4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.testkit.golden.Conformance;
import dev.rnn4j.testkit.golden.ConformanceResult;
import dev.rnn4j.testkit.golden.GoldenCase;
import dev.rnn4j.testkit.golden.GoldenCase.Config;
import dev.rnn4j.testkit.golden.GoldenCase.Expected;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kind of case that the schema can describe, beside the equations written out a second time: the outputs agree to
 * the last digits, and the gradients with central differences, truncated ones as well. The words say what is unlike the
 * default, a many-to-many tanh network with two biases, identity output, mse, mean, initial states, full length.
 */
class PlainNetworkTest {
    private static final double STEP = 1e-5;
    private static final double GRADIENT_TOLERANCE = 2e-8;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rnn",
                "rnn one-bias sigmoid out-softmax from-zero",
                "rnn relu out-sigmoid sum lengths",
                "rnn identity out-tanh mean_per_sequence lengths",
                "rnn stacked cross_entropy sum",
                "rnn bidirectional lengths cross_entropy",
                "rnn bidirectional stacked lengths mean_per_sequence",
                "rnn short",
                "rnn short bidirectional cross_entropy",
                "rnn many_to_one bidirectional lengths",
                "rnn many_to_one stacked cross_entropy sum lengths",
                "rnn many_to_one lengths mean_per_sequence",
                "lstm one-bias sum",
                "lstm stacked mean_per_sequence lengths cross_entropy",
                "lstm bidirectional stacked lengths",
                "lstm bidirectional many_to_one lengths cross_entropy",
                "lstm many_to_one lengths from-zero",
                "gru stacked lengths",
                "gru one-bias cross_entropy",
                "gru bidirectional mean_per_sequence lengths",
                "gru bidirectional stacked many_to_one lengths sum",
                "rnn feedback sum out-softmax",
                "rnn feedback lengths cross_entropy",
                "rnn feedback stacked lengths mean_per_sequence out-sigmoid",
                "lstm feedback stacked",
                "gru feedback lengths sum",
                "rnn first_only lengths",
                "rnn first_only bidirectional cross_entropy",
                "lstm first_only stacked sum",
                "gru first_only mean_per_sequence lengths",
                "rnn repeat cross_entropy lengths",
                "rnn repeat bidirectional sum",
                "lstm repeat lengths mean_per_sequence",
                "gru repeat stacked"
            })
    void gradientsAreTheDifferencesOfTheEquations(String words) {
        check(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rnn chunk1",
                "rnn chunk2 lengths",
                "rnn chunk9 sum",
                "rnn chunk2 short",
                "rnn chunk2 many_to_one lengths",
                "lstm chunk2 stacked lengths cross_entropy",
                "lstm chunk2 many_to_one lengths cross_entropy sum",
                "gru chunk2 mean_per_sequence lengths",
                "rnn chunk2 feedback lengths",
                "rnn chunk2 first_only",
                "lstm chunk2 repeat stacked lengths",
                "rnn window1",
                "rnn window2 lengths",
                "rnn window9 sum",
                "rnn window2 short",
                "rnn window2 many_to_one lengths",
                "lstm window3 stacked lengths cross_entropy",
                "lstm window2 many_to_one sum",
                "gru window2 mean_per_sequence lengths",
                "rnn window2 feedback lengths",
                "lstm window2 first_only",
                "gru window3 repeat stacked lengths"
            })
    void truncatedGradientsAreTheDifferencesWithEarlierStatesHeldConstant(String words) {
        check(words);
    }

    private static void check(String words) {
        GoldenCase drawn = RandomCase.of(words);
        GoldenCase golden = expecting(drawn);
        Gradients g = Conformance.compute(golden);
        Expected e = golden.expected();
        assertEquals(e.loss(), g.loss(), 1e-12 * Math.max(1, Math.abs(e.loss())), "loss");
        for (Map.Entry<String, Tensor> p : e.grads().entrySet()) {
            close(p.getKey(), p.getValue(), g.parameters().get(p.getKey()));
        }
        // What is not a gradient the runner compares itself, at its own tolerance.
        ConformanceResult r = Conformance.run(golden);
        assertTrue(r.unsupported().isEmpty() && r.faults().isEmpty(), r::report);
        r.failures().stream()
                .filter(c -> !(c.part().equals("gradients") && c.error() < GRADIENT_TOLERANCE))
                .forEach(c -> assertTrue(c.passes(), () -> words + ": " + c));
    }

    private static void close(String what, Tensor expected, Tensor actual) {
        double scale = 1e-2;
        for (int i = 0; i < expected.size(); i++) {
            scale = Math.max(scale, Math.abs(expected.flat(i)));
        }
        assertArrayEquals(expected.toArray(), actual.toArray(), GRADIENT_TOLERANCE * scale, what);
    }

    // ---- what is to be expected

    private static GoldenCase expecting(GoldenCase c) {
        PlainNetwork plain = new PlainNetwork(c, c.params(), null);
        Map<String, Tensor> grads = new LinkedHashMap<>();
        c.params().forEach((name, p) -> grads.put(name, differences(c, plain, p)));
        boolean lstm = c.config().cell().equals("lstm");
        return with(
                c,
                new Expected(
                        plain.hidden,
                        plain.finalH,
                        lstm ? plain.finalC : null,
                        plain.logits,
                        plain.outputs,
                        plain.loss(),
                        grads,
                        differences(c, plain, c.x()),
                        c.h0() == null ? null : differences(c, plain, c.h0()),
                        c.c0() == null ? null : differences(c, plain, c.c0())));
    }

    /** Central differences by each number of a tensor of the case, which is changed for a moment. */
    private static Tensor differences(GoldenCase c, PlainNetwork base, Tensor by) {
        Tensor d = Tensor.zeros(by.shape());
        for (int i = 0; i < by.size(); i++) {
            double x = by.flat(i);
            by.setFlat(i, x + STEP);
            double above = new PlainNetwork(c, c.params(), truncated(c) ? base : null).loss();
            by.setFlat(i, x - STEP);
            double below = new PlainNetwork(c, c.params(), truncated(c) ? base : null).loss();
            by.setFlat(i, x);
            d.setFlat(i, (above - below) / (2 * STEP));
        }
        return d;
    }

    private static boolean truncated(GoldenCase c) {
        return !c.config().truncation().isEmpty();
    }

    private static GoldenCase with(GoldenCase c, Expected expected) {
        Config config = c.config();
        return new GoldenCase(
                c.name(),
                config,
                c.steps(),
                c.rows(),
                c.lengths(),
                c.x(),
                c.targets(),
                c.h0(),
                c.c0(),
                c.params(),
                expected,
                c.training());
    }
}
