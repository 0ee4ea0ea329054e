package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.generate.Constraint;
import dev.rnn4j.core.generate.Generated;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.State;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams and generators with the cells and activations of the other modules. */
class GenerationTest {
    private static final int END = 0;
    private static final int BEGIN = 1;

    /** Has learned to write 2 3 4 5 three times out of four, and else 5 4 3 2. */
    private static Network writer;

    @BeforeAll
    static void learn() {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int[] s = i < 3 ? new int[] {2, 3, 4, 5} : new int[] {5, 4, 3, 2};
            examples.add(new Example(
                    Series.tokens(BEGIN, s[0], s[1], s[2], s[3]), Series.tokens(s[0], s[1], s[2], s[3], END)));
        }
        writer = Network.builder()
                .tokens(6)
                .recurrent("lstm", 12)
                .dense(6, "softmax")
                .seed(1)
                .build();
        Trainer.builder(writer)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", 0.03))
                .epochs(200)
                .build()
                .train(examples);
    }

    @Test
    void aTrainedNetworkWritesWhatItHasLearnedAsOftenAsItCame() {
        Series begin = Series.tokens(BEGIN);
        List<Integer> up = List.of(2, 3, 4, 5);
        List<Integer> down = List.of(5, 4, 3, 2);
        Generator likeliest = Generator.builder(writer).endToken(END).build();
        assertEquals(up, likeliest.generate(begin).tokens());
        assertEquals(
                List.of(4, 3, 2), likeliest.generate(Series.tokens(BEGIN, 5)).tokens());

        List<Generated> best =
                Generator.builder(writer).endToken(END).beam(4).build().generate(begin, 2);
        assertEquals(up, best.get(0).tokens());
        assertEquals(down, best.get(1).tokens());
        assertEquals(Math.log(0.75), best.get(0).logProbability(), 0.05);
        assertEquals(Math.log(0.25), best.get(1).logProbability(), 0.05);
        assertEquals(
                down,
                Generator.builder(writer)
                        .endToken(END)
                        .constraint(soFar -> next -> next != 2 || soFar.size() > 1)
                        .constraint(Constraint.noRepeated(1))
                        .build()
                        .generate(begin)
                        .tokens());

        long ups = Generator.builder(writer).endToken(END).temperature(1).build().generate(begin, 400).stream()
                .filter(g -> g.tokens().equals(up))
                .count();
        assertTrue(ups > 260 && ups < 340, () -> ups + " of 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"simple", "lstm", "gru", "gru-reset-before", "lstm-layer-norm", "sru", "indrnn"})
    void aStreamOfEveryKindOfCellGoesOnFromASavedState(String cell, @TempDir Path folder) {
        Network network = Network.builder()
                .tokens(4)
                .embedding(3)
                .recurrent(cell, 5)
                .recurrent(cell, 6)
                .dense(4, "log-softmax")
                .seed(3)
                .build();
        Stream stream = network.stream();
        stream.step(1);
        stream.step(3);
        stream.state().save(folder.resolve("state.safetensors"));
        State kept = State.load(folder.resolve("state.safetensors"));
        assertEquals(network.states().keySet(), kept.names());
        Stream resumed = network.stream();
        resumed.state(kept);
        for (int token : new int[] {0, 2, 2, 1}) {
            assertArrayEquals(stream.step(token), resumed.step(token));
        }
    }
}
