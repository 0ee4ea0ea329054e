package dev.rnn4j.examples.results;

import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.sentiment.SentimentCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Praise or complaint in single sentences of reviews (Kotzias et al. 2015), as {@code rnn sentiment} learns it. */
final class Sentiment implements Experiment {
    private static final String BAG = "bag-of-words";

    private final Path data;

    /** @param data the sentences; null if there are none */
    Sentiment(Path data) {
        this.data = data;
    }

    @Override
    public String name() {
        return "sentiment";
    }

    @Override
    public String title() {
        return "Sentiment of sentences";
    }

    @Override
    public String about() {
        return "3,000 sentences of reviews of products, films and restaurants, half of them praise (Kotzias et al. 2015)."
                + " Each seed is one `./rnn sentiment --data=DIR --cell=CELL --seed=SEED`, which holds out a fifth of them"
                + " by its seed. Measured: the part of the sentences held out that is judged right. The bag of words learns"
                + " from the same sentences without their order.";
    }

    @Override
    public List<String> cells() {
        return List.of(BAG, "simple", "gru", "lstm");
    }

    @Override
    public String known(String cell) {
        return cell.equals(BAG) ? "the baseline" : "the bag of words above";
    }

    @Override
    public double measure(Run run) {
        List<String> arguments = new ArrayList<>(List.of("--data=" + data, "--seed=" + run.seed()));
        if (run.quick()) {
            arguments.add("--quick");
        }
        if (run.cell().equals(BAG)) {
            return SentimentCommand.bagOfWordsRight(arguments);
        }
        arguments.add("--cell=" + run.cell());
        arguments.add("--precision=" + ComputingOptions.word(run.precision()));
        return SentimentCommand.right(arguments);
    }

    @Override
    public String show(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }

    @Override
    public String dataOption() {
        return "--sentiment=DIR";
    }

    @Override
    public boolean ready() {
        return data != null;
    }
}
