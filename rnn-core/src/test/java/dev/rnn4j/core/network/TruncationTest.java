package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Truncated gradients are sums of whole gradients of slices, each from the states that the sequence has there. */
class TruncationTest {
    private static final Loss SQUARED = (y, t) -> y.minus(t).square().mean();

    private static NetworkBuilder stacked() {
        return Network.builder()
                .inputs(3)
                .recurrent(new ElmanCell(4))
                .recurrent(new ElmanCell(5))
                .precision(Precision.FLOAT64)
                .seed(7);
    }

    private static Network manyToMany() {
        return stacked().dense(2, Value::sigmoid).build();
    }

    private static Series random(Random r, int steps, int width) {
        double[][] rows = new double[steps][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = r.nextGaussian();
            }
        }
        return Series.rows(rows);
    }

    private static Example slice(Example e, int from, int to) {
        return new Example(e.input().slice(from, to), e.target().slice(from, to));
    }

    private static Gradients summed(Network network, Example e, Map<String, Tensor> states) {
        return network.gradients(List.of(e), SQUARED, Reduction.SUM, Truncation.none(), states);
    }

    private static void add(Map<String, Tensor> to, Map<String, Tensor> more, double factor) {
        more.forEach((name, g) -> {
            Tensor sum = to.computeIfAbsent(name, n -> Tensor.zeros(g.shape()));
            for (int i = 0; i < g.size(); i++) {
                sum.setFlat(i, sum.flat(i) + factor * g.flat(i));
            }
        });
    }

    private static double largest(Map<String, Tensor> all) {
        return all.values().stream()
                .mapToDouble(
                        d -> Arrays.stream(d.toArray()).map(Math::abs).max().orElse(0))
                .max()
                .orElse(0);
    }

    private static void same(Map<String, Tensor> expected, Map<String, Tensor> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach(
                (name, g) -> assertArrayEquals(g.toArray(), actual.get(name).toArray(), 1e-13, name));
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,4", "2,2", "2,3", "3,5", "4,4", "4,11", "5,6", "11,11", "3,20"})
    void each_block_of_losses_goes_back_through_the_steps_that_end_with_it(int every, int back) {
        Network network = manyToMany();
        Random r = new Random(every * 100 + back);
        List<Example> batch = List.of(
                new Example(random(r, 4, 3), random(r, 4, 2)),
                new Example(random(r, 11, 3), random(r, 11, 2)),
                new Example(random(r, 0, 3), random(r, 0, 2)),
                new Example(random(r, 7, 3), random(r, 7, 2)));
        Map<String, Tensor> expected = new LinkedHashMap<>();
        double loss = 0;
        for (Example e : batch) {
            int steps = e.input().length();
            loss += summed(network, e, Map.of()).loss();
            for (int block = 0; block < steps; block += every) {
                int from = Math.max(0, block + every - back);
                int end = Math.min(steps, block + every);
                Map<String, Tensor> before =
                        summed(network, slice(e, 0, from), Map.of()).finalStates();
                add(expected, summed(network, slice(e, from, end), before).parameters(), 1);
                add(expected, summed(network, slice(e, from, block), before).parameters(), -1);
            }
        }
        Gradients cut = network.gradients(batch, SQUARED, Reduction.SUM, Truncation.window(every, back), Map.of());
        assertEquals(loss, cut.loss(), 1e-12);
        same(expected, cut.parameters());
        Gradients whole = network.gradients(batch, SQUARED, Reduction.SUM, Truncation.none(), Map.of());
        assertEquals(whole.outputs(), cut.outputs());
        assertEquals(whole.finalStates(), cut.finalStates());
        add(expected, whole.parameters(), -1);
        boolean differs = largest(expected) > 1e-6;
        boolean cut11 = 10 / every * every + every > back;
        assertEquals(cut11, differs);
    }

    @ParameterizedTest
    @CsvSource({"1,3", "2,2", "2,5", "4,6"})
    void the_only_loss_of_a_many_to_one_network_goes_back_to_where_its_block_does(int every, int back) {
        Network network = stacked().lastStep().dense(2).build();
        Network states = stacked().dense(2).build();
        Random r = new Random(every);
        List<Example> batch = List.of(
                new Example(random(r, 9, 3), random(r, 1, 2)),
                new Example(random(r, 0, 3), random(r, 1, 2)),
                new Example(random(r, 6, 3), random(r, 1, 2)));
        Map<String, Tensor> expected = new LinkedHashMap<>();
        for (Example e : batch) {
            int steps = e.input().length();
            int block = Math.max(0, steps - 1) / every * every;
            int from = Math.min(steps, Math.max(0, block + every - back));
            Example before = new Example(e.input().slice(0, from), Series.rows(new double[from][2]));
            Map<String, Tensor> start = summed(states, before, Map.of()).finalStates();
            Example rest = new Example(e.input().slice(from, steps), e.target());
            add(expected, summed(network, rest, start).parameters(), steps == 0 ? 0 : 1);
        }
        same(
                expected,
                network.gradients(batch, SQUARED, Reduction.SUM, Truncation.window(every, back), Map.of())
                        .parameters());
    }

    @Test
    void reductions_count_all_steps_of_the_batch_whatever_the_block() {
        Network network = manyToMany();
        Random r = new Random(5);
        Example longer = new Example(random(r, 8, 3), random(r, 8, 2));
        Example shorter = new Example(random(r, 3, 3), random(r, 3, 2));
        Truncation window = Truncation.window(2, 3);
        Map<String, Tensor> one = network.gradients(List.of(longer), SQUARED, Reduction.SUM, window, Map.of())
                .parameters();
        Map<String, Tensor> other = network.gradients(List.of(shorter), SQUARED, Reduction.SUM, window, Map.of())
                .parameters();
        Map<String, Tensor> mean = new LinkedHashMap<>();
        add(mean, one, 1.0 / 11);
        add(mean, other, 1.0 / 11);
        List<Example> both = List.of(shorter, longer);
        same(
                mean,
                network.gradients(both, SQUARED, Reduction.MEAN, window, Map.of())
                        .parameters());
        Map<String, Tensor> perSequence = new LinkedHashMap<>();
        add(perSequence, one, 1.0 / 16);
        add(perSequence, other, 1.0 / 6);
        same(
                perSequence,
                network.gradients(both, SQUARED, Reduction.MEAN_PER_SEQUENCE, window, Map.of())
                        .parameters());
    }

    @Test
    void chunks_are_windows_as_long_as_their_blocks() {
        assertEquals(Truncation.window(4, 4), Truncation.chunks(4));
        assertEquals(Truncation.window(1, 4), Truncation.window(4));
        assertEquals("chunks(4)", Truncation.chunks(4).toString());
        assertEquals("window(1, 4)", Truncation.window(4).toString());
        assertNotEquals(Truncation.none(), Truncation.chunks(1));
    }

    @Test
    void a_window_that_would_leave_losses_out_is_refused() {
        said(
                "window(4, 3): the losses of 4 steps would go back through the last 3 only, so 1 of them would be left out:"
                        + " take window(4, 4)",
                () -> Truncation.window(4, 3));
        said("truncation to 0 steps: it needs at least 1", () -> Truncation.chunks(0));
        said("truncation to 0 steps: it needs at least 1", () -> Truncation.window(0, 3));
        said("truncation to -2 steps: it needs at least 1", () -> Truncation.window(-2));
        said("truncation to 0 steps: it needs at least 1", () -> new Truncation(0, 3));
    }

    @Test
    void a_layer_in_reverse_is_refused() {
        Network network = Network.builder()
                .inputs(3)
                .bidirectional(new ElmanCell(2))
                .dense(2)
                .build();
        Example e = new Example(random(new Random(1), 4, 3), random(new Random(2), 4, 2));
        said(
                "truncation needs layers that run forwards in time: state 'h_l0_reverse' runs in reverse",
                () -> network.gradients(List.of(e), SQUARED, Reduction.SUM, Truncation.window(1, 2), Map.of()));
    }

    private static void said(String part, Runnable broken) {
        String message = assertThrows(BadInputException.class, broken::run).getMessage();
        assertTrue(message.contains(part), message);
        assertEquals(1, message.lines().count(), message);
    }
}
