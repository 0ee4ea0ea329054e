package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Split;
import dev.rnn4j.core.data.Splits;
import dev.rnn4j.core.data.TextCodec;
import dev.rnn4j.core.data.TextFile;
import dev.rnn4j.core.data.Tokenizer;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingReport;
import dev.rnn4j.losses.CrossEntropyLoss;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipes of docs/modes.md for training. */
class TrainingModesTest {
    private final Network network = Network.builder()
            .tokens(10)
            .embedding(6)
            .recurrent("gru", 8)
            .dense(3, "softmax")
            .build();
    private final List<Example> examples = new ArrayList<>();

    TrainingModesTest() {
        for (int i = 0; i < 10; i++) {
            examples.add(new Example(Series.tokens(i, 1, 5, 9 - i, 3), Series.tokens(i % 3, 1, 2, 0, 1)));
        }
    }

    private boolean changedFrom(Tensor before) {
        return !network.parameter("weight_hh_l0").equals(before);
    }

    @Test
    void targetsThatCountMoreOrLess() {
        Tensor before = network.parameter("weight_hh_l0");

        Example example = new Example(Series.tokens(4, 7, 1), Series.tokens(0, 2, 1));
        Example twice = example.weighted(2);
        Example masked = example.withStepWeights(1, 0.5, 0); // the last step has no loss
        Trainer.builder(network)
                .loss("cross-entropy", Map.of("class-weights", List.of(1, 1, 5)))
                .optimizer("adam")
                .build()
                .train(List.of(twice, masked));

        assertTrue(changedFrom(before));
        assertEquals(List.of(1.0, 0.5, 0.0), masked.stepWeights());
    }

    @Test
    void backpropagationThatIsTruncated() {
        Tensor before = network.parameter("weight_hh_l0");
        examples.replaceAll(e -> new Example(Series.tokens(new int[30]), Series.tokens(new int[30])));

        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .clipNorm(1)
                .truncation(Truncation.window(5, 20))
                .build()
                .train(examples);

        assertTrue(changedFrom(before));
    }

    @Test
    void statesCarriedThroughALongText() {
        int[] text = new int[1000];
        for (int i = 0; i < text.length; i++) {
            text[i] = i % 3;
        }
        Tensor before = network.parameter("weight_hh_l0");

        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .batchSize(4)
                .truncation(Truncation.chunks(20))
                .updateEachChunk()
                .build()
                .train(Example.streams(Series.tokens(text), 4));

        assertTrue(changedFrom(before));
    }

    @Test
    void stoppingEarly() {
        Split<Example> split = Splits.holdOut(examples, 0.2, 1);
        TrainingReport report = Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .epochs(20)
                .schedule(Schedule.exponential(0.95))
                .validation(split.test())
                .patience(3)
                .metrics(Metric.accuracy(), Metric.f1())
                .build()
                .train(split.train());
        double f1 = report.history()
                .get(report.bestEpoch() - 1)
                .validation()
                .orElseThrow()
                .metrics()
                .get("f1");

        assertTrue(f1 >= 0 && f1 <= 1, () -> "f1 " + f1);
    }

    @Test
    void foldsOfExamples() {
        double sum = 0;
        for (Split<Example> fold : Splits.kFold(examples, 5, 1)) {
            Network network = Network.builder()
                    .tokens(10)
                    .recurrent("gru", 8)
                    .dense(3, "softmax")
                    .build();
            Trainer trainer = Trainer.builder(network)
                    .loss("cross-entropy")
                    .optimizer("adam")
                    .epochs(2)
                    .build();
            trainer.train(fold.train());
            sum += trainer.evaluate(fold.test()).loss();
        }

        assertTrue(sum / 5 > 0 && sum / 5 < 3);
    }

    @Test
    void linesOfAFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("labelled.tsv");
        Files.writeString(path, "1\tIt was good\n0\tIt was bad\n".repeat(20));

        TextFile file = TextFile.of(path); // a label, a tab and a text in each line
        TextCodec codec = TextCodec.of(Tokenizer.words().lowerCase(), file.lines());
        Network network = Network.builder()
                .tokens(codec.size())
                .embedding(8)
                .recurrent("gru", 8)
                .lastStep()
                .dense(2, "softmax")
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .shuffleBuffer(10_000)
                .bucketed()
                .build()
                .train(file.examples(line -> Example.of(codec.encode(line.substring(2)), line.charAt(0) - '0')));

        assertEquals(7, codec.size());
        assertEquals(2, network.predict(codec.encode("good")).size());
    }

    @Test
    void gradientsThemselves() {
        Gradients g = network.gradients(examples, new CrossEntropyLoss(), Reduction.MEAN, Truncation.none(), Map.of());
        Tensor byWeights = g.parameters().get("weight_hh_l0");

        assertArrayEquals(network.parameter("weight_hh_l0").shape(), byWeights.shape());
        assertTrue(g.loss() > 0);
    }
}
