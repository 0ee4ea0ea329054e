package app;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which of the symbols 1 and 2 came first? Learned, saved, read again and asked. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        List<Example> examples = List.of(
                Example.of(Series.tokens(1, 2, 0), 0), Example.of(Series.tokens(2, 1, 0), 1),
                Example.of(Series.tokens(0, 1, 2), 0), Example.of(Series.tokens(0, 2, 1), 1),
                Example.of(Series.tokens(1, 0, 2), 0), Example.of(Series.tokens(2, 0, 1), 1));
        Network network = Network.builder().tokens(3).embedding(4)
                .recurrent("lstm", 8).lastStep().dense(2, "softmax").seed(1).build();
        Trainer.builder(network).loss("cross-entropy").optimizer("adam", Map.of("learning-rate", 0.02))
                .epochs(100).build().train(examples);
        Path file = Path.of(args[0]);
        network.save(file);
        double[] answer = Network.load(file).predict(Series.tokens(2, 0, 0, 1)).toArray();
        System.out.println(answer[1] > 0.9 ? "2 came first" : "it did not learn: " + answer[1]);
    }
}
