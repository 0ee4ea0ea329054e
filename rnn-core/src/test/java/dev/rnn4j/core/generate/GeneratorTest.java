package dev.rnn4j.core.generate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.network.Stream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class GeneratorTest {
    private static final Series PROMPT = Series.tokens(2, 0);

    private static NetworkBuilder layers(int tokens) {
        return Network.builder()
                .tokens(tokens)
                .embedding(6)
                .recurrent(new ElmanCell(8))
                .recurrent(new ElmanCell(5));
    }

    /** With weights large enough for some tokens to be much likelier than others. */
    private static Network network(int tokens, Activation output, Precision precision) {
        Network network = layers(tokens)
                .dense(tokens, output)
                .precision(precision)
                .seed(4)
                .build();
        Tensor w = network.parameter("out.weight");
        for (int i = 0; i < w.size(); i++) {
            w.setFlat(i, 4 * w.flat(i));
        }
        network.setParameter("out.weight", w);
        return network;
    }

    private static Network network() {
        return network(5, Value::softmax, Precision.FLOAT64);
    }

    @Test
    void withoutAnythingSaidItWritesTheLikeliestTokenAtEachStep() {
        Network network = network();
        Stream stream = network.stream();
        stream.step(2);
        int token = 0;
        double sum = 0;
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] p = stream.step(token);
            token = Sampling.likeliest(p);
            sum += Math.log(p[token]);
            expected.add(token);
        }
        Generated g = Generator.builder(network).maximumLength(12).build().generate(PROMPT);
        assertEquals(expected, g.tokens());
        assertEquals(sum, g.logProbability(), 1e-12);
        assertEquals(g.logProbability(), g.score());
        assertFalse(g.ended());
    }

    @Test
    void softmaxLogSoftmaxAndLogitsAloneAreTheSameToIt() {
        for (Precision precision : Precision.values()) {
            List<List<Generated>> all = new ArrayList<>();
            for (Activation output : List.<Activation>of(Value::softmax, Value::logSoftmax, z -> z)) {
                Network network = network(5, output, precision);
                List<Generated> some = new ArrayList<>(Generator.builder(network)
                        .beam(3)
                        .maximumLength(5)
                        .build()
                        .generate(PROMPT, 3));
                some.add(Generator.builder(network)
                        .temperature(0.9)
                        .maximumLength(30)
                        .build()
                        .generate(PROMPT));
                all.add(some);
            }
            assertEquals(all.get(0), all.get(1));
            assertEquals(all.get(0), all.get(2));
        }
    }

    @Test
    void aProbabilityThatUnderflowsStillHasItsLogarithm() {
        Network network = network(3, Value::softmax, Precision.FLOAT32);
        network.setParameter("out.weight", Tensor.zeros(3, 5));
        network.setParameter("out.bias", Tensor.of(new double[] {0, 1000, -500}, 3));
        assertEquals(0, network.predict(Series.tokens(1)).get(0, 2), "the softmax itself");
        Generator.Builder only =
                Generator.builder(network).constraint(Constraint.only(2)).maximumLength(2);
        assertEquals(-3000, only.build().generate(PROMPT).logProbability(), 1e-9);
        assertEquals(List.of(2, 2), only.temperature(1).build().generate(PROMPT).tokens());
    }

    /** All sequences of the length or with the end token, scored by predicting each as a whole. */
    private static List<Generated> exhaustive(Network network, int end, int length) {
        List<Generated> all = new ArrayList<>();
        List<List<Integer>> open = new ArrayList<>(List.of(List.of()));
        while (!open.isEmpty()) {
            List<Integer> h = open.remove(open.size() - 1);
            for (int token = 0; token < network.outputWidth(); token++) {
                List<Integer> longer = new ArrayList<>(h);
                longer.add(token);
                if (token != end && longer.size() < length) {
                    open.add(longer);
                    continue;
                }
                int[] whole = java.util.stream.Stream.concat(java.util.stream.Stream.of(2, 0), longer.stream())
                        .mapToInt(Integer::intValue)
                        .toArray();
                Tensor y = network.predict(Series.tokens(whole));
                double sum = 0;
                for (int t = 2; t < whole.length; t++) {
                    sum += Math.log(y.get(t - 1, whole[t]));
                }
                all.add(new Generated(token == end ? h : longer, token == end, sum, sum));
            }
        }
        all.sort(Comparator.comparingDouble(g -> -g.score()));
        return all;
    }

    @Test
    void theBeamsOfANetworkAreWhatPredictingEverySequenceAsAWholeRanksFirst() {
        Network network = network(4, Value::softmax, Precision.FLOAT64);
        List<Generated> expected = exhaustive(network, 3, 4);
        List<Generated> found = Generator.builder(network)
                .endToken(3)
                .beam(300)
                .maximumLength(4)
                .build()
                .generate(PROMPT, 300);
        assertEquals(expected.size(), found.size());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).tokens(), found.get(i).tokens(), "rank " + i);
            assertEquals(expected.get(i).logProbability(), found.get(i).logProbability(), 1e-12);
        }
    }

    @Test
    void fromAStateItGoesOnAsIfItHadReadWhatTheStreamRead() {
        Network network = network();
        Stream stream = network.stream();
        stream.step(2);
        Map<String, Tensor> states = stream.state().tensors();
        for (boolean beam : new boolean[] {false, true}) {
            Generator.Builder whole = Generator.builder(network).maximumLength(9);
            Generator.Builder rest = Generator.builder(network).maximumLength(9).states(states);
            assertEquals(
                    (beam ? whole.beam(3) : whole.temperature(2)).build().generate(PROMPT),
                    (beam ? rest.beam(3) : rest.temperature(2)).build().generate(Series.tokens(0)));
        }
        BadInputException e = assertThrows(
                BadInputException.class, () -> Generator.builder(network).states(Map.of("h_l7", Tensor.zeros(8))));
        assertEquals("there is no state 'h_l7'; the network has: h_l0, h_l1", e.getMessage());
    }

    @Test
    void theSameSeedWritesTheSameAndAnotherOneSomethingElse() {
        Generator.Builder b =
                Generator.builder(network()).temperature(1.5).maximumLength(40).seed(3);
        Generator three = b.build();
        Generator four = b.seed(4).build();
        assertEquals(three.generate(PROMPT), three.generate(PROMPT));
        assertNotEquals(three.generate(PROMPT), four.generate(PROMPT));
        List<Generated> several = three.generate(PROMPT, 5);
        assertEquals(three.generate(PROMPT), several.get(0));
        assertEquals(5, several.stream().distinct().count());
        assertArrayEquals(several.get(0).toArray(), three.stream(PROMPT).toArray());
    }

    @Test
    void theEndTokenEndsASequenceAndIsNotPartOfIt() {
        Network network = network();
        List<Integer> endless = Generator.builder(network)
                .maximumLength(12)
                .build()
                .generate(PROMPT)
                .tokens();
        int end = endless.get(4);
        Generated g = Generator.builder(network).endToken(end).build().generate(PROMPT);
        assertTrue(g.ended());
        assertEquals(endless.subList(0, endless.indexOf(end)), g.tokens());
    }

    @Test
    void tokensComeOneByOneAndTheModelReadsNoMoreThanIsAskedFor() {
        HistoryModel model = HistoryModel.random(7, -1, 2);
        Generator generator = Generator.builder(model)
                .temperature(1)
                .maximumLength(Integer.MAX_VALUE)
                .build();
        int[] three = generator.stream(Series.tokens()).limit(3).toArray();
        assertEquals(2, model.reads);
        PrimitiveIterator.OfInt tokens = generator.iterator(Series.tokens());
        assertArrayEquals(three, new int[] {tokens.nextInt(), tokens.nextInt(), tokens.nextInt()});

        PrimitiveIterator.OfInt over =
                Generator.builder(model).maximumLength(1).build().iterator(Series.tokens());
        over.nextInt();
        assertFalse(over.hasNext());
        assertThrows(NoSuchElementException.class, over::nextInt);
    }

    @Test
    void aConstraintSeesThePromptAndAllThatIsWritten() {
        List<List<Integer>> seen = new ArrayList<>();
        Generated g = Generator.builder(network())
                .maximumLength(3)
                .constraint(soFar -> {
                    seen.add(List.copyOf(soFar));
                    return next -> next == soFar.size();
                })
                .build()
                .generate(PROMPT);
        assertEquals(List.of(2, 3, 4), g.tokens());
        assertEquals(List.of(List.of(2, 0), List.of(2, 0, 2), List.of(2, 0, 2, 3)), seen);
    }

    @Test
    void constraintsPermitWhatTheyAreCalled() {
        Generator.Builder even = Generator.builder(HistoryModel.constant(-1, 0.25, 0.25, 0.25, 0.25));
        assertEquals(
                List.of(0, 0, 1, 0, 2, 0, 3, 0),
                even.constraint(Constraint.noRepeated(2))
                        .maximumLength(8)
                        .build()
                        .generate(Series.tokens())
                        .tokens());
        Generator.Builder once = Generator.builder(network());
        assertEquals(
                List.of(1, 3, 4),
                once.constraint(Constraint.noRepeated(1)).maximumLength(3).build().generate(PROMPT).tokens().stream()
                        .sorted()
                        .toList());
        Generator.Builder some = Generator.builder(HistoryModel.constant(-1, 0.4, 0.3, 0.2, 0.1));
        assertEquals(
                List.of(2, 2),
                some.constraint(Constraint.never(0, 3))
                        .constraint(Constraint.only(0, 2))
                        .maximumLength(2)
                        .build()
                        .generate(Series.tokens())
                        .tokens());
    }

    @Test
    void settingsThatCannotBeAreRefusedInOneLine() {
        Network network = network();
        message("beam(0): it has to keep at least 1", () -> builder(network).beam(0));
        for (double t : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            message("the temperature is " + t, () -> builder(network).temperature(t));
        }
        message("topK(0)", () -> builder(network).topK(0));
        for (double p : new double[] {0, -0.5, 1.0001, Double.NaN}) {
            message("nucleus(" + p + ")", () -> builder(network).nucleus(p));
        }
        message("lengthPenalty(-1.0)", () -> builder(network).lengthPenalty(-1));
        message("lengthPenalty(NaN)", () -> builder(network).lengthPenalty(Double.NaN));
        message("maximumLength(0)", () -> builder(network).maximumLength(0));
        message("the end token 5 is outside 0 to 4", () -> builder(network).endToken(5));
        message("the end token -1 is outside 0 to 4", () -> builder(network).endToken(-1));
        message("names token 7, outside 0 to 4", () -> builder(network).constraint(Constraint.never(7)));
        message("names -2: tokens begin at 0", () -> Constraint.only(1, -2));
        message("noRepeated(0)", () -> Constraint.noRepeated(0));
        message(
                "a beam search draws nothing",
                () -> builder(network).beam(2).topK(3).build());
        message("set beam as well", () -> builder(network).lengthPenalty(1).build());
    }

    @Test
    void whatCannotBeWrittenIsRefusedInOneLine() {
        Generator generator = builder(network()).build();
        message("the prompt is empty", () -> generator.generate(Series.tokens()));
        message("token 5 at step 1 of the prompt is outside 0 to 4", () -> generator.generate(Series.tokens(1, 5)));
        message("token -1 at step 0 of the prompt", () -> generator.iterator(Series.tokens(-1)));
        message("the prompt has rows of width 2", () -> generator.generate(Series.row(1, 2)));
        message("generate 0 sequences", () -> generator.generate(PROMPT, 0));
        message("all be the same; set a temperature", () -> generator.generate(PROMPT, 2));
        Generator beams = builder(network()).beam(2).build();
        message("with a beam of 2", () -> beams.generate(PROMPT, 3));
        message("beam search cannot give its tokens one by one", () -> beams.iterator(PROMPT));

        Constraint atMostThree = soFar -> next -> soFar.size() < 5;
        String said = "after 3 tokens the constraints forbid every token that could follow, the end token 4 too";
        for (Generator.Builder b : List.of(
                builder(network()),
                builder(network()).temperature(1),
                builder(network()).beam(3))) {
            Generator stuck = b.constraint(Constraint.never(4))
                    .constraint(atMostThree)
                    .endToken(4)
                    .build();
            message(said, () -> stuck.generate(PROMPT));
        }
    }

    @Test
    void networksThatCannotGenerateAreRefusedInOneLine() {
        message(
                "needs a network that reads tokens, but this one reads rows of width 3",
                () -> Generator.builder(Network.builder().inputs(3).dense(3).build()));
        message(
                "the network reads 5 tokens and has 4 outputs",
                () -> Generator.builder(layers(5).dense(4).build()));
        message(
                "this one is many-to-one",
                () -> Generator.builder(layers(5).lastStep().dense(5).build()));
        message(
                "reads only the first",
                () -> Generator.builder(
                        layers(5).dense(5).inputMode(InputMode.REPEAT).build()));
        message(
                "cannot run in reverse",
                () -> Generator.builder(Network.builder()
                        .tokens(5)
                        .bidirectional(new ElmanCell(2))
                        .dense(5)
                        .build()));
        message(
                "the network's output activation is no softmax",
                () -> Generator.builder(layers(5).dense(5, Value::sigmoid).build()));
        Network overflowing = network(5, z -> z, Precision.FLOAT32);
        overflowing.setParameter("out.bias", Tensor.of(new double[] {3e38, 0, 0, 0, 0}, 5));
        Tensor w = Tensor.zeros(5, 5);
        for (int i = 0; i < 5; i++) {
            w.set(3e38, 0, i);
            w.set(-3e38, 1, i);
        }
        overflowing.setParameter("out.weight", w);
        message(
                "the network's logits have the number",
                () -> builder(overflowing).build().generate(PROMPT));
    }

    private static Generator.Builder builder(Network network) {
        return Generator.builder(network);
    }

    private static void message(String part, Executable broken) {
        String said = assertThrows(BadInputException.class, broken).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
