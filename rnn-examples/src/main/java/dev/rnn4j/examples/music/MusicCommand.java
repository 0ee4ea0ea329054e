package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.train.EpochReport;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.CellNames;
import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.OutputFile;
import dev.rnn4j.examples.Progress;
import dev.rnn4j.examples.WithLoad;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rnn music}: a network learns to go on with music, says how well it does on pieces it has not seen, and
 * composes.
 */
@Command(
        name = "music",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learns the next notes of melodies or chords, then composes a piece and writes it as MIDI.")
public final class MusicCommand implements Callable<Integer> {
    private static final int QUICK_EPOCHS = 3;
    private static final int QUICK_UNITS = 32;
    private static final int QUICK_EXAMPLES = 30;
    private static final int LINES = 20;

    /** The options that say how to train: they contradict --load. The seed does not, since it composes as well. */
    private static final Set<String> TRAINING = Set.of(
            "--cell",
            "--units",
            "--epochs",
            "--learning-rate",
            "--batch-size",
            "--dropout",
            "--seeds",
            "--quick",
            "--precision",
            "--save");

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "An ABC or MIDI file, a folder of them, or chord sequences as JSON "
                    + "(default: the built-in melodies).")
    private Path data;

    @Option(names = "--melody", description = "Take the melodies of MIDI files, not their chords.")
    private boolean melody;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            completionCandidates = CellNames.class,
            defaultValue = "simple",
            description = "The recurrent cell (default: ${DEFAULT-VALUE}).")
    private String cell;

    @Option(
            names = "--units",
            paramLabel = "N",
            description = "Its hidden units (default: 100, or 150 for lstm and gru on chords).")
    private Integer units;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the music at most (default: 40, or 100 for chords).")
    private Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Of Adam (default: 0.003; for chords 0.001, or 0.004 for lstm and gru).")
    private Double learningRate;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            description = "Pieces in a minibatch (default: 4, or 1 for chords).")
    private Integer batchSize;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description = "The part of hidden units left out while training, from 0 to below 1 (default: 0.3).")
    private Double dropout;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that chance decides (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Train so many networks, tell their mean, and compose with the best (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            description = "How bold to compose: 0 always takes the likeliest, 1 draws as learned "
                    + "(default: 1 for melodies, 0.8 for chords).")
    private Double temperature;

    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "16",
            description = "Bars to compose (default: ${DEFAULT-VALUE}).")
    private int bars;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "tune.mid",
            description = "Where to write the piece (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Mixin
    private ComputingOptions computing;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Where to save the trained network (default: not saved).")
    private Path save;

    @Option(names = "--load", paramLabel = "FILE", description = "A saved network to take (default: one is trained).")
    private Path load;

    @Option(names = "--quick", description = "Little of everything, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public MusicCommand() {}

    /** A trained network with its losses. */
    private record Trained(Network network, double valid, double test) {}

    /** The loss, on the pieces to measure on, of the network that this command trains with these arguments. */
    public static double testLoss(List<String> arguments) {
        MusicCommand command = CommandLine.populateCommand(new MusicCommand(), arguments.toArray(String[]::new));
        command.check();
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        return command.train(MusicData.read(command.data, command.melody, nobody::println), command.seed, nobody)
                .test();
    }

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        PrintWriter warn = spec.commandLine().getErr();
        check();
        MusicTask task = MusicData.read(data, melody, fault -> {
            warn.println(fault);
            warn.flush();
        });
        Sampler sampler = new Sampler(temperature == null ? task.defaults(cell).temperature() : temperature);
        Network network = load == null ? null : loaded(task);
        task.describe(print);
        print.flush();
        if (network == null) {
            network = trained(task, print);
        } else {
            double loss = trainer(network, task).build().evaluate(task.test()).loss();
            print.println("The network of " + load + " on the pieces to measure on: " + task.measure(loss));
        }
        if (save != null) {
            network.save(save);
            print.println("Saved to " + save);
        }
        task.compose(network, sampler, bars, seed, out, print);
        print.flush();
        return 0;
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        if (load != null) {
            WithLoad.refuse(spec, TRAINING);
        }
        atLeast(1, seeds, "--seeds");
        atLeast(1, bars, "--bars");
        atMost(1000, bars, "--bars");
        atLeast(1, units, "--units");
        atLeast(1, epochs, "--epochs");
        atLeast(1, batchSize, "--batch-size");
        if (learningRate != null && !(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate is " + learningRate + "; give a number above 0, up to 1");
        }
        if (dropout != null && !(dropout >= 0 && dropout < 1)) {
            throw new BadInputException("--dropout is " + dropout + "; give a number from 0 to below 1");
        }
        OutputFile.check(out, "--out");
        OutputFile.check(save, "--save");
    }

    private static void atLeast(int least, Integer number, String option) {
        if (number != null && number < least) {
            throw new BadInputException(option + " is " + number + "; give " + least + " or more");
        }
    }

    private static void atMost(int most, int number, String option) {
        if (number > most) {
            throw new BadInputException(option + " is " + number + "; give " + most + " or less");
        }
    }

    private Network loaded(MusicTask task) {
        Network network = Network.load(load);
        if (network.readsTokens()
                || network.manyToOne()
                || network.inputWidth() != task.inputWidth()
                || network.outputWidth() != task.outputWidth()
                || !network.outputActivation().equals(task.activation())) {
            throw new BadInputException(load + " does not fit this music: it reads " + network.inputWidth()
                    + " and answers " + network.outputWidth() + " numbers, needed are " + task.inputWidth() + " and "
                    + task.outputWidth() + "; load a network that was trained on the same kind of music");
        }
        return network;
    }

    private Network trained(MusicTask task, PrintWriter print) {
        List<Trained> all = new ArrayList<>();
        for (int run = 0; run < seeds; run++) {
            all.add(train(task, seed + run, print));
            print.flush();
        }
        if (seeds > 1) {
            double mean = all.stream().mapToDouble(Trained::test).average().orElseThrow();
            double squares = all.stream()
                    .mapToDouble(one -> (one.test() - mean) * (one.test() - mean))
                    .sum();
            print.printf(
                    Locale.ROOT,
                    "Mean of %d seeds: %s; standard deviation of the loss %.3f%n",
                    seeds,
                    task.measure(mean),
                    Math.sqrt(squares / (seeds - 1)));
        }
        Trained best = all.get(0);
        for (Trained one : all) {
            best = one.valid() < best.valid() ? one : best;
        }
        return best.network();
    }

    private Trained train(MusicTask task, long runSeed, PrintWriter print) {
        MusicTask.Defaults defaults = task.defaults(cell);
        double rate = dropout == null ? defaults.dropout() : dropout;
        NetworkBuilder builder = Network.builder()
                .inputs(task.inputWidth())
                .recurrent(cell, units != null ? units : quick ? QUICK_UNITS : defaults.units());
        if (rate > 0) {
            builder.dropout(rate);
        }
        Network network = builder.dense(task.outputWidth(), task.activation())
                .seed(runSeed)
                .precision(computing.precision())
                .build();
        shrink(network, defaults.start());
        int most = mostEpochs(task);
        print.printf(
                Locale.ROOT,
                "Training a %s cell, %d numbers to learn, up to %d epochs, seed %d%n",
                cell,
                network.parameterCount(),
                most,
                runSeed);
        print.flush();
        int every = Math.max(1, most / LINES);
        List<String> lines = new ArrayList<>();
        Progress progress = Progress.start("training", most);
        Trainer trainer = trainer(network, task)
                .validation(task.valid())
                .patience(defaults.patience())
                .listener(new TrainingListener() {
                    @Override
                    public boolean epochEnd(EpochReport report) {
                        double valid = report.validation().orElseThrow().loss();
                        String line = String.format(
                                Locale.ROOT,
                                "epoch %3d: %s; held out: %s",
                                report.epoch(),
                                task.measure(report.loss()),
                                task.measure(valid));
                        if (report.epoch() % every == 0 || report.epoch() == 1) {
                            lines.add(line);
                        }
                        progress.note(String.format(Locale.ROOT, "loss %.3f, held out %.3f", report.loss(), valid));
                        progress.step();
                        return true;
                    }
                })
                .build();
        int bestEpoch = learn(trainer, quick ? few(task.train()) : task.train(), network, progress);
        double valid = trainer.evaluate(task.valid()).loss();
        double test = trainer.evaluate(task.test()).loss();
        lines.forEach(print::println);
        print.println("Best after epoch " + bestEpoch + ". Pieces to measure on: " + task.measure(test));
        return new Trained(network, valid, test);
    }

    private static List<Example> few(List<Example> examples) {
        return examples.subList(0, Math.min(examples.size(), QUICK_EXAMPLES));
    }

    /** The best epoch. */
    private int learn(Trainer trainer, List<Example> examples, Network network, Progress progress) {
        int[] best = {0};
        Interruption.saving(
                "music",
                seeds == 1 ? save : null,
                file -> {
                    network.save(file);
                    return file + "; rnn music" + (data == null ? "" : " --data=" + data) + " --load=" + file
                            + " uses it";
                },
                () -> {
                    try (progress) {
                        best[0] = Interruption.train(trainer, examples).bestEpoch();
                    }
                });
        return best[0];
    }

    /**
     * Lets the recurrent layers begin with smaller weights. With orthogonal ones a simple cell keeps a blurred copy of all
     * it has read, learns the training pieces by it within few epochs, and generalises less: on the chorales' test pieces
     * by 0.1 of their negative log-likelihood.
     *
     * @param part the part of their usual size
     */
    private static void shrink(Network network, double part) {
        for (String name : network.parameterNames()) {
            if (name.startsWith("weight_")) {
                Tensor weights = network.parameter(name);
                for (int i = 0; i < weights.size(); i++) {
                    weights.setFlat(i, part * weights.flat(i));
                }
                network.setParameter(name, weights);
            }
        }
    }

    private int mostEpochs(MusicTask task) {
        return epochs != null
                ? epochs
                : quick ? QUICK_EPOCHS : task.defaults(cell).epochs();
    }

    private Trainer.Builder trainer(Network network, MusicTask task) {
        MusicTask.Defaults defaults = task.defaults(cell);
        return Trainer.builder(network)
                .loss(task.loss(), task.lossSettings())
                .optimizer(
                        "adam", Map.of("learning-rate", learningRate == null ? defaults.learningRate() : learningRate))
                .epochs(mostEpochs(task))
                .batchSize(batchSize == null ? defaults.batchSize() : batchSize)
                .clipNorm(1)
                .schedule(Schedule.exponential(defaults.decay()))
                .seed(network.seed());
    }
}
