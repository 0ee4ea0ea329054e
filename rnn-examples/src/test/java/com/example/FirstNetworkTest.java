package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's examples, and what the README says they do. */
class FirstNetworkTest {
    @Test
    void theFirstNetworkLearnsWhichOfTwoSymbolsCameFirst(@TempDir Path folder) {
        // Sequences of three symbols; which of the symbols 1 and 2 came first?
        List<Example> examples = List.of(
                Example.of(Series.tokens(1, 2, 0), 0), Example.of(Series.tokens(2, 1, 0), 1),
                Example.of(Series.tokens(0, 1, 2), 0), Example.of(Series.tokens(0, 2, 1), 1),
                Example.of(Series.tokens(1, 0, 2), 0), Example.of(Series.tokens(2, 0, 1), 1));
        Network network = Network.builder()
                .tokens(3)
                .embedding(4)
                .recurrent("lstm", 8)
                .lastStep()
                .dense(2, "softmax")
                .seed(1)
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", 0.02))
                .epochs(100)
                .build()
                .train(examples);
        double[] answer = network.predict(Series.tokens(2, 0, 0, 1)).toArray(); // a longer one than any before

        assertTrue(answer[1] > 0.9, () -> "probability of 'symbol 2 first': " + answer[1]);
        Path file = folder.resolve("order.safetensors");
        network.save(file);
        assertArrayEquals(
                answer, Network.load(file).predict(Series.tokens(2, 0, 0, 1)).toArray());
    }

    @Test
    void ownPlugInsAreFoundByName() {
        List<Example> examples = List.of(Example.of(Series.tokens(1, 2), 0), Example.of(Series.tokens(2, 1), 1));
        Network network = Network.builder()
                .tokens(3)
                .recurrent("ugrnn", 8)
                .lastStep()
                .dense(2, "softmax")
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("lion(learning-rate=0.01)")
                .epochs(60)
                .build()
                .train(examples);

        assertEquals(0, network.predict(Series.tokens(1, 2)).get(1), 0.2);
        assertEquals(1, network.predict(Series.tokens(2, 1)).get(1), 0.2);
    }
}
