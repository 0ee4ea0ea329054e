package dev.rnn4j.core.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrainerTest {
    private static final Loss SQUARED = (y, t) -> y.minus(t).square().mean();

    private static Optimizer descent(double rate) {
        return u -> u.next(u.weight().minus(u.gradient().times(u.rate(rate))));
    }

    /** Which of two tokens came first, with 1 to 6 tokens of noise behind. */
    private static List<Example> firstToken(int n, long seed) {
        Random r = new Random(seed);
        List<Example> all = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int[] tokens = new int[2 + r.nextInt(5)];
            tokens[0] = r.nextInt(2);
            for (int t = 1; t < tokens.length; t++) {
                tokens[t] = 2 + r.nextInt(2);
            }
            all.add(Example.of(Series.tokens(tokens), tokens[0]));
        }
        return all;
    }

    private static Network network(double dropout) {
        return Network.builder()
                .tokens(4)
                .recurrent(new ElmanCell(8))
                .dropout(dropout)
                .lastStep()
                .dense(2, Value::softmax)
                .seed(1)
                .build();
    }

    @Test
    void a_network_learns_what_came_first() {
        Network network = network(0);
        Trainer trainer = Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent(1))
                .epochs(40)
                .batchSize(8)
                .metrics(Metric.accuracy())
                .build();
        trainer.train(firstToken(100, 1));
        assertTrue(trainer.evaluate(firstToken(100, 2)).metrics().get("accuracy") > 0.97);
    }

    @Test
    void the_same_seed_gives_the_same_bits_with_shuffling_and_dropout() {
        assertEquals(trained(3), trained(3));
        assertTrue(!trained(3).equals(trained(4)));
    }

    private static Tensor trained(long seed) {
        Network network = network(0.3);
        Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent(0.5))
                .epochs(3)
                .batchSize(7)
                .seed(seed)
                .clipNorm(0.5)
                .build()
                .train(firstToken(30, 1));
        return network.parameter("weight_hh_l0");
    }

    @Test
    void one_step_of_descent_is_the_note_s_equation_17() {
        Network network = network(0);
        List<Example> batch = firstToken(5, 3);
        Tensor before = network.parameter("out.weight");
        Tensor gradient = network.gradients(batch, SQUARED, Reduction.MEAN, Truncation.none(), Map.of())
                .parameters()
                .get("out.weight");
        Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent(0.1))
                .epochs(1)
                .build()
                .train(batch);
        Tensor after = network.parameter("out.weight");
        for (int i = 0; i < before.size(); i++) {
            assertEquals(before.flat(i) - 0.1 * gradient.flat(i), after.flat(i), 1e-7);
        }
    }

    @Test
    void the_gradient_is_clipped_to_the_norm_and_reported_before() {
        Network network = network(0);
        List<Double> norms = new ArrayList<>();
        Map<String, Tensor> before = parameters(network);
        Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent(1))
                .epochs(1)
                .clipNorm(1e-3)
                .listener(new TrainingListener() {
                    @Override
                    public void batchEnd(BatchReport report) {
                        norms.add(report.gradientNorm());
                    }
                })
                .build()
                .train(firstToken(20, 4));
        double moved = 0;
        for (Map.Entry<String, Tensor> e : parameters(network).entrySet()) {
            for (int i = 0; i < e.getValue().size(); i++) {
                moved += Math.pow(e.getValue().flat(i) - before.get(e.getKey()).flat(i), 2);
            }
        }
        assertEquals(1e-3, Math.sqrt(moved), 1e-6);
        assertTrue(norms.get(0) > 1e-2);
    }

    private static Map<String, Tensor> parameters(Network network) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        network.parameterNames().forEach(n -> all.put(n, network.parameter(n)));
        return all;
    }

    @Test
    void early_stopping_keeps_the_parameters_of_the_best_epoch() {
        Network network = network(0);
        Trainer trainer = Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent(0.5))
                .schedule((step, epoch) -> epoch <= 3 ? 1 : -1) // uphill after the third epoch
                .epochs(20)
                .patience(2)
                .validation(firstToken(30, 5))
                .build();
        TrainingReport report = trainer.train(firstToken(30, 6));
        assertEquals(3, report.bestEpoch());
        assertEquals(5, report.epochs());
        assertTrue(report.stopped().contains("no better validation loss for 2 epochs"));
        assertEquals(
                report.history().get(2).validation().orElseThrow().loss(),
                trainer.evaluate(firstToken(30, 5)).loss());
    }

    @Test
    void a_stream_of_examples_trains_as_their_list_does() {
        List<Example> examples = firstToken(50, 1);
        for (boolean bucketed : new boolean[] {false, true}) {
            List<Tensor> weights = new ArrayList<>();
            for (Iterable<Example> given : List.<Iterable<Example>>of(examples, examples::iterator)) {
                Network network = network(0.3);
                Trainer.Builder builder = Trainer.builder(network)
                        .loss(SQUARED)
                        .optimizer(descent(0.5))
                        .epochs(3)
                        .batchSize(7)
                        .shuffle(false);
                Trainer trainer = (bucketed ? builder.bucketed() : builder).build();
                trainer.train(given);
                weights.add(network.parameter("weight_hh_l0"));
                assertEquals(trainer.evaluate(examples), trainer.evaluate(given));
            }
            assertEquals(weights.get(0), weights.get(1));
        }
    }

    @Test
    void chunks_of_a_stream_are_those_of_its_list() {
        List<Example> text = new ArrayList<>();
        for (Example e : firstToken(12, 7)) {
            text.add(Example.next(e.input()));
        }
        List<Tensor> weights = new ArrayList<>();
        for (Iterable<Example> given : List.<Iterable<Example>>of(text, text::iterator)) {
            Network network = Network.builder()
                    .tokens(4)
                    .recurrent(new ElmanCell(5))
                    .dense(4)
                    .build();
            Trainer trainer = Trainer.builder(network)
                    .loss(SQUARED)
                    .optimizer(descent(0.5))
                    .epochs(2)
                    .batchSize(3)
                    .shuffle(false)
                    .truncation(Truncation.chunks(2))
                    .updateEachChunk()
                    .build();
            trainer.train(given);
            weights.add(network.parameter("weight_hh_l0"));
            Example wrong = new Example(Series.tokens(1, 9, 1), Series.tokens(1, 1, 1));
            Iterable<Example> bad = given instanceof List ? List.of(wrong) : List.of(wrong)::iterator;
            said("input token 9, expected 0 to 3: layer 'simple-0', step 1 of example 0", () -> trainer.train(bad));
        }
        assertEquals(weights.get(0), weights.get(1));
    }

    @Test
    void of_a_stream_no_more_is_read_than_the_shuffling_needs() {
        int n = 5000;
        int[] read = {0};
        int[] most = {0};
        int[] steps = {0};
        List<Example> some = firstToken(n, 1);
        Iterable<Example> counted = () -> {
            Iterator<Example> from = some.iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return from.hasNext();
                }

                @Override
                public Example next() {
                    read[0]++;
                    return from.next();
                }
            };
        };
        Trainer.builder(network(0))
                .loss(SQUARED)
                .optimizer(descent(0.5))
                .epochs(1)
                .batchSize(10)
                .shuffleBuffer(200)
                .listener(new TrainingListener() {
                    @Override
                    public void batchEnd(BatchReport report) {
                        most[0] = Math.max(most[0], read[0] - 10 * steps[0]++);
                    }
                })
                .build()
                .train(counted);
        assertEquals(n, read[0]);
        assertEquals(n / 10, steps[0]);
        assertTrue(most[0] >= 200 && most[0] <= 210, "held " + most[0]);
    }

    @Test
    void a_network_learns_from_buckets_as_well() {
        Network network = network(0);
        Trainer trainer = Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(descent(1))
                .epochs(40)
                .batchSize(8)
                .bucketed()
                .metrics(Metric.accuracy())
                .build();
        trainer.train(firstToken(100, 1));
        assertTrue(trainer.evaluate(firstToken(100, 2)).metrics().get("accuracy") > 0.97);
    }

    @Test
    void a_listener_can_end_the_training() {
        TrainingReport report = Trainer.builder(network(0))
                .loss(SQUARED)
                .optimizer(descent(0.1))
                .epochs(9)
                .listener(new TrainingListener() {
                    @Override
                    public boolean epochEnd(EpochReport e) {
                        return e.epoch() < 2;
                    }
                })
                .build()
                .train(firstToken(5, 1));
        assertEquals(2, report.epochs());
    }

    @Test
    void evaluation_is_the_loss_of_one_batch_of_everything_whatever_the_batch_size() {
        for (Reduction reduction : Reduction.values()) {
            Network network = Network.builder()
                    .tokens(4)
                    .recurrent(new ElmanCell(3))
                    .dense(2)
                    .precision(Precision.FLOAT64)
                    .build();
            List<Example> data = new ArrayList<>();
            for (int n = 1; n < 8; n++) {
                int[] tokens = new int[n];
                Arrays.setAll(tokens, i -> i % 4);
                data.add(new Example(Series.tokens(tokens), Series.rows(new double[n][2])));
            }
            double whole = network.gradients(data, SQUARED, reduction, Truncation.none(), Map.of())
                    .loss();
            double parts = Trainer.builder(network)
                    .loss(SQUARED)
                    .optimizer(descent(1))
                    .batchSize(3)
                    .reduction(reduction)
                    .build()
                    .evaluate(data)
                    .loss();
            assertEquals(whole, parts, 1e-14, reduction.toString());
        }
    }

    @Test
    void a_loss_that_is_not_finite_stops_before_the_parameters_are_spoilt() {
        Network network = Network.builder().inputs(1).dense(1).build();
        Trainer trainer = Trainer.builder(network)
                .loss((y, t) -> y.minus(t).square())
                .optimizer(descent(1e30))
                .epochs(50)
                .build();
        List<Example> data = List.of(new Example(Series.row(1), Series.row(5)));
        String said =
                assertThrows(BadInputException.class, () -> trainer.train(data)).getMessage();
        assertTrue(said.contains("not finite at step") && said.contains("lower the learning rate"), said);
        assertTrue(Double.isFinite(network.parameter("out.weight").flat(0)));
    }

    @Test
    void what_is_missing_is_named() {
        Network network = network(0);
        said("no loss", () -> Trainer.builder(network).optimizer(descent(1)).build());
        said("no optimizer", () -> Trainer.builder(network).loss(SQUARED).build());
        said(
                "no examples to train on",
                () -> Trainer.builder(network)
                        .loss(SQUARED)
                        .optimizer(descent(1))
                        .build()
                        .train(List.of()));
        Iterator<Example> once = firstToken(3, 1).iterator();
        Trainer.Builder builder = Trainer.builder(network).loss(SQUARED).optimizer(descent(1));
        said(
                "no examples any more in epoch 2: each call of iterator() has to begin anew",
                () -> builder.build().train(() -> once));
        said("no examples to train on", () -> builder.build().train(() -> once));
        said("no examples to evaluate on", () -> builder.build().evaluate(() -> once));
        said("needs at least 1", () -> builder.shuffleBuffer(0));
        said(
                "patience(2) needs validation",
                () -> Trainer.builder(network)
                        .loss(SQUARED)
                        .optimizer(descent(1))
                        .patience(2)
                        .build());
        said("needs at least 1", () -> Trainer.builder(network).epochs(0));
    }

    private static void said(String part, Runnable broken) {
        String message = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(message.contains(part), message);
    }
}
