package dev.rnn4j.examples.translate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
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
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rnn translate}: an encoder-decoder with attention learns to add numbers that it reads as text, or to turn the texts of
 * a file into others, is measured on what it has not seen, and translates.
 */
@Command(
        name = "translate",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description =
                "Learns to turn one text into another, sums into their results unless you give pairs of your own.")
public final class TranslateCommand implements Callable<Integer> {
    private static final int SHOWN = 8;

    /** The options that say how to train, and on what: they contradict --load. */
    private static final Set<String> TRAINING = Set.of(
            "--data",
            "--digits",
            "--cell",
            "--units",
            "--forward",
            "--epochs",
            "--batch-size",
            "--learning-rate",
            "--seed",
            "--quick",
            "--precision",
            "--save");

    private static final String SHADES = " .:-=+*#%@";

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Pairs of texts, one a line, parted by a tab (default: sums of two numbers).")
    private Path data;

    @Option(
            names = "--digits",
            paramLabel = "N",
            defaultValue = "2",
            description = "The most digits of a number to add (default: ${DEFAULT-VALUE}).")
    private int digits;

    @Option(
            names = "--ask",
            paramLabel = "TEXT",
            description = "A text to translate, may be given again (default: those that are typed in).")
    private List<String> ask = List.of();

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            completionCandidates = CellNames.class,
            defaultValue = "lstm",
            description = "The recurrent cell (default: ${DEFAULT-VALUE}).")
    private String cell;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "64",
            description = "Its hidden units (default: ${DEFAULT-VALUE}).")
    private int units;

    @Option(
            names = "--forward",
            description = "Read sources from their beginning; without it from their end, as sums are added up.")
    private boolean forward;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often to go through the pairs (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--batch-size",
            paramLabel = "N",
            defaultValue = "32",
            description = "Pairs in a minibatch (default: ${DEFAULT-VALUE}).")
    private int batchSize;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.005",
            description = "Of Adam, at the start (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that chance decides, such as what is held out (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ComputingOptions computing;

    @Option(names = "--save", paramLabel = "FILE", description = "Where to save what was learned (default: not saved).")
    private Path save;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description = "What was saved, to take (default: a network is trained).")
    private Path load;

    @Option(names = "--quick", description = "One epoch, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    private final InputStream typed;

    /** For picocli. */
    public TranslateCommand() {
        this(System.in);
    }

    /** Reads texts from elsewhere than the standard input. */
    TranslateCommand(InputStream typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        check();
        Translator translator = load == null ? trained(out) : Translator.load(load);
        if (ask.isEmpty()) {
            converse(translator, out);
        } else {
            ask.forEach(text -> answer(translator, text, out));
        }
        out.flush();
        return 0;
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        for (int[] n : new int[][] {{epochs}, {units}, {batchSize}}) {
            if (n[0] < 1) {
                throw new BadInputException("--epochs, --units and --batch-size are 1 or more, not " + n[0]);
            }
        }
        if (load != null) {
            WithLoad.refuse(spec, TRAINING);
        }
        for (String text : ask) {
            if (text.isEmpty()) {
                throw new BadInputException("--ask is empty; give a text, in quotes");
            }
        }
        OutputFile.check(save, "--save");
    }

    private Translator trained(PrintWriter out) {
        Pairs pairs = data == null ? Addition.draw(digits, seed) : PairsFile.read(data, seed);
        Translator.Recipe recipe = new Translator.Recipe(
                cell, units, 32, !forward, quick ? 1 : epochs, batchSize, learningRate, seed, computing.precision());
        Translator translator = train(pairs.train(), recipe, save, out);
        if (save != null) {
            translator.save(save);
            out.println("Saved to " + save);
        }
        int many = Math.min(SHOWN, pairs.test().size());
        List<Pair> shown = IntStream.range(0, many)
                .mapToObj(i -> pairs.test().get(i * pairs.test().size() / many))
                .toList();
        out.println();
        for (Pair pair : shown) {
            String written = translator.translate(pair.source());
            out.println(pair.source() + " -> " + written
                    + (written.equals(pair.target()) ? "" : "   (" + pair.target() + ")"));
        }
        out.printf(
                Locale.ROOT,
                "%nHeld out: %.4f of %,d come out exactly%n",
                translator.exact(pairs.test()),
                pairs.test().size());
        Pair first = shown.get(0);
        lookAt(translator, first.source(), translator.translate(first.source()), out);
        out.flush();
        return translator;
    }

    private static Translator train(List<Pair> pairs, Translator.Recipe recipe, Path save, PrintWriter out) {
        Translator translator = Translator.untrained(pairs, recipe);
        out.printf(
                Locale.ROOT,
                "Training an encoder-decoder of %s cells of %d units on %,d pairs: %,d numbers to learn, %d epochs, seed %d%n",
                recipe.cell(),
                recipe.units(),
                pairs.size(),
                translator.network().parameterCount(),
                recipe.epochs(),
                recipe.seed());
        out.flush();
        Interruption.saving(
                "translate",
                save,
                file -> {
                    translator.save(file);
                    return file + "; rnn translate --load=" + file + " uses it";
                },
                () -> {
                    try (Progress progress = Progress.start("training", recipe.epochs())) {
                        translator.train(pairs, recipe, progress.listener("loss %.4f"));
                    }
                });
        return translator;
    }

    /** The part of the sums held out that a network comes out with exactly, trained as this command does. */
    public static double exactSums(int digits, String cell, int epochs, long seed, Precision precision) {
        Pairs pairs = Addition.draw(digits, seed);
        Translator.Recipe recipe = new Translator.Recipe(cell, 64, 32, true, epochs, 32, 0.005, seed, precision);
        return train(pairs.train(), recipe, null, new PrintWriter(Writer.nullWriter()))
                .exact(pairs.test());
    }

    /** Where the decoder looked for each letter, as shades. */
    private static void lookAt(Translator translator, String source, String written, PrintWriter out) {
        double[][] weights = translator.attention(source, written);
        List<String> rows = Translator.letters(written);
        out.println();
        out.println("Where it looked (across: what it read, down: what it wrote, the darker the more):");
        out.println("    " + String.join(" ", Translator.letters(source)));
        for (int t = 0; t < weights.length; t++) {
            StringBuilder line = new StringBuilder("  " + (t < rows.size() ? rows.get(t) : "/") + " ");
            for (double w : weights[t]) {
                line.append(SHADES.charAt((int) Math.min(SHADES.length() - 1, w * SHADES.length())))
                        .append(' ');
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static void answer(Translator translator, String text, PrintWriter out) {
        List<String> unknown = translator.unknown(text);
        out.println(text + " -> " + translator.translate(text)
                + (unknown.isEmpty() ? "" : "   (never read: " + String.join(" ", unknown) + ")"));
        out.flush();
    }

    private void converse(Translator translator, PrintWriter out) {
        out.println();
        out.println("Type a text to translate; an empty line ends.");
        out.flush();
        try {
            BufferedReader reader = new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null && !line.isBlank(); line = reader.readLine()) {
                answer(translator, line.strip(), out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
