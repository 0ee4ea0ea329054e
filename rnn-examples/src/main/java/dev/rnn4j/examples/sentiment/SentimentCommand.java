package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.CellNames;
import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.OutputFile;
import dev.rnn4j.examples.Progress;
import dev.rnn4j.examples.WithLoad;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rnn sentiment}: a network learns whether a sentence praises or complains, is measured on sentences that it has
 * not seen, beside a bag of words, and answers sentences.
 */
@Command(
        name = "sentiment",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learns whether a sentence praises or complains, then judges the sentences you type.")
public final class SentimentCommand implements Callable<Integer> {
    private static final int QUICK_EPOCHS = 8;
    private static final int MOST_SEEDS = 100;

    /** The first two are the note's: the same words in another order. They are never learned from. */
    private static final List<String> QUESTIONS = List.of(
            "The food was good, not bad at all",
            "The food was bad, not good at all",
            "The room was dirty and the staff were rude",
            "Not a bad film, we loved every minute",
            "I expected a great show and got a boring one");

    /** The options that say how to train: they contradict --load. */
    private static final Set<String> TRAINING = Set.of(
            "--cell",
            "--units",
            "--embedding",
            "--dropout",
            "--epochs",
            "--learning-rate",
            "--batch-size",
            "--seed",
            "--seeds",
            "--test-fraction",
            "--quick",
            "--precision",
            "--save");

    @Option(
            names = "--data",
            paramLabel = "PATH",
            description = "Labelled texts: JSON, TSV or CSV, a folder of such files, or a folder with pos/ and neg/ "
                    + "(default: the built-in corpus).")
    private Path data;

    @Option(
            names = "--ask",
            paramLabel = "TEXT",
            description = "A sentence to judge, may be given again (default: those that are typed in).")
    private List<String> ask = List.of();

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
            defaultValue = "64",
            description = "Its hidden units (default: ${DEFAULT-VALUE}).")
    private int units;

    @Option(
            names = "--embedding",
            paramLabel = "N",
            defaultValue = "64",
            description = "Numbers that stand for a word (default: ${DEFAULT-VALUE}).")
    private int embedding;

    @Option(
            names = "--dropout",
            paramLabel = "X",
            description = "The part of these numbers left out while training "
                    + "(default: 0.6 for the simple cell, 0.7 for others).")
    private Double dropout;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the texts (default: by their number of words and the cell).")
    private Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Of Adam, at the start (default: 0.002 for the simple cell, 0.004 for others).")
    private Double learningRate;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Texts in a minibatch (default: ${DEFAULT-VALUE}).")
    private int batchSize;

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
                    "Train so many networks, tell the mean, and answer with the first (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--test-fraction",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "The part of the texts to measure on, not to learn from (default: ${DEFAULT-VALUE}).")
    private double testFraction;

    @Mixin
    private ComputingOptions computing;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Where to save the network with its vocabulary (default: not saved).")
    private Path save;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description = "A saved network to take; with --data it is measured on all of it (default: one is trained).")
    private Path load;

    @Option(names = "--quick", description = "Few epochs, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    private final InputStream typed;

    /** For picocli. */
    public SentimentCommand() {
        this(System.in);
    }

    /** Reads sentences from elsewhere than the standard input. */
    SentimentCommand(InputStream typed) {
        this.typed = typed;
    }

    /** The part of the texts held out that the network which this command trains with these arguments judges right. */
    public static double right(List<String> arguments) {
        SentimentCommand command = populated(arguments);
        PrintWriter nobody = new PrintWriter(Writer.nullWriter());
        HeldOut split = command.split(command.read(nobody), command.seed);
        return Scores.of(train(split.train(), command.recipe(), null, nobody), split.test())
                .right();
    }

    /** The part of the same texts that the bag of words judges right. */
    public static double bagOfWordsRight(List<String> arguments) {
        SentimentCommand command = populated(arguments);
        HeldOut split = command.split(command.read(new PrintWriter(Writer.nullWriter())), command.seed);
        return Scores.of(BagOfWords.train(split.train()), split.test()).right();
    }

    private static SentimentCommand populated(List<String> arguments) {
        return CommandLine.populateCommand(new SentimentCommand(), arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        check();
        SentimentModel model = load == null ? trained(out) : loaded(out);
        if (ask.isEmpty()) {
            out.println();
            QUESTIONS.forEach(question -> answer(model, question, out));
            converse(model, out);
        } else {
            ask.forEach(question -> answer(model, question, out));
        }
        return 0;
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        if (load != null) {
            WithLoad.refuse(spec, TRAINING);
        }
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new BadInputException("--seeds is " + seeds + "; give a number from 1 to " + MOST_SEEDS);
        }
        if (epochs != null && epochs < 1) {
            throw new BadInputException("--epochs is " + epochs + "; give 1 or more");
        }
        if (!(testFraction > 0 && testFraction < 1)) {
            throw new BadInputException("--test-fraction is " + testFraction + "; give a number between 0 and 1");
        }
        for (String question : ask) {
            if (question.isBlank()) {
                throw new BadInputException("--ask is empty; give a sentence, in quotes");
            }
        }
        OutputFile.check(save, "--save");
    }

    private SentimentModel loaded(PrintWriter out) {
        SentimentModel model = SentimentModel.load(load);
        out.println("A network that knows " + model.vocabulary().size() + " words, from " + load);
        if (data != null) {
            List<LabelledText> texts = read(out);
            Scores scores = Scores.of(model, texts);
            out.printf(Locale.ROOT, "Right on all of them: %.3f%n", scores.right());
            if (scores.pairs() > 0) {
                out.printf(Locale.ROOT, "Both right in pairs of the same words: %.3f%n", scores.bothRight());
            }
        }
        out.flush();
        return model;
    }

    private List<LabelledText> read(PrintWriter out) {
        if (data == null) {
            List<LabelledText> texts = SentimentData.ownCorpus();
            out.printf(
                    Locale.ROOT,
                    "The built-in corpus: %,d sentences, with %,d pairs of the same words in another order%n",
                    texts.size(),
                    HeldOut.pairs(texts).size());
            return texts;
        }
        SentimentData.Loaded read = SentimentData.load(data);
        out.printf(
                Locale.ROOT,
                "%s: %,d texts%s%s%n",
                data,
                read.texts().size(),
                read.duplicates() == 0 ? "" : ", " + read.duplicates() + " that came again left out",
                read.empty() == 0 ? "" : ", " + read.empty() + " empty ones left out");
        return read.texts();
    }

    private Recipe recipe() {
        Reading reading = Reading.of(cell);
        return new Recipe(
                cell,
                units,
                embedding,
                dropout != null ? dropout : reading.dropout(),
                learningRate != null ? learningRate : reading.learningRate(),
                batchSize,
                epochs != null ? epochs : quick ? QUICK_EPOCHS : 0,
                seed,
                computing.precision());
    }

    private HeldOut split(List<LabelledText> texts, long seedOfSplit) {
        return HeldOut.of(texts, testFraction, seedOfSplit, QUESTIONS);
    }

    private SentimentModel trained(PrintWriter out) {
        Recipe recipe = recipe();
        List<LabelledText> texts = read(out);
        SentimentModel first = null;
        List<Scores> networks = new ArrayList<>();
        List<Scores> bags = new ArrayList<>();
        for (int run = 0; run < seeds; run++) {
            HeldOut split = split(texts, seed + run);
            SentimentModel model = train(split.train(), recipe.withSeed(seed + run), run == 0 ? save : null, out);
            if (first == null) {
                first = model;
                if (save != null) {
                    model.save(save);
                    out.println("Saved to " + save);
                }
            }
            networks.add(Scores.of(model, split.test()));
            bags.add(Scores.of(BagOfWords.train(split.train()), split.test()));
            print("Held out (seed " + (seed + run) + ")", networks.get(run), bags.get(run), out);
        }
        if (seeds > 1) {
            print("Mean of " + seeds + " seeds", Scores.mean(networks), Scores.mean(bags), out);
        }
        return first;
    }

    /** @param save where to save what was learned if it is broken off; null for a new file */
    private static SentimentModel train(List<LabelledText> texts, Recipe recipe, Path save, PrintWriter out) {
        SentimentModel model = SentimentModel.untrained(texts, recipe);
        int most = recipe.epochsFor(SentimentModel.count(texts));
        out.printf(
                Locale.ROOT,
                "Training a %s cell of %d units%s on %,d texts: %,d words known, %,d numbers to learn, %d epochs, seed %d%n",
                recipe.cell(),
                recipe.units(),
                recipe.reading() == Reading.BOTH_WAYS ? " in each direction" : "",
                texts.size(),
                model.vocabulary().size(),
                model.network().parameterCount(),
                most,
                recipe.seed());
        out.flush();
        Interruption.saving(
                "sentiment",
                save,
                file -> {
                    model.save(file);
                    return file + "; rnn sentiment --load=" + file + " uses it";
                },
                () -> {
                    try (Progress progress = Progress.start("training", most)) {
                        model.train(texts, recipe, progress.listener("loss %.3f"));
                    }
                });
        return model;
    }

    private static void print(String title, Scores network, Scores bag, PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "%-40s  network  bag of words%n", title);
        row("texts right, of " + network.texts(), network.right(), bag.right(), out);
        if (network.pairs() > 0) {
            row(
                    "  in pairs of the same words, of " + 2 * network.pairs(),
                    network.rightInPairs(),
                    bag.rightInPairs(),
                    out);
            row("  pairs with both right, of " + network.pairs(), network.bothRight(), bag.bothRight(), out);
        }
        out.flush();
    }

    private static void row(String what, double network, double bag, PrintWriter out) {
        out.printf(Locale.ROOT, "%-40s  %7.3f  %12.3f%n", what, network, bag);
    }

    /** Answers what is typed or piped in, to its end or to an empty line. */
    private void converse(SentimentModel model, PrintWriter out) {
        out.println();
        out.println("Type a sentence; an empty line ends.");
        out.flush();
        // Not closed: the standard input is not ours.
        BufferedReader lines = new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8));
        try {
            String line = lines.readLine();
            while (line != null && !line.isBlank()) {
                answer(model, line.strip(), out);
                line = lines.readLine();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(SentimentModel model, String text, PrintWriter out) {
        SentimentModel.Answer answer = model.answer(text);
        String unknown = answer.unknown().isEmpty() ? "" : "   (unknown: " + String.join(", ", answer.unknown()) + ")";
        out.printf(Locale.ROOT, "%s %.2f  %s%s%n", answer.word(), answer.probability(), text, unknown);
        out.flush();
    }
}
