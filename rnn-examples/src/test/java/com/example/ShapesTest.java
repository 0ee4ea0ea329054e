package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Settings;
import dev.rnn4j.cells.LstmCell;
import dev.rnn4j.cells.ZoneoutCell;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.Merge;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Decoder;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.generate.Generated;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The recipes of docs/modes.md for what goes into a network, its layers, and what comes out. */
class ShapesTest {
    private final double[][] measured = {{0.1, 0.9}, {0.2, 0.7}, {0.4, 0.3}, {0.3, 0.1}, {0.5, 0.2}, {0.1, 0.4}};

    @Test
    void oneOutputForASequence() {
        Network network = Network.builder()
                .inputs(2)
                .recurrent("gru", 8)
                .lastStep()
                .dense(1)
                .build(); // or meanPool(), maxPool()
        Trainer.builder(network)
                .loss("mse")
                .optimizer("adam")
                .epochs(5)
                .build()
                .train(List.of(new Example(Series.rows(measured), Series.row(0.5))));
        double answer = network.predict(Series.rows(measured)).get(0);

        assertTrue(Double.isFinite(answer));
        assertArrayEquals(new int[] {1}, network.predict(Series.rows(measured)).shape());
    }

    @Test
    void anOutputAtEveryStep() {
        Network network = Network.builder()
                .tokens(10)
                .embedding(6)
                .bidirectional("lstm", 8)
                .dense(3, "softmax")
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .epochs(5)
                .build()
                .train(List.of(new Example(Series.tokens(4, 7, 1, 9), Series.tokens(0, 2, 2, 1))));
        Tensor probabilities = network.predict(Series.tokens(4, 7)); // [2, 3]

        assertArrayEquals(new int[] {2, 3}, probabilities.shape());
        assertEquals(1, probabilities.get(1, 0) + probabilities.get(1, 1) + probabilities.get(1, 2), 1e-6);
    }

    @Test
    void aSequenceFromOneStep() {
        double[][] path = {{1, 0}, {0.5, 0.5}, {0, 1}, {0.5, 0.5}};

        Network network = Network.builder()
                .inputs(2)
                .inputMode(InputMode.FEEDBACK)
                .recurrent("lstm", 8)
                .dense(2)
                .build();
        Trainer.builder(network)
                .loss("mse")
                .optimizer("adam")
                .epochs(5)
                .build()
                .train(List.of(new Example(Series.row(1, 0), Series.rows(path))));
        Tensor next = network.generate(Series.row(1, 0), 9); // [9, 2]

        assertArrayEquals(new int[] {9, 2}, next.shape());
    }

    @Test
    void aTextIntoAnother() {
        Network network = Network.builder()
                .tokens(12)
                .embedding(8)
                .bidirectional("gru", 4)
                .decodeTokens(6)
                .embedding(4)
                .recurrent("gru", 8)
                .attention(Attention.DOT)
                .dense(6, "softmax")
                .build();
        Series source = Series.tokens(3, 11, 5);
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .epochs(5)
                .build()
                .train(List.of(new Example(source, Series.tokens(2, 4, 1, 0)))); // 0 ends a text
        Generated written = Generator.builder(network)
                .endToken(0)
                .maximumLength(20)
                .beam(4)
                .build()
                .generate(source);
        Tensor where = network.attention(source, Series.tokens(written.toArray())); // [written, source]

        assertArrayEquals(new int[] {written.tokens().size(), 3}, where.shape());
    }

    @Test
    void aForecast() {
        double[][] future = {{0.3}, {0.2}};

        Network network = Network.builder()
                .inputs(2)
                .recurrent("lstm", 8)
                .decodeRows(1)
                .recurrent("lstm", 8)
                .context()
                .dense(1)
                .build();
        Trainer.builder(network)
                .loss("mse")
                .optimizer("adam")
                .epochs(5)
                .build()
                .train(List.of(new Example(Series.rows(measured), Series.rows(future))));
        Tensor forecast = network.generate(Series.rows(measured), 24); // [24, 1]

        assertArrayEquals(new int[] {24, 1}, forecast.shape());
        assertNotEquals(forecast.get(0, 0), forecast.get(1, 0));
    }

    @Test
    void targetsThatAreNotAligned() {
        Network network = Network.builder()
                .inputs(2)
                .bidirectional("lstm", 8)
                .dense(4, "softmax")
                .build();
        List<Example> spoken = List.of(new Example(Series.rows(measured), Series.tokens(3, 1)));
        Trainer trainer = Trainer.builder(network)
                .loss("ctc")
                .optimizer("adam")
                .epochs(5)
                .metrics(Metric.tokenErrorRate(Decoder.ctcBestPath(0)))
                .build();
        trainer.train(spoken);
        double edits = trainer.evaluate(spoken).metrics().get("token error rate");
        int[] heard = Decoder.ctcBestPath(0).decode(network.predict(Series.rows(measured)));

        assertTrue(edits >= 0);
        for (int token : heard) {
            assertTrue(token > 0 && token < 4, () -> "heard " + token);
        }
    }

    @Test
    void severalLayersInBothDirections() {
        Network network = Network.builder()
                .inputs(2)
                .bidirectional("lstm", 8, Merge.SUM) // CONCAT unless said; MEAN, PRODUCT
                .layerNorm()
                .dropout(0.2)
                .recurrent("gru", 8)
                .maxPool()
                .dense(16, "relu")
                .dense(2, "softmax")
                .build();

        assertEquals(2, network.predict(Series.rows(measured)).size());
        assertArrayEquals(new int[] {24, 8}, network.parameter("weight_ih_l1").shape());
    }

    @Test
    void cellsByNameInWrappersAndOnesOwn() {
        Network network = Network.builder()
                .inputs(2)
                .recurrent("lstm", Map.of("units", 8, "forget-bias", 2))
                .recurrent("zoneout(cell=gru,rate=0.1)", 8)
                .recurrent(new ZoneoutCell(new LstmCell(8), 0.1))
                .recurrent(new UgrnnCell(Settings.none().with(UgrnnCell.UNITS, 8)))
                .build();

        assertTrue(network.summary().contains("ugrnn"), network::summary);
        assertEquals(8, network.outputWidth());
    }

    @Test
    void statesToStartFrom() {
        Network network = Network.builder()
                .inputs(2)
                .recurrent("gru", 3)
                .learnInitialStates()
                .lastStep()
                .dense(1)
                .build();
        Example from = new Example(Series.rows(measured), Series.row(0.5)).withState("h_l0", 1, 0, -1);
        Tensor answer = network.predict(Series.rows(measured), Map.of("h_l0", Tensor.of(new double[] {1, 0, -1}, 3)));

        assertTrue(network.parameterNames().contains("h_0_l0"));
        assertNotEquals(network.predict(Series.rows(measured)).get(0), answer.get(0));
        assertEquals(-1, from.states().get("h_l0").get(2));
    }
}
