package com.example;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

public class QuickStart {
    public static void main(String[] args) {
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
        Trainer trainer = Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", 0.02))
                .epochs(100)
                .metrics(Metric.accuracy())
                .build();
        trainer.train(examples);
        System.out.println("accuracy " + trainer.evaluate(examples).metrics().get("accuracy"));

        Series longer = Series.tokens(2, 0, 0, 1); // than any before
        System.out.printf("symbol 2 came first: %.2f%n", network.predict(longer).get(1));

        Path file = Path.of("target", "order.safetensors");
        network.save(file);
        System.out.printf(
                "when loaded again: %.2f%n", Network.load(file).predict(longer).get(1));
    }
}
