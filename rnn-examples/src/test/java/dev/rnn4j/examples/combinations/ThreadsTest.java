package dev.rnn4j.examples.combinations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Training gives the same bits with any number of threads, where there is enough to do for all of them. */
class ThreadsTest {
    private static final int WIDTH = 20;
    private static final int CLASSES = 12;

    /** Networks that differ in what threads share. */
    enum Case {
        LSTM(false, b -> b.inputs(WIDTH).recurrent("lstm", 48).dense(CLASSES, "softmax")),
        TOKENS(
                true,
                b -> b.tokens(WIDTH)
                        .embedding(24)
                        .recurrent("gru", 40)
                        .dropout(0.3)
                        .recurrent("simple", 40)
                        .dense(CLASSES, "softmax")),
        TOKENS_WITHOUT_EMBEDDING(
                true, b -> b.tokens(WIDTH).recurrent("lstm-peephole", 48).dense(CLASSES, "softmax")),
        BOTH_DIRECTIONS(
                false,
                b -> b.inputs(WIDTH)
                        .recurrent("mgu", 24)
                        .learnInitialStates()
                        .bidirectional("gru", 32, Merge.SUM)
                        .layerNorm()
                        .dense(CLASSES, "softmax")),
        LAST_STEP(
                false,
                b -> b.inputs(WIDTH)
                        .recurrent("lstm-layer-norm", 40)
                        .maxPool()
                        .dense(64, "relu")
                        .dense(CLASSES, "softmax")),
        ATTENTION(
                true,
                b -> b.tokens(WIDTH)
                        .embedding(16)
                        .recurrent("gru", 32)
                        .decodeTokens(CLASSES)
                        .embedding(16)
                        .recurrent("gru", 32)
                        .attention(Attention.ADDITIVE)
                        .dense(CLASSES, "softmax"));

        private final boolean tokens;
        private final UnaryOperator<NetworkBuilder> layers;

        Case(boolean tokens, UnaryOperator<NetworkBuilder> layers) {
            this.tokens = tokens;
            this.layers = layers;
        }

        Network network(Precision precision) {
            return layers.apply(Network.builder()).precision(precision).seed(3).build();
        }

        /** Sequences of all lengths from none to thirty steps. */
        List<Example> examples() {
            Chance chance = new Chance(7);
            List<Example> all = new ArrayList<>();
            for (int b = 0; b < 50; b++) {
                int steps = this == LAST_STEP ? chance.within(1, 30) : chance.within(b == 9 ? 0 : 1, 30);
                int[] input = new int[steps];
                int[] target = new int[this == LAST_STEP ? 1 : steps];
                double[][] rows = new double[steps][];
                for (int t = 0; t < steps; t++) {
                    input[t] = chance.within(0, WIDTH - 1);
                    rows[t] = chance.row(WIDTH);
                }
                for (int t = 0; t < target.length; t++) {
                    target[t] = chance.within(0, CLASSES - 1);
                }
                Series x = tokens ? Series.tokens(input) : Series.rows(rows);
                all.add(new Example(x, Series.tokens(target)));
            }
            return all;
        }
    }

    private static Network trained(Case which, Precision precision, Truncation truncation, int threads) {
        Network network = which.network(precision);
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .batchSize(37)
                .epochs(2)
                .truncation(truncation)
                .threads(threads)
                .build()
                .train(which.examples());
        return network;
    }

    private static void sameWithAnyNumberOfThreads(Case which, Precision precision, Truncation truncation) {
        Network one = trained(which, precision, truncation, 1);
        for (int threads : new int[] {2, 3, 7}) {
            Network several = trained(which, precision, truncation, threads);
            for (String name : one.parameterNames()) {
                assertArrayEquals(
                        one.parameter(name).toArray(),
                        several.parameter(name).toArray(),
                        () -> name + " with " + threads + " threads");
            }
        }
        assertEquals(one.parameterCount(), which.network(precision).parameterCount());
    }

    @ParameterizedTest
    @EnumSource
    void trainingGivesTheSameBits(Case which) {
        sameWithAnyNumberOfThreads(which, Precision.FLOAT32, Truncation.none());
    }

    @ParameterizedTest
    @EnumSource(
            value = Case.class,
            names = {"LSTM", "TOKENS"})
    void truncatedTrainingGivesTheSameBitsIn64(Case which) {
        sameWithAnyNumberOfThreads(which, Precision.FLOAT64, Truncation.chunks(7));
    }
}
