package dev.rnn4j.examples.errors;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Splits;
import dev.rnn4j.core.data.TextCodec;
import dev.rnn4j.core.data.TextFile;
import dev.rnn4j.core.data.Tokenizer;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.network.Network;
import java.nio.file.Path;
import java.util.List;

/** Data that is wrong by itself, or does not fit a network. */
final class DataMistakes {
    private DataMistakes() {}

    /** Rows of 32 numbers to 2 numbers at each step. */
    private static Network rows() {
        return Network.builder().inputs(32).recurrent("gru", 8).dense(2).build();
    }

    /** Tokens 0 to 29 to one of 5 classes. */
    private static Network classes() {
        return Network.builder()
                .tokens(30)
                .embedding(4)
                .recurrent("gru", 8)
                .lastStep()
                .dense(5, "softmax")
                .build();
    }

    private static void train(Network network, String loss, Example... examples) {
        TrainingMistakes.trainer(network).loss(loss).build().train(List.of(examples));
    }

    static void addTo(Mistakes m) {
        Series three = Series.rows(new double[3][32]);
        m.add("inputs(32), and rows of 5 numbers", () -> rows().predict(Series.row(1, 2, 3, 4, 5)));
        m.add("inputs(32), and tokens", () -> rows().predict(Series.tokens(1, 2)));
        m.add("tokens(30), and rows", () -> classes().predict(Series.row(1, 2, 3)));
        m.add(
                "tokens(30), and a text of a vocabulary of 48 words",
                () -> classes().predict(Series.tokens(4, 47)));
        m.add("a row of 2 numbers among rows of 3", () -> Series.rows(new double[][] {{1, 2, 3}, {1, 2}}));
        m.add("a number that is missing", () -> Series.rows(new double[][] {{1, 2}, {3, Double.NaN}}));
        m.add(
                "one target for three steps, without lastStep()",
                () -> train(rows(), "mse", new Example(three, Series.row(1, 0))));
        m.add(
                "three targets, with lastStep()",
                () -> train(classes(), "cross-entropy", new Example(Series.tokens(1, 2, 3), Series.tokens(0, 0, 1))));
        m.add(
                "targets of 3 numbers for 2 outputs",
                () -> train(rows(), "mse", new Example(three, Series.rows(new double[3][3]))));
        m.add("class 5 of 5", () -> train(classes(), "cross-entropy", Example.of(Series.tokens(1, 2), 5)));
        m.add("class -1", () -> train(classes(), "cross-entropy", Example.of(Series.tokens(1, 2), -1)));
        m.add("a weight of -1", () -> Example.of(Series.tokens(1), 0).weighted(-1));
        m.add(
                "two step weights for three targets",
                () -> new Example(three, Series.rows(new double[3][2])).withStepWeights(1, 0));
        m.add("Example.next(series), of one step", () -> Example.next(Series.tokens(1)));
        m.add("Splits.holdOut(list, 0.2, seed), of two examples", () -> Splits.holdOut(List.of("a", "b"), 0.2, 1));
        m.add(
                "a word that the vocabulary does not have",
                () -> Vocabulary.builder()
                        .withoutUnknown()
                        .build(List.of(List.of("good", "bad")))
                        .index("fine"));
        m.add(
                "a token that the vocabulary does not have",
                () -> TextCodec.of(Tokenizer.words(), Vocabulary.of(List.of(List.of("good", "bad")), 1))
                        .decode(new int[] {1, 7}));
        m.add("a vocabulary of texts without words", () -> Vocabulary.of(List.of(List.of()), 1));
        m.add("TextFile.of(Path.of(\"book.txt\")), which is not there", () -> TextFile.of(Path.of("book.txt")));
    }
}
