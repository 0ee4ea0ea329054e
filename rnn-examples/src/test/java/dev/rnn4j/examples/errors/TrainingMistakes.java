package dev.rnn4j.examples.errors;

import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.util.List;
import java.util.Map;

/** What a trainer cannot do. */
final class TrainingMistakes {
    private static final List<Example> THREE_STEPS =
            List.of(new Example(Series.rows(new double[3][2]), Series.rows(new double[3][2])));

    private TrainingMistakes() {}

    static Trainer.Builder trainer(Network network) {
        return Trainer.builder(network).optimizer("sgd").epochs(1);
    }

    private static Network rows() {
        return Network.builder().inputs(2).recurrent("gru", 4).dense(2).build();
    }

    static void addTo(Mistakes m) {
        m.add("epochs(0)", () -> trainer(rows()).epochs(0));
        m.add("batchSize(0)", () -> trainer(rows()).batchSize(0));
        m.add("clipNorm(0)", () -> trainer(rows()).clipNorm(0));
        m.add("threads(0)", () -> trainer(rows()).threads(0));
        m.add("no loss(...)", () -> trainer(rows()).build());
        m.add("no optimizer(...)", () -> Trainer.builder(rows()).loss("mse").build());
        m.add(
                "patience(3), without validation(...)",
                () -> trainer(rows()).loss("mse").patience(3).build());
        m.add(
                "dense(2, \"relu\"), with loss(\"cross-entropy\")",
                () -> trainer(Network.builder().inputs(2).dense(2, "relu").build())
                        .loss("cross-entropy")
                        .build());
        m.add(
                "metrics(Metric.accuracy()), with loss(\"ctc\")",
                () -> trainer(rows()).loss("ctc").metrics(Metric.accuracy()).build());
        m.add("train(List.of())", () -> trainer(rows()).loss("mse").build().train(List.of()));
        m.add(
                "a learning rate of 1e30",
                () -> Trainer.builder(rows())
                        .loss("mse")
                        .optimizer("sgd", Map.of("learning-rate", 1e30))
                        .seed(1)
                        .build()
                        .train(List.of(new Example(
                                Series.rows(new double[][] {{1, 2}, {3, 4}}),
                                Series.rows(new double[][] {{1, 2}, {3, 4}})))));
        m.add(
                "truncation(Truncation.chunks(50)), and examples of 3 steps",
                () -> trainer(rows())
                        .loss("mse")
                        .truncation(Truncation.chunks(50))
                        .build()
                        .train(THREE_STEPS));
        m.add(
                "truncation(Truncation.chunks(2)), with bidirectional(...)",
                () -> trainer(Network.builder()
                                .inputs(2)
                                .bidirectional("gru", 4)
                                .dense(2)
                                .build())
                        .loss("mse")
                        .truncation(Truncation.chunks(2))
                        .build()
                        .train(THREE_STEPS));
        m.add(
                "updateEachChunk(), without truncation(...)",
                () -> trainer(rows()).loss("mse").updateEachChunk().build());
    }
}
