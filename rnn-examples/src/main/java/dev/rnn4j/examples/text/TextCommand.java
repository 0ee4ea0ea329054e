package dev.rnn4j.examples.text;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.examples.CellNames;
import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.Interruption;
import dev.rnn4j.examples.OutputFile;
import dev.rnn4j.examples.WithLoad;
import dev.rnn4j.examples.text.CharacterModel.Writing;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rnn text}: a network learns a text character by character, is measured on the end of it, beside n-grams and gzip,
 * and writes.
 */
@Command(
        name = "text",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learns a text character by character, says how well it predicts the end of it, and writes.")
public final class TextCommand implements Callable<Integer> {
    private static final int QUICK_CHARACTERS = 30_000;
    private static final int QUICK_UNITS = 64;
    private static final int QUICK_EPOCHS = 4;
    private static final int QUICK_ROWS = 4;
    private static final int QUICK_SAMPLES = 2;
    private static final int UNITS = 256;
    private static final int ROWS = 16;
    private static final int SAMPLES = 8;
    private static final int SAMPLE_LENGTH = 200;
    private static final int MOST_LENGTH = 1_000_000;

    /** The options that say how to train: they contradict --load. */
    private static final Set<String> TRAINING = Set.of(
            "--held-out",
            "--cell",
            "--units",
            "--layers",
            "--epochs",
            "--learning-rate",
            "--rows",
            "--chunk",
            "--quick",
            "--precision",
            "--save");

    @Option(names = "--data", paramLabel = "FILE", description = "A text file (default: a built-in text).")
    private Path data;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            description = "What the file is written in, such as ISO-8859-1 (default: UTF-8).")
    private String charset;

    @Option(
            names = "--text",
            paramLabel = "NAME",
            description = "The built-in text: dickens, The Old Curiosity Shop, or macbeth (default: dickens).")
    private String text;

    @Option(
            names = "--characters",
            paramLabel = "N",
            description = "Take so many characters from the beginning, at most (default: 3,400,000).")
    private Integer characters;

    @Option(
            names = "--held-out",
            paramLabel = "X",
            defaultValue = "0.05",
            description =
                    "The part of the text, its end, to measure on, not to learn from (default: ${DEFAULT-VALUE}).")
    private double heldOut;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            completionCandidates = CellNames.class,
            defaultValue = "lstm",
            description = "The recurrent cell (default: ${DEFAULT-VALUE}).")
    private String cell;

    @Option(names = "--units", paramLabel = "N", description = "Its hidden units (default: 256).")
    private Integer units;

    @Option(
            names = "--layers",
            paramLabel = "N",
            defaultValue = "1",
            description = "Recurrent layers, one on the other (default: ${DEFAULT-VALUE}).")
    private int layers;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description =
                    "How often to go through the text (default: so that about 3,400,000 characters are read, at most 10).")
    private Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.005",
            description = "Of Adam, at the start (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "Parts of the text that are read side by side (default: 16).")
    private Integer rows;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            defaultValue = "40",
            description = "Characters through which gradients go back; an update follows (default: ${DEFAULT-VALUE}).")
    private int chunk;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that chance decides (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            description = "What the network shall go on with (default: the beginning of a paragraph).")
    private String prompt;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "600",
            description = "Characters to write (default: ${DEFAULT-VALUE}).")
    private int length;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            defaultValue = "0.7",
            description =
                    "How bold to write: 0 always takes the likeliest, 1 draws as learned (default: ${DEFAULT-VALUE}).")
    private double temperature;

    @Option(
            names = "--nucleus",
            paramLabel = "P",
            defaultValue = "1",
            description = "Draw among the likeliest characters that have this probability together "
                    + "(default: ${DEFAULT-VALUE}, all).")
    private double nucleus;

    @Mixin
    private ComputingOptions computing;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Where to save the network with its characters (default: not saved).")
    private Path save;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description =
                    "A saved network to take; with --data or --text it is measured on all of it (default: one is trained).")
    private Path load;

    @Option(names = "--quick", description = "Little of everything, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public TextCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        check();
        CharacterModel model = load == null ? trained(out) : loaded(out);
        out.println();
        if (prompt != null) {
            out.print(prompt);
        }
        out.println(model.write(prompt == null ? "" : prompt, new Writing(length, temperature, nucleus, seed)));
        out.flush();
        return 0;
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        if (load != null) {
            WithLoad.refuse(spec, TRAINING);
        }
        if (data != null && text != null) {
            throw new BadInputException("--data and --text are two texts; leave one of the two out");
        }
        if (charset != null && data == null) {
            throw new BadInputException("--charset is of no use without --data, the file that is written in it");
        }
        if (characters != null && characters < 1) {
            throw new BadInputException("--characters is " + characters + "; give 1 or more");
        }
        if (!(heldOut > 0 && heldOut < 1)) {
            throw new BadInputException("--held-out is " + heldOut + "; give a number between 0 and 1");
        }
        if (length < 1 || length > MOST_LENGTH) {
            throw new BadInputException("--length is " + length + "; give a number from 1 to " + MOST_LENGTH);
        }
        if (!(temperature >= 0 && Double.isFinite(temperature))) {
            throw new BadInputException("--temperature is " + temperature + "; give 0 or more");
        }
        if (!(nucleus > 0 && nucleus <= 1)) {
            throw new BadInputException("--nucleus is " + nucleus + "; give a number above 0, up to 1");
        }
        OutputFile.check(save, "--save");
    }

    private SourceText read(PrintWriter out) {
        int most = characters != null ? characters : quick ? QUICK_CHARACTERS : Recipe.CHARACTERS_IN_ALL;
        SourceText source = data != null
                ? SourceText.of(data, charset == null ? StandardCharsets.UTF_8 : charset(charset), most)
                : SourceText.of(BuiltInText.of(text == null ? BuiltInText.DICKENS.word() : text), most);
        out.printf(
                Locale.ROOT,
                "%s: %s%,d characters%n",
                source.name(),
                source.cut() ? "the first " : "",
                source.length());
        return source;
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(
                    "there is no charset '" + name + "'; common ones are UTF-8, UTF-16, ISO-8859-1 and windows-1252",
                    e);
        }
    }

    private CharacterModel loaded(PrintWriter out) {
        CharacterModel model = CharacterModel.load(load);
        out.printf(Locale.ROOT, "A network that knows %,d characters, from %s%n", model.known(), load);
        if (prompt != null) {
            model.check(prompt);
        }
        if (data != null || text != null) {
            SourceText source = read(out);
            if (source.length() < 2) {
                throw new BadInputException(source.name() + " has one character; to measure on it takes at least 2");
            }
            unknown(model, source.text(), "text", out);
            out.println("Bits per character on all of it");
            row("the network", model.bits(source.text()), out);
            row("gzip -9", Gzip.bits("", source.text()), out);
        }
        out.flush();
        return model;
    }

    private CharacterModel trained(PrintWriter out) {
        SourceText source = read(out);
        SourceText.Parts parts = source.split(learned(source));
        int learned = source.length()
                - parts.heldOut().codePointCount(0, parts.heldOut().length());
        Recipe recipe = new Recipe(
                cell,
                units != null ? units : quick ? QUICK_UNITS : UNITS,
                layers,
                learningRate,
                rows != null ? rows : quick ? QUICK_ROWS : ROWS,
                chunk,
                epochs != null ? epochs : quick ? QUICK_EPOCHS : Recipe.epochsFor(learned),
                seed,
                computing.precision());
        CharacterModel model = CharacterModel.untrained(parts.train(), recipe);
        if (prompt != null) {
            model.check(prompt);
        }
        out.printf(
                Locale.ROOT,
                "Training the cell %s, %s%d units, on the first %,d characters, %d times in %d rows: %,d updates, "
                        + "%d characters known, %,d numbers to learn, seed %d%n",
                cell,
                layers == 1 ? "" : layers + " layers of ",
                recipe.units(),
                learned,
                recipe.epochs(),
                recipe.rowsFor(learned),
                recipe.updates(learned),
                model.known(),
                model.network().parameterCount(),
                seed);
        unknown(model, parts.train(), "part to learn from", out);
        out.flush();
        Writing sample = new Writing(SAMPLE_LENGTH, temperature, nucleus, seed);
        Interruption.saving(
                "text",
                save,
                file -> {
                    model.save(file);
                    return file + "; rnn text --load=" + file + " uses it";
                },
                () -> {
                    try (TrainingLog log = new TrainingLog(
                            recipe.updates(learned),
                            quick ? QUICK_SAMPLES : SAMPLES,
                            () -> model.write("", sample),
                            out)) {
                        model.train(parts.train(), recipe, log);
                    }
                });
        if (save != null) {
            model.save(save);
            out.println("Saved to " + save);
        }
        measure(model, parts, out);
        return model;
    }

    /** How many characters are learned from: the others are held out. */
    private int learned(SourceText source) {
        int all = source.length();
        int learned = all - (int) Math.round(heldOut * all);
        if (learned <= chunk || all - learned < 2) {
            throw new BadInputException(source.name() + " has " + all + " characters, " + learned
                    + " to learn from and " + (all - learned) + " held out; it takes more than " + chunk
                    + ", the --chunk, and 2: give a longer text");
        }
        return learned;
    }

    private void measure(CharacterModel model, SourceText.Parts parts, PrintWriter out) {
        out.println();
        out.printf(
                Locale.ROOT,
                "Bits per character on the last %,d characters, which were held out%n",
                parts.heldOut().codePointCount(0, parts.heldOut().length()));
        unknown(model, parts.heldOut(), "part held out", out);
        row("the network", model.bits(parts.heldOut()), out);
        Series train = model.codec().encode(parts.train());
        row(
                "n-grams of up to " + NGrams.ORDER + " characters",
                NGrams.of(train, model.codec().size()).bits(model.codec().encode(parts.heldOut())),
                out);
        row("gzip -9, after the others", Gzip.bits(parts.train(), parts.heldOut()), out);
        out.flush();
    }

    private static void unknown(CharacterModel model, String text, String where, PrintWriter out) {
        long unknown = model.unknown(text);
        if (unknown > 0) {
            out.printf(
                    Locale.ROOT,
                    "Unknown, for they are rare in what is learned from: %,d characters of the %s%n",
                    unknown,
                    where);
        }
    }

    private static void row(String what, double bits, PrintWriter out) {
        out.printf(Locale.ROOT, "%-34s %6.3f%n", what, bits);
        out.flush();
    }
}
