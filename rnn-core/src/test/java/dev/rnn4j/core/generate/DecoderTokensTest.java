package dev.rnn4j.core.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderTokensTest {
    private static final int END = 3;

    private static NetworkBuilder decoder() {
        return Network.builder()
                .tokens(5)
                .embedding(3)
                .recurrent(new ElmanCell(4))
                .decodeTokens(4)
                .embedding(3)
                .recurrent(new ElmanCell(4));
    }

    private static Network network(Attention attention) {
        Network network = decoder()
                .attention(attention)
                .dense(4)
                .precision(Precision.FLOAT64)
                .seed(2)
                .build();
        for (String name : network.parameterNames()) {
            Tensor p = network.parameter(name);
            for (int i = 0; i < p.size(); i++) {
                p.setFlat(i, 2 * p.flat(i));
            }
            network.setParameter(name, p);
        }
        return network;
    }

    /** The log-probability of a whole target, all of it read by the decoder one step late. */
    private static double forced(Network network, Series source, int[] target) {
        Tensor z = network.gradients(
                        List.of(new Example(source, Series.tokens(target))),
                        (y, t) -> y.minus(t).square().mean(),
                        Reduction.MEAN,
                        Truncation.none(),
                        Map.of())
                .logits();
        double sum = 0;
        for (int t = 0; t < target.length; t++) {
            double[] step = new double[4];
            for (int i = 0; i < 4; i++) {
                step[i] = z.get(t, 0, i);
            }
            sum += LogProbabilities.of(step)[target[t]];
        }
        return sum;
    }

    @ParameterizedTest
    @EnumSource(Attention.class)
    void theBeamsOfADecoderHaveTheProbabilitiesThatTeacherForcingGivesThem(Attention attention) {
        Network network = network(attention);
        for (Series source : new Series[] {Series.tokens(4, 0, 2, 2, 1), Series.tokens(3)}) {
            List<Generated> found = Generator.builder(network)
                    .endToken(END)
                    .beam(300)
                    .maximumLength(4)
                    .build()
                    .generate(source, 300);
            // 1 + 3 + 9 + 27 that end, and 81 that are cut
            assertEquals(121, found.size());
            double all = 0;
            for (Generated g : found) {
                List<Integer> whole = new ArrayList<>(g.tokens());
                if (g.ended()) {
                    whole.add(END);
                }
                int[] target = whole.stream().mapToInt(Integer::intValue).toArray();
                assertEquals(forced(network, source, target), g.logProbability(), 1e-12, g::toString);
                all += Math.exp(g.logProbability());
            }
            assertEquals(1, all, 1e-12);

            List<Generated> narrow = Generator.builder(network)
                    .endToken(END)
                    .beam(3)
                    .maximumLength(4)
                    .build()
                    .generate(source, 3);
            assertTrue(found.containsAll(narrow), () -> narrow + " of " + found);
        }
    }

    @Test
    void whatADecoderCannotDoIsRefusedInOneLine() {
        message(
                "this one writes rows of width 2: build it with decodeTokens(n)",
                () -> Generator.builder(Network.builder()
                        .tokens(3)
                        .recurrent(new ElmanCell(2))
                        .decodeRows(2)
                        .recurrent(new ElmanCell(2))
                        .dense(2)
                        .build()));
        Generator generator = Generator.builder(network(Attention.DOT)).build();
        message(
                "input token 5, expected 0 to 4: layer 'embedding', step 1 of example 0",
                () -> generator.generate(Series.tokens(1, 5)));
        message(
                "the end token 4 is outside 0 to 3",
                () -> Generator.builder(network(Attention.DOT)).endToken(4));
    }

    private static void message(String part, Executable broken) {
        String said = assertThrows(BadInputException.class, broken).getMessage();
        assertTrue(said.contains(part), said);
        assertEquals(1, said.lines().count(), said);
    }
}
