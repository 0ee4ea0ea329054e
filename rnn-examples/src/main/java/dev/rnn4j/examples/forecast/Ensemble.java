package dev.rnn4j.examples.forecast;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.EpochReport;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Networks that differ by their seed alone; the mean of their answers is the forecast. */
final class Ensemble implements Forecaster {
    private static final int BATCH = 32;

    private final Windows windows;
    private final List<Network> networks;
    private final List<Integer> epochs;

    private Ensemble(Windows windows, List<Network> networks, List<Integer> epochs) {
        this.windows = windows;
        this.networks = networks;
        this.epochs = epochs;
    }

    /**
     * Trains on the values before {@code from}; each network keeps the parameters of the epoch after which it foretold
     * those from there to the end best.
     */
    static Ensemble train(double[] values, int from, int season, int horizon, Scale scale, Recipe recipe) {
        Windows windows = new Windows(Arrays.copyOf(values, from), scale, season, horizon);
        List<Example> train = windows.examples(values, Windows.least(season), from).stream()
                .flatMap(example -> Stream.of(example, Windows.mirrored(example)))
                .toList();
        List<Example> validation = windows.examples(values, from, values.length);
        List<Network> networks = LongStream.range(0, recipe.networks())
                .mapToObj(i -> untrained(recipe, horizon, recipe.seed() + i))
                .toList();
        List<Integer> epochs = new ArrayList<>();
        Interruption.saving("forecast", null, file -> saved(networks.subList(0, epochs.size() + 1)), () -> {
            try (Progress progress = Progress.start("training", recipe.networks())) {
                for (Network network : networks) {
                    Trainer trainer = trainer(network, recipe, validation, progress);
                    epochs.add(Interruption.train(trainer, train).bestEpoch());
                    progress.step();
                }
            }
        });
        return new Ensemble(windows, networks, epochs);
    }

    private static Trainer trainer(Network network, Recipe recipe, List<Example> validation, Progress progress) {
        return Trainer.builder(network)
                .loss("mae")
                .optimizer("adam", Map.of("learning-rate", recipe.learningRate()))
                .epochs(recipe.epochs())
                .batchSize(BATCH)
                .clipNorm(1)
                .validation(validation)
                .patience(recipe.patience())
                .listener(new TrainingListener() {
                    @Override
                    public boolean epochEnd(EpochReport report) {
                        progress.note(String.format(
                                Locale.ROOT,
                                "epoch %d, loss %.3f, validation %.3f",
                                report.epoch(),
                                report.loss(),
                                report.validation().orElseThrow().loss()));
                        return true;
                    }
                })
                .build();
    }

    /** Saves each network to a file of its own. */
    private static String saved(List<Network> networks) {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < networks.size(); i++) {
            Path file = Interruption.free("forecast-" + (i + 1));
            networks.get(i).save(file);
            files.add(file.toString());
        }
        return String.join(", ", files) + "; Network.load reads a network";
    }

    /** Answers zeros at first, so that training begins with the level and the season continued. */
    private static Network untrained(Recipe recipe, int horizon, long seed) {
        Network network = Network.builder()
                .inputs(1)
                .recurrent(recipe.cell(), recipe.units())
                .lastStep()
                .dense(horizon)
                .seed(seed)
                .precision(recipe.precision())
                .build();
        network.setParameter(
                "out.weight", Tensor.zeros(network.parameter("out.weight").shape()));
        return network;
    }

    /** For each network the epoch whose parameters it has. */
    List<Integer> epochs() {
        return epochs;
    }

    /** Numbers that each network learns. */
    long parameterCount() {
        return networks.get(0).parameterCount();
    }

    /** What the networks foretold before they learned anything: level and season continued. */
    Forecaster untrained() {
        return (known, steps) -> windows.forecast(known, new double[steps]);
    }

    /** {@inheritDoc} The steps are those that the networks were trained for. */
    @Override
    public double[] forecast(double[] known, int steps) {
        Series input = windows.input(known);
        double[] mean = new double[steps];
        for (Network network : networks) {
            double[] answer = network.predict(input).toArray();
            for (int h = 0; h < steps; h++) {
                mean[h] += answer[h] / networks.size();
            }
        }
        return windows.forecast(known, mean);
    }
}
