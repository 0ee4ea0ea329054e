package dev.rnn4j.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.unroll.OptimizerRun;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training with an update after each chunk and the states carried on. */
class ChunkedTrainingTest {
    private static final Loss SQUARED = (y, t) -> y.minus(t).square().mean();
    private static final Optimizer STILL =
            u -> u.next(u.weight().plus(u.gradient().times(0)));

    private static Optimizer momentum() {
        return u -> {
            Value m = u.slot("m").times(0.9).plus(u.gradient());
            u.next("m", m);
            u.next(u.weight().minus(m.times(u.rate(0.3))));
        };
    }

    private static Optimizer descent() {
        return u -> u.next(u.weight().minus(u.gradient().times(u.rate(0.3))));
    }

    private static NetworkBuilder stacked() {
        return Network.builder()
                .inputs(2)
                .recurrent(new ElmanCell(4))
                .recurrent(new ElmanCell(3))
                .precision(Precision.FLOAT64)
                .seed(3);
    }

    private static Network network() {
        return stacked().dense(2).build();
    }

    private static List<Example> examples(int... lengths) {
        Random r = new Random(9);
        List<Example> all = new ArrayList<>();
        for (int n : lengths) {
            all.add(new Example(random(r, n), random(r, n)));
        }
        return all;
    }

    private static Series random(Random r, int steps) {
        double[][] rows = new double[steps][2];
        for (double[] row : rows) {
            row[0] = r.nextGaussian();
            row[1] = r.nextGaussian();
        }
        return Series.rows(rows);
    }

    private static Trainer.Builder trainer(Network network, int chunk) {
        return Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent())
                .epochs(1)
                .shuffle(false)
                .truncation(Truncation.chunks(chunk))
                .updateEachChunk();
    }

    /** A row of the loop by hand. */
    private static final class Place {
        private Example example;
        private int at;
        private Map<String, Tensor> states = Map.of();

        boolean free() {
            return example == null || at >= example.input().length();
        }
    }

    /** The same training as a loop of gradients over slices, each row by itself in a place of its own. */
    private static List<Double> byHand(Network network, List<Example> examples, int rows, int chunk) {
        Map<String, OptimizerRun> optimizers = new LinkedHashMap<>();
        network.parameterNames()
                .forEach(n -> optimizers.put(n, OptimizerRun.of(momentum(), network.parameter(n), Precision.FLOAT64)));
        Deque<Example> queue = new ArrayDeque<>(examples);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            places.add(new Place());
        }
        List<Double> losses = new ArrayList<>();
        while (true) {
            double loss = 0;
            int steps = 0;
            Map<String, Tensor> sum = new LinkedHashMap<>();
            boolean any = false;
            for (Place p : places) {
                if (p.free()) {
                    p.example = queue.poll();
                    p.at = 0;
                    p.states = Map.of();
                }
                if (p.example == null) {
                    continue;
                }
                any = true;
                int end = Math.min(p.at + chunk, p.example.input().length());
                Example slice = new Example(
                        p.example.input().slice(p.at, end), p.example.target().slice(p.at, end));
                Gradients g = network.gradients(List.of(slice), SQUARED, Reduction.SUM, Truncation.none(), p.states);
                loss += g.loss();
                steps += end - p.at;
                g.parameters().forEach((name, d) -> {
                    Tensor to = sum.computeIfAbsent(name, n -> Tensor.zeros(d.shape()));
                    for (int i = 0; i < d.size(); i++) {
                        to.setFlat(i, to.flat(i) + d.flat(i));
                    }
                });
                p.states = g.finalStates();
                p.at = p.at + chunk;
            }
            if (!any) {
                return losses;
            }
            int counted = Math.max(1, steps); // an empty sequence by itself has none
            losses.add(loss / counted);
            for (Map.Entry<String, Tensor> e : sum.entrySet()) {
                for (int i = 0; i < e.getValue().size(); i++) {
                    e.getValue().setFlat(i, e.getValue().flat(i) / counted);
                }
                OptimizerRun o = optimizers.get(e.getKey());
                o.step(e.getValue(), 1);
                network.setParameter(e.getKey(), o.parameter());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 7, 20})
    void it_is_a_loop_over_slices_that_start_from_the_states_before(int rows) {
        List<Example> data = examples(11, 4, 7, 0, 9, 1, 5, 16, 8);
        Network hand = network();
        Network trained = network();
        List<Double> expected = byHand(hand, data, rows, 4);
        List<Double> losses = new ArrayList<>();
        TrainingReport report = trainer(trained, 4)
                .optimizer(momentum())
                .batchSize(rows)
                .listener(new TrainingListener() {
                    @Override
                    public void batchEnd(BatchReport r) {
                        losses.add(r.loss());
                        assertEquals(losses.size(), r.step());
                    }
                })
                .build()
                .train(data);
        assertEquals(expected.size(), losses.size());
        for (int i = 0; i < losses.size(); i++) {
            assertEquals(expected.get(i), losses.get(i), 1e-12, "update " + i);
        }
        for (String name : hand.parameterNames()) {
            assertArrayEquals(
                    hand.parameter(name).toArray(), trained.parameter(name).toArray(), 1e-12, name);
        }
        double mean = losses.stream().mapToDouble(x -> x).average().orElseThrow();
        assertEquals(mean, report.history().get(0).loss(), 1e-15);
    }

    @Test
    void a_row_that_takes_the_next_sequence_starts_it_from_fresh_states() {
        List<Example> both = examples(10, 6);
        Network together = network();
        trainer(together, 4).batchSize(1).build().train(both);
        Network apart = network();
        Trainer one = trainer(apart, 4).batchSize(1).build();
        one.train(both.subList(0, 1));
        one.train(both.subList(1, 2));
        assertEquals(parameters(apart), parameters(together));
    }

    @Test
    void the_states_matter_from_one_chunk_to_the_next() {
        List<Example> whole = examples(12);
        List<Example> cut = List.of(slice(whole.get(0), 0, 6), slice(whole.get(0), 6, 12));
        Network carried = network();
        trainer(carried, 6).batchSize(1).build().train(whole);
        Network fresh = network();
        trainer(fresh, 6).batchSize(1).build().train(cut);
        assertNotEquals(parameters(fresh), parameters(carried));
    }

    private static Example slice(Example e, int from, int to) {
        return new Example(e.input().slice(from, to), e.target().slice(from, to));
    }

    private static Map<String, Tensor> parameters(Network network) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        network.parameterNames().forEach(n -> all.put(n, network.parameter(n)));
        return all;
    }

    /** The losses of an epoch, added up, while nothing is learned. */
    private static double sum(Network network, List<Example> data, int chunk, int rows) {
        double[] sum = new double[1];
        trainer(network, chunk)
                .optimizer(STILL)
                .reduction(Reduction.SUM)
                .batchSize(rows)
                .listener(new TrainingListener() {
                    @Override
                    public void batchEnd(BatchReport r) {
                        sum[0] += r.loss();
                    }
                })
                .build()
                .train(data);
        return sum[0];
    }

    @Test
    void every_step_of_every_sequence_is_trained_on_once() {
        List<Example> data = examples(11, 4, 7, 0, 9, 1, 5);
        double whole = network()
                .gradients(data, SQUARED, Reduction.SUM, Truncation.none(), Map.of())
                .loss();
        for (int chunk : new int[] {1, 3, 4, 11}) {
            for (int rows : new int[] {1, 2, 7}) {
                assertEquals(whole, sum(network(), data, chunk, rows), 1e-12, chunk + " steps, " + rows + " rows");
            }
        }
    }

    @Test
    void a_text_in_streams_is_trained_on_token_by_token() {
        Network network = Network.builder()
                .tokens(5)
                .recurrent(new ElmanCell(4))
                .dense(5, Value::softmax)
                .precision(Precision.FLOAT64)
                .build();
        List<Example> rows =
                Example.streams(Series.tokens(new Random(2).ints(30, 0, 5).toArray()), 3);
        double whole = network.gradients(rows, SQUARED, Reduction.SUM, Truncation.none(), Map.of())
                .loss();
        assertEquals(whole, sum(network, rows, 4, 3), 1e-12);
        said(
                "target 5, expected 0 to 4: layer 'out', step 2 of example 0; ",
                () -> trainer(network, 2)
                        .build()
                        .train(List.of(new Example(Series.tokens(1, 2, 3), Series.tokens(1, 2, 5)))));
    }

    @ParameterizedTest
    @EnumSource(
            value = InputMode.class,
            names = {"FIRST_ONLY", "REPEAT", "FEEDBACK"})
    void a_one_to_many_network_goes_on_writing_where_it_was(InputMode mode) {
        Network network = stacked().inputMode(mode).dense(2, Value::tanh).build();
        Random r = new Random(1);
        List<Example> data = List.of(
                new Example(random(r, 1), random(r, 9)),
                new Example(random(r, 1), random(r, 5)),
                new Example(random(r, 1), random(r, 2)));
        double whole = network.gradients(data, SQUARED, Reduction.SUM, Truncation.none(), Map.of())
                .loss();
        assertEquals(whole, sum(network, data, 2, 2), 1e-12);
    }

    @Test
    void masks_do_not_depend_on_where_a_sequence_is_cut() {
        Cell masked = t -> {
            Value x = t.input().times(t.mask("kept", 2, 0.5, Step.Per.SEQUENCE));
            t.emit(t.next("h", t.state("h", 2).times(0.5).plus(x)));
        };
        NetworkBuilder builder = Network.builder()
                .inputs(2)
                .recurrent(masked)
                .dropout(0.5)
                .dense(2)
                .precision(Precision.FLOAT64);
        List<Example> data = examples(12, 7, 12);
        double whole = sum(builder.build(), data, 12, 3);
        assertEquals(whole, sum(builder.build(), data, 5, 3), 1e-12);
        assertEquals(whole, sum(builder.build(), data, 1, 3), 1e-12);
        double kept = builder.build()
                .gradients(data, SQUARED, Reduction.SUM, Truncation.none(), Map.of())
                .loss();
        assertNotEquals(kept, whole, 1e-3);
    }

    @Test
    void the_same_seed_gives_the_same_bits() {
        List<Map<String, Tensor>> runs = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            Network network = stacked().dropout(0.2).dense(2).build();
            trainer(network, 3)
                    .shuffle(true)
                    .seed(seed)
                    .batchSize(2)
                    .epochs(3)
                    .build()
                    .train(examples(7, 3, 9, 4));
            runs.add(parameters(network));
        }
        assertEquals(runs.get(0), runs.get(1));
        assertNotEquals(runs.get(0), runs.get(2));
    }

    @Test
    void what_cannot_be_trained_so_is_refused() {
        said(
                "updateEachChunk() needs truncation(Truncation.chunks(k)), not none",
                () -> trainer(network(), 1).truncation(Truncation.none()).build());
        said(
                "updateEachChunk() needs truncation(Truncation.chunks(k)), not window(2, 3)",
                () -> trainer(network(), 1).truncation(Truncation.window(2, 3)).build());
        said(
                "needs a loss at every step, but the network has one output for a sequence",
                () -> trainer(stacked().lastStep().dense(2).build(), 1).build());
        said(
                "carries states forwards in time: state 'h_l0_reverse' runs in reverse",
                () -> trainer(
                                Network.builder()
                                        .inputs(2)
                                        .bidirectional(new ElmanCell(2))
                                        .dense(2)
                                        .build(),
                                1)
                        .build());
        said(
                "updateEachChunk() of an encoder-decoder",
                () -> trainer(
                                Network.builder()
                                        .inputs(2)
                                        .recurrent(new ElmanCell(2))
                                        .decodeRows(2)
                                        .recurrent(new ElmanCell(2))
                                        .dense(2)
                                        .build(),
                                1)
                        .build());
        said(
                "target length 2, expected 3: layer 'out', example 1; ",
                () -> trainer(network(), 2)
                        .build()
                        .train(List.of(
                                examples(3).get(0),
                                new Example(
                                        examples(3).get(0).input(),
                                        examples(2).get(0).target()))));
    }

    @Test
    void truncation_beyond_the_longest_example_is_refused() {
        said(
                "truncation chunks(8) is longer than the longest of the examples, which has 7 steps: nothing would be"
                        + " truncated; take at most 7 steps, or leave truncation(...) out",
                () -> trainer(network(), 8).build().train(examples(5, 7)));
        said(
                "truncation window(2, 9) is longer than the longest",
                () -> Trainer.builder(network())
                        .loss(SQUARED)
                        .optimizer(STILL)
                        .truncation(Truncation.window(2, 9))
                        .build()
                        .train(examples(5, 7)));
        trainer(network(), 7).build().train(examples(5, 7));
    }

    private static void said(String part, Runnable broken) {
        String message = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }
}
