package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A decoder that starts from what an encoder has read, and attends to it. */
class EncoderDecoderTest {
    private static final Loss SQUARES =
            (output, target) -> output.minus(target).square().sum();

    private static Network rows(Attention attention, boolean context) {
        NetworkBuilder b = Network.builder()
                .inputs(2)
                .bidirectional("simple", 2)
                .dense(4)
                .meanPool()
                .decodeRows(3)
                .recurrent("simple", 4);
        if (context) {
            b.context();
        }
        if (attention != null && !context) {
            b.attention(attention);
        } else if (attention != null) {
            b.dense(4).attention(attention);
        }
        return b.dense(3).precision(Precision.FLOAT64).seed(3).build();
    }

    private static Network tokens(Attention attention) {
        return Network.builder()
                .tokens(5)
                .embedding(3)
                .recurrent("simple", 4)
                .decodeTokens(6)
                .embedding(2)
                .recurrent("simple", 3)
                .recurrent("simple", 4)
                .attention(attention)
                .dense(6)
                .precision(Precision.FLOAT64)
                .seed(5)
                .build();
    }

    private static Series random(Random random, int length, int width) {
        double[][] rows = new double[length][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return Series.rows(rows);
    }

    private static List<Example> rowExamples() {
        Random random = new Random(7);
        List<Example> all = new ArrayList<>();
        int[][] lengths = {{3, 2}, {1, 4}, {4, 0}, {2, 3}, {0, 2}};
        for (int[] n : lengths) {
            all.add(new Example(random(random, n[0], 2), random(random, n[1], 3)));
        }
        return all;
    }

    private static List<Example> tokenExamples() {
        return List.of(
                new Example(Series.tokens(1, 2, 0), Series.tokens(5, 4)),
                new Example(Series.tokens(4), Series.tokens(0, 1, 2, 3)),
                new Example(Series.tokens(3, 3, 3, 2, 1), Series.tokens(2)));
    }

    private static Gradients gradients(Network n, List<Example> batch) {
        return n.gradients(batch, SQUARES, Reduction.MEAN, Truncation.none(), Map.of());
    }

    private static void agreesWithDifferences(Network n, List<Example> batch) {
        Gradients exact = gradients(n, batch);
        double h = 1e-5;
        for (String name : n.parameterNames()) {
            Tensor p = n.parameter(name);
            for (int i = 0; i < p.size(); i++) {
                double x = p.flat(i);
                Tensor moved = n.parameter(name);
                moved.setFlat(i, x + h);
                n.setParameter(name, moved);
                double up = gradients(n, batch).loss();
                moved.setFlat(i, x - h);
                n.setParameter(name, moved);
                double down = gradients(n, batch).loss();
                n.setParameter(name, p);
                double difference = (up - down) / (2 * h);
                assertEquals(difference, exact.parameters().get(name).flat(i), 1e-7, name + "[" + i + "]");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Attention.class)
    void allGradientsAgreeWithDifferences(Attention attention) {
        agreesWithDifferences(rows(attention, false), rowExamples());
        agreesWithDifferences(rows(attention, true), rowExamples());
        agreesWithDifferences(tokens(attention), tokenExamples());
    }

    @Test
    void allGradientsWithoutAttentionAgreeWithDifferences() {
        agreesWithDifferences(rows(null, false), rowExamples());
        agreesWithDifferences(rows(null, true), rowExamples());
    }

    @ParameterizedTest
    @EnumSource(Attention.class)
    void theGradientOfTheSourceAgreesWithDifferences(Attention attention) {
        Network n = rows(attention, true);
        List<Example> batch = rowExamples();
        Tensor exact = gradients(n, batch).input();
        double h = 1e-5;
        for (int b = 0; b < batch.size(); b++) {
            Series source = batch.get(b).input();
            for (int t = 0; t < 4; t++) {
                for (int i = 0; i < 2; i++) {
                    double difference = 0;
                    if (t < source.length()) {
                        difference = (lossWith(n, batch, b, t, i, h) - lossWith(n, batch, b, t, i, -h)) / (2 * h);
                    }
                    assertEquals(difference, exact.get(t, b, i), 1e-7);
                }
            }
        }
    }

    private static double lossWith(Network n, List<Example> batch, int row, int step, int column, double more) {
        Series source = batch.get(row).input();
        double[][] moved = new double[source.length()][2];
        for (int t = 0; t < moved.length; t++) {
            for (int i = 0; i < 2; i++) {
                moved[t][i] = source.get(t, i) + (t == step && i == column ? more : 0);
            }
        }
        List<Example> changed = new ArrayList<>(batch);
        changed.set(row, new Example(Series.rows(moved), batch.get(row).target()));
        return gradients(n, changed).loss();
    }

    @ParameterizedTest
    @EnumSource(Attention.class)
    void aBatchGivesEachRowWhatItGivesAlone(Attention attention) {
        Network n = rows(attention, true);
        List<Example> batch = rowExamples();
        Tensor together = gradients(n, batch).outputs();
        for (int b = 0; b < batch.size(); b++) {
            Tensor alone =
                    gradients(rows(attention, true), List.of(batch.get(b))).outputs();
            for (int t = 0; t < batch.get(b).target().length(); t++) {
                for (int i = 0; i < 3; i++) {
                    assertEquals(alone.get(t, 0, i), together.get(t, b, i), 1e-14);
                }
            }
        }
    }

    /** The paper's equations for one source of two steps and a target of two, with plain numbers. */
    @Test
    void additiveAttentionComputesItsEquations() {
        Network n = Network.builder()
                .inputs(1)
                .recurrent("simple", 1)
                .decodeRows(1)
                .recurrent("simple", 1)
                .attention(Attention.ADDITIVE)
                .dense(1)
                .precision(Precision.FLOAT64)
                .build();
        double k = 0.1;
        for (String name : n.parameterNames()) {
            Tensor p = n.parameter(name);
            for (int i = 0; i < p.size(); i++) {
                p.setFlat(i, k);
                k += 0.1;
            }
            n.setParameter(name, p);
        }
        double m1 = Math.tanh(p(n, "weight_ih_l0") * 0.5 + p(n, "bias_ih_l0"));
        double m2 = Math.tanh(p(n, "weight_ih_l0") * -2 + p(n, "weight_hh_l0") * m1 + p(n, "bias_ih_l0"));
        double h = Math.tanh(p(n, "bridge.h_l0.weight") * m2 + p(n, "bridge.h_l0.bias"));
        double[] read = {0, 0.7};
        double[] written = new double[2];
        for (int t = 0; t < 2; t++) {
            h = Math.tanh(p(n, "decoder.weight_ih_l0") * read[t]
                    + p(n, "decoder.weight_hh_l0") * h
                    + p(n, "decoder.bias_ih_l0"));
            double query = p(n, "decoder.attention.query.weight") * h + p(n, "decoder.attention.query.bias");
            double key = p(n, "decoder.attention.key.weight");
            double s1 = p(n, "decoder.attention.score") * Math.tanh(query + key * m1);
            double s2 = p(n, "decoder.attention.score") * Math.tanh(query + key * m2);
            double a1 = Math.exp(s1) / (Math.exp(s1) + Math.exp(s2));
            double c = a1 * m1 + (1 - a1) * m2;
            Tensor w = n.parameter("decoder.attention.combine.weight");
            double top = Math.tanh(w.get(0, 0) * c + w.get(0, 1) * h + p(n, "decoder.attention.combine.bias"));
            written[t] = p(n, "out.weight") * top + p(n, "out.bias");
        }
        Series source = Series.rows(new double[][] {{0.5}, {-2}});
        Series target = Series.rows(new double[][] {{0.7}, {0.1}});
        Tensor outputs = gradients(n, List.of(new Example(source, target))).outputs();
        assertArrayEquals(written, outputs.toArray(), 1e-15);
    }

    private static double p(Network n, String name) {
        return n.parameter(name).flat(0);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSavedOneIsTheSame(boolean additive, @TempDir Path folder) {
        Network n = tokens(additive ? Attention.ADDITIVE : Attention.DOT);
        Path file = folder.resolve("n.safetensors");
        n.save(file);
        Network again = Network.load(file);
        assertEquals(n.summary(), again.summary());
        assertEquals(n.equations(), again.equations());
        assertEquals(
                gradients(n, tokenExamples()).loss(),
                gradients(again, tokenExamples()).loss());
    }

    @ParameterizedTest
    @EnumSource(Attention.class)
    void whatIsWrittenStepByStepIsWhatTeacherForcingGivesForIt(Attention attention) {
        Network n = rows(attention, true);
        Series source = random(new Random(5), 3, 2);
        Tensor written = n.generate(source, 4);
        double[][] target = new double[4][3];
        for (int t = 0; t < 4; t++) {
            for (int i = 0; i < 3; i++) {
                target[t][i] = written.get(t, i);
            }
        }
        Tensor forced =
                gradients(n, List.of(new Example(source, Series.rows(target)))).outputs();
        assertArrayEquals(forced.toArray(), written.toArray(), 1e-14);
    }

    @Test
    void aDecoderGoesOnFromAKeptState() {
        Network n = tokens(Attention.ADDITIVE);
        Stream one = n.stream(Series.tokens(1, 4));
        one.step();
        one.step(2);
        State kept = one.state();
        double[] next = one.step(3);
        Stream two = n.stream(Series.tokens(1, 4));
        two.state(kept);
        assertArrayEquals(next, two.step(3));
        two.reset();
        two.step();
        two.step(2);
        assertArrayEquals(next, two.step(3));
        Stream three = two.copy();
        assertArrayEquals(two.step(1), three.step(1));
    }

    @Test
    void whatCannotBeDecodedIsRefused() {
        refused(
                "dot attention compares the decoder's 3 units with the encoder's 2",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent("simple", 2)
                        .decodeRows(3)
                        .recurrent("simple", 3)
                        .attention(Attention.DOT)
                        .dense(3)
                        .build());
        refused(
                "no recurrent layer",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent("simple", 2)
                        .decodeRows(3)
                        .dense(3)
                        .build());
        refused(
                "no layer before the decoder",
                () -> Network.builder()
                        .inputs(2)
                        .decodeRows(3)
                        .recurrent("simple", 3)
                        .build());
        refused(
                "attention(...) without an encoder",
                () -> Network.builder().inputs(2).attention(Attention.DOT));
        refused("step by step: use a Generator", () -> tokens(Attention.DOT).predict(Series.tokens(1)));
        refused("use stream(source)", () -> tokens(Attention.DOT).stream());
        refused("writes tokens", () -> tokens(Attention.DOT).generate(Series.tokens(1), 3));
        refused("at least 1", () -> rows(null, false).generate(Series.row(1, 2), 0));
        refused(
                "read what it has yet to write",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent("simple", 2)
                        .decodeRows(3)
                        .bidirectional("simple", 3));
        refused(
                "target of rows of width 3, expected tokens: layer 'decoder.embedding', example 0; a decoder reads its",
                () -> gradients(tokens(Attention.DOT), rowExamples()));
        refused(
                "output width 4, expected 3: layer 'out'; the decoder reads the 3 tokens that it writes: end it with dense(3,"
                        + " \"softmax\"), or begin it with decodeTokens(4)",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent("simple", 2)
                        .decodeTokens(3)
                        .recurrent("simple", 2)
                        .dense(4)
                        .build());
        refused(
                "output width 2, expected 3: layer 'decoder.simple-2'; the decoder reads the rows that it writes: end it with"
                        + " dense(3), or begin it with decodeRows(2)",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent("simple", 2)
                        .decodeRows(3)
                        .recurrent("simple", 2)
                        .build());
        refused(
                "truncation of an encoder-decoder",
                () -> tokens(Attention.DOT)
                        .gradients(tokenExamples(), SQUARES, Reduction.MEAN, Truncation.chunks(2), Map.of()));
    }

    @Test
    void aTargetThatTheDecoderCannotReadIsRefusedEvenIfItIsMasked() {
        Network n = tokens(Attention.DOT);
        Example masked = new Example(Series.tokens(1), Series.tokens(2, 77, 1));
        for (Example e : List.of(masked.withStepWeights(1, 0, 1), masked.weighted(0))) {
            refused(
                    "target 77, expected 0 to 5: layer 'decoder.embedding', step 1 of example 0; ",
                    () -> gradients(n, List.of(e)));
        }
        refused("target 77, expected 0 to 5", () -> n.attention(masked.input(), masked.target()));
        Example last = new Example(Series.tokens(1), Series.tokens(2, 77)).withStepWeights(1, 0);
        Example none = new Example(Series.tokens(1), Series.tokens(2, -1)).withStepWeights(1, 0);
        assertEquals(
                gradients(n, List.of(none)).loss(), gradients(n, List.of(last)).loss());
    }

    @Test
    void aSourceTooLongForAttentionIsRefused() {
        Network n = Network.builder()
                .tokens(2)
                .recurrent("simple", 1)
                .decodeTokens(2)
                .recurrent("simple", 1500)
                .attention(Attention.ADDITIVE)
                .dense(2)
                .build();
        Series source = Series.tokens(new int[1_500_000]);
        refused(
                "attention to 1500000 steps of a source, of 1500 numbers each, is more than one row can hold",
                () -> n.attention(source, Series.tokens(1, 0)));
    }

    private static void refused(String what, Runnable run) {
        BadInputException e = assertThrows(BadInputException.class, run::run);
        assertTrue(e.getMessage().contains(what), e.getMessage());
    }
}
