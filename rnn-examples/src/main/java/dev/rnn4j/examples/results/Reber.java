package dev.rnn4j.examples.results;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The embedded Reber grammar (Hochreiter and Schmidhuber 1997, experiment 1): which symbols may come next? The last but one
 * is the second again, across all that lies between.
 */
final class Reber implements Experiment {
    /** A symbol is predicted if its probability is above this, half of the least that a legal one has. */
    private static final double PREDICTED = 0.25;

    private static final int TEST = 256;
    private static final int UNITS = 16;
    private static final FreshTraining TRAINING = new FreshTraining("cross-entropy", 2000, 16, 0.01);

    @Override
    public String name() {
        return "reber";
    }

    @Override
    public String title() {
        return "Embedded Reber grammar";
    }

    @Override
    public String about() {
        return String.format(
                Locale.ROOT,
                "Strings such as BTBPVVETE: B, then T or P, a string of the Reber grammar, the same T or P again, E"
                        + " (Hochreiter and Schmidhuber 1997, experiment 1). Which symbols may come next? One layer of %d"
                        + " units, a dense layer and softmax at every step, trained to predict the next symbol. %s A string"
                        + " is right if at each of its steps the symbols with a probability above %s are exactly the legal"
                        + " ones, the T or P of its second symbol before the last E among them. Measured: the part of"
                        + " strings that are right, among %d different ones that were not trained on; these are longer than"
                        + " most, 23 symbols on average.",
                UNITS,
                TRAINING.about(),
                PREDICTED,
                TEST);
    }

    @Override
    public List<String> cells() {
        return List.of("lstm", "gru", "simple");
    }

    @Override
    public String known(String cell) {
        return switch (cell) {
            case "lstm" ->
                "learns it: 97 to 100 % of the trials in Hochreiter and Schmidhuber 1997, after 8,440 to 39,740 strings";
            case "simple" -> "did not learn it from 200,000 strings there (Elman net, without today's optimizers)";
            default -> "learns it, as the LSTM";
        };
    }

    @Override
    public double measure(Run run) {
        SplittableRandom random = new SplittableRandom(run.seed());
        Set<String> seen = new HashSet<>();
        Supplier<Example> draw = () -> {
            ReberString string = ReberString.draw(random);
            seen.add(string.text());
            return string.example();
        };
        Network network = Network.builder()
                .tokens(ReberString.SYMBOLS.length())
                .recurrent(run.cell(), UNITS)
                .dense(ReberString.SYMBOLS.length(), "softmax")
                .seed(run.seed())
                .precision(run.precision())
                .build();
        FreshTraining training = run.quick() ? TRAINING.quick() : TRAINING;
        training.train(network, run, draw);
        // Held back from training beforehand, they would be missing there: it would learn that they are illegal.
        List<ReberString> test = Stream.generate(() -> ReberString.draw(random))
                .filter(string -> seen.add(string.text()))
                .limit(TEST)
                .toList();
        List<Tensor> outputs = network.predict(
                test.stream().map(string -> string.example().input()).toList());
        int right = 0;
        for (int i = 0; i < TEST; i++) {
            right += right(outputs.get(i), test.get(i)) ? 1 : 0;
        }
        return (double) right / TEST;
    }

    /** Whether of the probabilities {@code [T, 7]} those above the threshold are the legal symbols' at each step. */
    static boolean right(Tensor output, ReberString string) {
        for (int t = 0; t < string.legal().size(); t++) {
            for (int s = 0; s < ReberString.SYMBOLS.length(); s++) {
                boolean legal = string.legal().get(t).indexOf(ReberString.SYMBOLS.charAt(s)) >= 0;
                if (legal != output.get(t, s) > PREDICTED) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public String show(double figure) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * figure);
    }
}
