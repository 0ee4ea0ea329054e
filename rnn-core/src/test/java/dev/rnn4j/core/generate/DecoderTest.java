package dev.rnn4j.core.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a decoder writes for a source. */
class DecoderTest {
    /** Of logits. */
    private static final Loss CROSS_ENTROPY =
            (z, target) -> z.logSoftmax().times(target).sum().unaryMinus();

    private final Network network = Network.builder()
            .tokens(4)
            .embedding(3)
            .recurrent("simple", 5)
            .decodeTokens(5)
            .embedding(3)
            .recurrent("simple", 5)
            .attention(Attention.ADDITIVE)
            .dense(5)
            .precision(Precision.FLOAT64)
            .seed(11)
            .build();
    private final Series source = Series.tokens(1, 3, 2);

    /** The log-probability of a sequence under teacher forcing. */
    private double logProbability(int... tokens) {
        Example e = new Example(source, Series.tokens(tokens));
        return -network.gradients(List.of(e), CROSS_ENTROPY, Reduction.SUM, Truncation.none(), Map.of())
                .loss();
    }

    @Test
    void aSequenceHasTheProbabilityThatItHasUnderTeacherForcing() {
        for (Generated g : Generator.builder(network)
                .temperature(1.5)
                .maximumLength(6)
                .seed(3)
                .build()
                .generate(source, 5)) {
            int[] tokens = g.tokens().stream().mapToInt(i -> i).toArray();
            assertEquals(logProbability(tokens), g.logProbability(), 1e-12);
        }
    }

    @Test
    void aBeamAsWideAsAllSequencesFindsTheLikeliest() {
        Generated found =
                Generator.builder(network).beam(125).maximumLength(3).build().generate(source);
        double best = Double.NEGATIVE_INFINITY;
        for (int a = 0; a < 5; a++) {
            for (int b = 0; b < 5; b++) {
                for (int c = 0; c < 5; c++) {
                    best = Math.max(best, logProbability(a, b, c));
                }
            }
        }
        assertEquals(best, found.logProbability(), 1e-12);
    }

    @Test
    void sourcesOfAnyLengthCanBeRead() {
        Generator g = Generator.builder(network).maximumLength(4).build();
        assertEquals(4, g.generate(Series.tokens()).tokens().size());
        assertEquals(
                4, g.generate(Series.tokens(0, 1, 2, 3, 0, 1, 2, 3)).tokens().size());
        assertThrows(BadInputException.class, () -> g.generate(Series.tokens(4)));
        assertThrows(BadInputException.class, () -> g.generate(Series.row(1, 2)));
    }

    @Test
    void attentionWeightsAddUpToOne() {
        Tensor weights = network.attention(source, Series.tokens(4, 0, 2, 2));
        assertEquals(List.of(4, 3), List.of(weights.size(0), weights.size(1)));
        for (int t = 0; t < 4; t++) {
            double sum = 0;
            for (int s = 0; s < 3; s++) {
                assertTrue(weights.get(t, s) > 0);
                sum += weights.get(t, s);
            }
            assertEquals(1, sum, 1e-12);
        }
    }
}
