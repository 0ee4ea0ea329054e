package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.TextCodec;
import dev.rnn4j.core.data.Tokenizer;
import dev.rnn4j.core.generate.Constraint;
import dev.rnn4j.core.generate.Generated;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.State;
import dev.rnn4j.core.network.Stream;
import dev.rnn4j.core.network.Streams;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/modes.md for a network in use. */
class UsingModesTest {
    private final Network network = Network.builder()
            .tokens(10)
            .embedding(6)
            .recurrent("gru", 8)
            .dense(10, "softmax")
            .build();

    @TempDir
    private Path folder;

    @Test
    void stepByStep() {
        Path file = folder.resolve("state");

        Stream stream = network.stream();
        double[] after = stream.step(4); // a row of numbers goes in as step(0.5, 0.1)
        stream.state().save(file);
        Stream later = network.stream();
        later.state(State.load(file)); // goes on with the same bits

        Streams rows = network.streams(3);
        double[][] each = rows.step(4, 7, 1);
        rows.reset(1); // its sequence has ended; the others go on

        assertEquals(10, after.length);
        assertArrayEquals(stream.step(2), later.step(2));
        int[] tokens = {3, 8};
        double[] outputs = new double[10];
        for (int token : tokens) {
            stream.step(token, outputs);
        }
        later.step(3);
        assertArrayEquals(later.step(8), outputs);
        assertArrayEquals(each[0], network.predict(Series.tokens(4)).toArray());
        assertArrayEquals(after, rows.step(2, 4, 2)[1]);
    }

    @Test
    void writingTokens() {
        Stream stream = network.stream();
        stream.step(4);

        Series prompt = Series.tokens(4, 7);
        Generated likeliest =
                Generator.builder(network).endToken(0).maximumLength(50).build().generate(prompt);
        List<Generated> drawn = Generator.builder(network)
                .temperature(0.8)
                .topK(5)
                .nucleus(0.95)
                .constraint(Constraint.never(3))
                .seed(1)
                .maximumLength(50)
                .build()
                .generate(prompt, 10);
        List<Generated> best = Generator.builder(network)
                .beam(5)
                .lengthPenalty(0.6)
                .constraint(Constraint.noRepeated(3))
                .endToken(0)
                .maximumLength(50)
                .build()
                .generate(prompt, 5);
        Generated goesOn = Generator.builder(network)
                .states(stream.state().tensors())
                .maximumLength(50)
                .build()
                .generate(Series.tokens(1)); // reads 1 where the stream stands

        assertTrue(likeliest.tokens().size() <= 50);
        assertEquals(10, drawn.size());
        assertTrue(drawn.stream().noneMatch(g -> g.tokens().contains(3)));
        assertTrue(best.get(0).score() >= best.get(1).score());
        assertEquals(50, goesOn.tokens().size());
    }

    @Test
    void savingAndLoading() {
        Path file = folder.resolve("network");
        TextCodec codec = TextCodec.of(Tokenizer.characters(), List.of("abcdefghi"));

        network.save(file, Map.of("codec", codec.toLines()));
        Network again = Network.load(file);
        TextCodec its = TextCodec.fromLines(again.metadata().get("codec"));

        assertEquals(network.predict(codec.encode("abc")), again.predict(its.encode("abc")));
    }
}
