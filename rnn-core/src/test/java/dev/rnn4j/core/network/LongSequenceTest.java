package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sequences longer than what is computed at once. */
class LongSequenceTest {
    private static final Loss SQUARED = (y, t) -> y.minus(t).square().mean();

    private static NetworkBuilder tokens(Precision precision) {
        return Network.builder()
                .tokens(5)
                .recurrent(new ElmanCell(6))
                .recurrent(new ElmanCell(4))
                .precision(precision)
                .seed(2);
    }

    private static Series random(int steps, int seed) {
        return Series.tokens(new Random(seed).ints(steps, 0, 5).toArray());
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void every_output_has_the_bits_that_a_stream_gives(Precision precision) {
        Network network = tokens(precision).dense(3, Value::softmax).build();
        List<Series> inputs = List.of(random(0, 1), random(1000, 2), random(256, 3), random(257, 4), random(40, 5));
        List<Tensor> all = network.predict(inputs);
        for (int b = 0; b < inputs.size(); b++) {
            Series s = inputs.get(b);
            assertEquals(s.length(), all.get(b).size(0));
            Stream stream = network.stream();
            for (int t = 0; t < s.length(); t++) {
                double[] y = stream.step(s.token(t));
                for (int i = 0; i < y.length; i++) {
                    assertEquals(y[i], all.get(b).get(t, i), "row " + b + ", step " + t);
                }
            }
        }
    }

    @Test
    void a_many_to_one_network_answers_after_each_row_s_own_last_step() {
        Network one = tokens(Precision.FLOAT32).lastStep().dense(3).build();
        Network many = tokens(Precision.FLOAT32).dense(3).build();
        List<Series> inputs = List.of(random(256, 1), random(700, 2), random(0, 3), random(512, 4), random(30, 5));
        List<Tensor> answers = one.predict(inputs);
        for (int b = 0; b < inputs.size(); b++) {
            int n = inputs.get(b).length();
            Tensor steps = many.predict(inputs.get(b));
            for (int i = 0; i < 3 && n > 0; i++) {
                assertEquals(steps.get(n - 1, i), answers.get(b).get(i), "row " + b);
            }
        }
        assertEquals(one.predict(random(0, 3)), answers.get(2));
    }

    @ParameterizedTest
    @EnumSource(Reduction.class)
    void evaluation_in_segments_is_the_loss_of_the_whole(Reduction reduction) {
        Network network = tokens(Precision.FLOAT64).dense(5, Value::softmax).build();
        List<Example> examples = List.of(
                new Example(random(300, 1), random(300, 2)),
                new Example(random(900, 3), random(900, 4)),
                new Example(random(5, 5), random(5, 6)));
        Trainer trainer = Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(u -> u.next(u.weight()))
                .reduction(reduction)
                .metrics(Metric.perplexity())
                .build();
        double whole = network.gradients(examples, SQUARED, reduction, Truncation.none(), Map.of())
                .loss();
        assertEquals(whole, trainer.evaluate(examples).loss(), 1e-12 * Math.abs(whole));
        double mean = network.gradients(examples, SQUARED, Reduction.MEAN, Truncation.none(), Map.of())
                .loss();
        assertEquals(Math.exp(mean), trainer.evaluate(examples).metrics().get("perplexity"), 1e-12);
    }

    @Test
    void a_decoder_goes_on_with_what_its_encoder_read() {
        Network network = Network.builder()
                .tokens(5)
                .recurrent(new ElmanCell(4))
                .decodeTokens(5)
                .recurrent(new ElmanCell(4))
                .attention(Attention.DOT)
                .dense(5, Value::softmax)
                .precision(Precision.FLOAT64)
                .seed(1)
                .build();
        List<Example> examples =
                List.of(new Example(random(7, 1), random(600, 2)), new Example(random(9, 3), random(280, 4)));
        double whole = network.gradients(examples, SQUARED, Reduction.MEAN, Truncation.none(), Map.of())
                .loss();
        Trainer trainer = Trainer.builder(network)
                .loss(SQUARED)
                .optimizer(u -> u.next(u.weight()))
                .build();
        assertEquals(whole, trainer.evaluate(examples).loss(), 1e-13);
    }

    @Test
    void both_directions_see_a_long_sequence_whole() {
        Network network = Network.builder()
                .tokens(5)
                .bidirectional(new ElmanCell(3))
                .dense(2)
                .build();
        Series s = random(600, 1);
        Tensor whole = network.predict(s);
        int[] other = new int[600];
        for (int t = 0; t < 600; t++) {
            other[t] = t == 599 ? (s.token(t) + 1) % 5 : s.token(t);
        }
        Tensor changed = network.predict(Series.tokens(other));
        assertEquals(true, whole.get(598, 0) != changed.get(598, 0));
    }
}
