package dev.rnn4j.examples.results;

import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.music.MusicCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bach's chorales (Boulanger-Lewandowski et al. 2012), as {@code rnn music} learns them. */
final class Chorales implements Experiment {
    private final Path file;

    /** @param file the chorales; null if there are none */
    Chorales(Path file) {
        this.file = file;
    }

    @Override
    public String name() {
        return "chorales";
    }

    @Override
    public String title() {
        return "Bach's chorales";
    }

    @Override
    public String about() {
        return "The four-part chorales in quarter notes, in the split of Boulanger-Lewandowski, Bengio and Vincent 2012 (229"
                + " to learn from, 76 to stop by, 77 to measure on). Which of 88 keys sound next? Each seed is one `./rnn"
                + " music --data=FILE --cell=CELL --seed=SEED`. Measured: the negative log-likelihood of a step, summed"
                + " over the keys, in nats, on the pieces to measure on.";
    }

    @Override
    public List<String> cells() {
        return List.of("simple", "gru", "lstm");
    }

    @Override
    public String known(String cell) {
        return switch (cell) {
            case "simple" -> "8.91 (Bai et al. 2018), 9.10 (Chung et al. 2014)";
            case "gru" -> "8.43 (Bai et al. 2018), 8.54 (Chung et al. 2014)";
            default -> "8.45 (Bai et al. 2018), 8.67 (Chung et al. 2014)";
        };
    }

    @Override
    public double measure(Run run) {
        List<String> arguments = new ArrayList<>(List.of(
                "--data=" + file,
                "--cell=" + run.cell(),
                "--seed=" + run.seed(),
                "--precision=" + ComputingOptions.word(run.precision())));
        if (run.quick()) {
            arguments.add("--quick");
        }
        return MusicCommand.testLoss(arguments);
    }

    @Override
    public String show(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }

    @Override
    public String dataOption() {
        return "--chorales=FILE";
    }

    @Override
    public boolean ready() {
        return file != null;
    }
}
