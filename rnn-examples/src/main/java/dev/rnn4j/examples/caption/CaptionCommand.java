package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.CellNames;
import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.OutputFile;
import dev.rnn4j.examples.Progress;
import dev.rnn4j.examples.WithLoad;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rnn caption}: a network learns to write what pictures show, is measured on pictures held out, beside models that
 * are not recurrent, and writes captions for pictures.
 */
@Command(
        name = "caption",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learns to write what a picture shows, then writes captions for pictures that it has not seen.")
public final class CaptionCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;
    private static final int SHOWN = 3;
    private static final String SEED = "seed";
    private static final String FRACTION = "test-fraction";

    /** The options that say how to train: they contradict --load. */
    private static final Set<String> TRAINING = Set.of(
            "--cell",
            "--units",
            "--dropout",
            "--epochs",
            "--learning-rate",
            "--batch-size",
            "--seed",
            "--seeds",
            "--test-fraction",
            "--validation",
            "--quick",
            "--precision",
            "--save");

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "PNG files of one size whose names are their captions, such as page_white_delete.png "
                    + "(default: 1,000 icons).")
    private Path data;

    @Option(names = "--persons", description = "Drawn pictures of persons on a hill, to be counted in a sentence.")
    private boolean persons;

    @Option(
            names = "--image",
            paramLabel = "FILE",
            description =
                    "A picture to write a caption for, of the size of the others; may be given again (default: those held out).")
    private List<Path> images = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "captions.png",
            description = "Where to draw the pictures held out with their captions (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            completionCandidates = CellNames.class,
            defaultValue = "gru",
            description = "The recurrent cell that writes (default: ${DEFAULT-VALUE}).")
    private String cell;

    @Option(names = "--units", paramLabel = "N", description = "Its hidden units (default: 64, or 32 for persons).")
    private Integer units;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description =
                    "The part of hidden units left out while training, from 0 to below 1 (default: 0.3, or 0 for persons).")
    private Double dropout;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the pictures (default: 30, or 100 for persons).")
    private Integer epochs;

    @Option(names = "--learning-rate", paramLabel = "X", description = "Of AdamW, at the start (default: 0.005).")
    private Double learningRate;

    @Option(names = "--batch-size", paramLabel = "N", description = "Pictures in a minibatch (default: 32).")
    private Integer batchSize;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that chance decides, such as what is held out (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Train so many networks, each with other pictures held out, tell the mean, and go on with the first "
                            + "(default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--test-fraction",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "The part to hold out of the names made of parts of others (default: ${DEFAULT-VALUE}).")
    private double testFraction;

    @Option(
            names = "--validation",
            description = "Leave what is held out alone, and hold out a part of the rest: to choose settings by.")
    private boolean validation;

    @Mixin
    private ComputingOptions computing;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Where to save the network with its words (default: not saved).")
    private Path save;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description =
                    "A saved network to take; it is measured on what was held out from it (default: one is trained).")
    private Path load;

    @Option(names = "--quick", description = "Little of everything, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public CaptionCommand() {}

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        check();
        CaptionTask task =
                persons ? CaptionTask.persons(quick) : data == null ? CaptionTask.icons() : CaptionTask.folder(data);
        List<Picture> own = images.stream().map(PictureFiles::read).toList();
        print.println(task.about());
        for (int i = 0; i < own.size(); i++) {
            CaptionModel.checkSize(own.get(i), images.get(i).toString(), task.width(), task.height());
        }
        print.flush();
        CaptionModel model = load == null ? trained(task, print) : loaded(task, print);
        if (own.isEmpty()) {
            show(model, heldOut(task, model), print);
        } else {
            captions(model, own, print);
        }
        print.flush();
        return 0;
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        if (load != null) {
            WithLoad.refuse(spec, TRAINING);
        }
        if (persons && data != null) {
            throw new BadInputException(
                    "--persons draws its own pictures and --data names others; leave one of the two out");
        }
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new BadInputException("--seeds is " + seeds + "; give a number from 1 to " + MOST_SEEDS);
        }
        if (!(testFraction > 0 && testFraction < 1)) {
            throw new BadInputException("--test-fraction is " + testFraction + "; give a number between 0 and 1");
        }
        OutputFile.check(out, "--out");
        OutputFile.check(save, "--save");
    }

    private CaptionModel trained(CaptionTask task, PrintWriter print) {
        CaptionModel first = null;
        List<Compared> all = new ArrayList<>();
        for (int run = 0; run < seeds; run++) {
            HeldOut split = task.split(testFraction, seed + run, validation);
            CaptionModel model = train(split.train(), recipe(task).withSeed(seed + run), run == 0 ? save : null, print);
            if (first == null) {
                first = model;
                if (save != null) {
                    model.save(save);
                    print.println("Saved to " + save);
                }
            }
            all.add(Compared.of(model, split));
            all.get(run).print((validation ? "Validation" : "Held out") + " (seed " + (seed + run) + ")", print);
        }
        if (seeds > 1) {
            Compared.mean(all).print("Mean of " + seeds + " seeds", print);
        }
        return first;
    }

    private Recipe recipe(CaptionTask task) {
        Recipe usual = task.recipe(quick);
        return new Recipe(
                cell,
                units == null ? usual.units() : units,
                usual.features(),
                usual.embedding(),
                usual.components(),
                usual.pixelDropout(),
                dropout == null ? usual.dropout() : dropout,
                usual.wordDropout(),
                usual.weightDecay(),
                learningRate == null ? usual.learningRate() : learningRate,
                batchSize == null ? usual.batchSize() : batchSize,
                epochs == null ? usual.epochs() : epochs,
                usual.moved(),
                seed,
                computing.precision());
    }

    /** @param brokenOff where to save what was learned if it is broken off; null for a new file */
    private CaptionModel train(List<Captioned> pictures, Recipe recipe, Path brokenOff, PrintWriter print) {
        Map<String, String> more = Map.of(SEED, Long.toString(recipe.seed()), FRACTION, Double.toString(testFraction));
        CaptionTraining training = new CaptionTraining(pictures, recipe);
        print.printf(
                Locale.ROOT,
                "Training a %s cell of %d units on %,d pictures: %,d words known, %,d numbers to learn, %d epochs, seed %d%n",
                recipe.cell(),
                recipe.units(),
                pictures.size(),
                training.words(),
                training.learned(),
                recipe.epochs(),
                recipe.seed());
        print.flush();
        Interruption.saving(
                "caption",
                brokenOff,
                file -> {
                    training.model(more).save(file);
                    return file + "; rnn caption" + (persons ? " --persons" : data == null ? "" : " --data=" + data)
                            + " --load=" + file + " uses it";
                },
                () -> {
                    try (Progress progress = Progress.start("training", recipe.epochs())) {
                        training.train(progress.listener("loss %.3f"));
                    }
                });
        return training.model(more);
    }

    private CaptionModel loaded(CaptionTask task, PrintWriter print) {
        CaptionModel model = CaptionModel.load(load);
        model.check(task.all().get(0).picture(), load + " does not fit: a picture to learn from");
        print.println("A network that knows " + model.words() + " words, from " + load);
        if (images.isEmpty()) {
            Compared.of(model, heldOut(task, model)).print("Held out", print);
        }
        return model;
    }

    /** What was held out when a model was trained. */
    private HeldOut heldOut(CaptionTask task, CaptionModel model) {
        try {
            return task.split(
                    Double.parseDouble(model.metadata().getOrDefault(FRACTION, "")),
                    Long.parseLong(model.metadata().getOrDefault(SEED, "")),
                    validation);
        } catch (NumberFormatException e) {
            throw new BadInputException(
                    "the network does not tell what was held out from it; train and save it again", e);
        }
    }

    private void show(CaptionModel model, HeldOut split, PrintWriter print) {
        List<List<String>> written = model.captions(split.test());
        ContactSheet.write(out, split.test(), written);
        print.println();
        terminal(split.test().stream().map(Captioned::picture).limit(SHOWN).toList(), print);
        for (int i = 0; i < Math.min(SHOWN, written.size()); i++) {
            Captioned one = split.test().get(i);
            print.println((one.words().equals(written.get(i)) ? "right  " : "wrong  ")
                    + String.join(" ", written.get(i))
                    + (one.words().equals(written.get(i)) ? "" : "   (it is: " + one.caption() + ")"));
        }
        print.println("All " + written.size() + " with their captions: " + out);
    }

    private void captions(CaptionModel model, List<Picture> own, PrintWriter print) {
        print.println();
        for (int i = 0; i < own.size(); i++) {
            terminal(List.of(own.get(i)), print);
            CaptionModel.Caption caption = model.caption(own.get(i));
            print.printf(Locale.ROOT, "%s: %s (%.2f)%n", images.get(i), caption.text(), caption.probability());
        }
    }

    private static void terminal(List<Picture> pictures, PrintWriter print) {
        InTerminal.lines(pictures, Progress.onTerminal()).forEach(print::println);
    }
}
