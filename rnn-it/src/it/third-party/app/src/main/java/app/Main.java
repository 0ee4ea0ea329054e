package app;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Which of the symbols 1 and 2 came first? Learned with somebody else's cell and optimizer, or read from a file. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        Path file = Path.of(args[1]);
        if (args[0].equals("learn")) {
            learn(file);
        }
        double[] answer = Network.load(file).predict(Series.tokens(2, 0, 0, 1)).toArray();
        System.out.println(answer[1] > 0.9 ? "2 came first" : "it did not learn: " + answer[1]);
    }

    private static void learn(Path file) {
        List<Example> examples = List.of(
                Example.of(Series.tokens(1, 2, 0), 0), Example.of(Series.tokens(2, 1, 0), 1),
                Example.of(Series.tokens(0, 1, 2), 0), Example.of(Series.tokens(0, 2, 1), 1),
                Example.of(Series.tokens(1, 0, 2), 0), Example.of(Series.tokens(2, 0, 1), 1));
        Network network = Network.builder().tokens(3).embedding(4)
                .recurrent("leaky", 8).lastStep().dense(2, "softmax").seed(1).build();
        Trainer.builder(network).loss("cross-entropy").optimizer("signum", Map.of("learning-rate", 0.01))
                .epochs(100).build().train(examples);
        network.save(file);
    }
}
