package dev.rnn4j.examples.story;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.registry.Plugins;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * {@code rnn story}: networks with different cells read stories and answer who does what. How often they are right is
 * measured against the distance from the fact to the question, and then they are asked.
 */
@Command(
        name = "story",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Learns to answer questions about stories, and shows over what distance each cell remembers.")
public final class StoryCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;
    private static final int EMBEDDING = 32;

    /** The options that say how to train: they contradict --load. */
    private static final Set<String> TRAINING =
            Set.of("--cell", "--units", "--steps", "--seeds", "--precision", "--save");

    /** The note's. */
    static final String NOTE =
            "Bob is eating an apple. Lisa likes orange. Lisa is having lunch with Bob and she is" + " drinking water.";

    static final List<String> NOTE_QUESTIONS = List.of("Who is eating an apple?", "Who is drinking water?");

    @Option(
            names = "--ask",
            paramLabel = "TEXT",
            description = "A story that ends with a question, may be given again (default: those that are typed in).")
    private List<String> ask = List.of();

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            completionCandidates = CellNames.class,
            split = ",",
            defaultValue = "simple,gru,lstm",
            description = "The recurrent cells (default: ${DEFAULT-VALUE}).")
    private List<String> cells;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "64",
            description = "Their hidden units (default: ${DEFAULT-VALUE}).")
    private int units;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Optimizer steps, of " + Recipe.BATCH + " stories each (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Option(
            names = "--longest",
            paramLabel = "N",
            defaultValue = "60",
            description = "Words between fact and question, up to which they train (default: ${DEFAULT-VALUE}).")
    private int longest;

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
            description = "Train so many networks of each cell, tell the mean, and answer with the first "
                    + "(default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Mixin
    private ComputingOptions computing;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Where to save the network, if --cell names one cell (default: not saved).")
    private Path save;

    @Option(
            names = "--load",
            paramLabel = "FILE",
            description = "A saved network to ask (default: one of each cell is trained).")
    private Path load;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where to write the plot, as SVG (default: not written).")
    private Path out;

    @Option(names = "--quick", description = "Few steps, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    private final InputStream typed;

    /** For picocli. */
    public StoryCommand() {
        this(System.in);
    }

    /** Reads stories from elsewhere than the standard input. */
    StoryCommand(InputStream typed) {
        this.typed = typed;
    }

    @Override
    public Integer call() {
        PrintWriter print = spec.commandLine().getOut();
        check();
        List<Question> questions = ask.stream().map(Question::typed).toList();
        Distances distances = Distances.of(longest, quick ? 20 : 300, seed);
        print.printf(
                Locale.ROOT,
                "Stories of %d facts about %d persons, in %d words; after the last word of a question a name is the"
                        + " answer%n",
                StoryTeller.FACTS,
                Lexicon.PERSONS.size(),
                Lexicon.vocabulary().size());
        Map<String, StoryModel> models = new LinkedHashMap<>();
        List<Plot.Line> lines = new ArrayList<>();
        if (load != null) {
            models.put("loaded", StoryModel.load(load));
            lines.add(new Plot.Line("loaded", distances.right(models.get("loaded"))));
        } else {
            trainAll(models, lines, distances, print);
        }
        report(distances, lines, print);
        print.println();
        print.println(NOTE);
        for (String question : NOTE_QUESTIONS) {
            answer(models, Question.typed(NOTE + " " + question), question, print);
        }
        if (questions.isEmpty()) {
            converse(models, print);
        } else {
            questions.forEach(question -> answer(models, question, question.text(), print));
        }
        print.flush();
        return 0;
    }

    private void trainAll(
            Map<String, StoryModel> models, List<Plot.Line> lines, Distances distances, PrintWriter print) {
        for (String cell : new LinkedHashSet<>(cells)) {
            List<List<Double>> right = new ArrayList<>();
            for (int run = 0; run < seeds; run++) {
                StoryModel model = train(
                        new Recipe(
                                cell, units, EMBEDDING, quick ? 50 : steps, longest, seed + run, computing.precision()),
                        models,
                        print);
                models.putIfAbsent(cell, model);
                right.add(distances.right(model));
            }
            lines.add(new Plot.Line(cell, mean(right)));
        }
        if (save != null) {
            models.values().iterator().next().save(save);
            print.println("Saved to " + save);
        }
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        if (load != null) {
            WithLoad.refuse(spec, TRAINING);
        }
        if (save != null && new LinkedHashSet<>(cells).size() > 1) {
            throw new BadInputException("--save is one file, and --cell names " + String.join(", ", cells)
                    + "; give one cell, or leave --save out");
        }
        for (String cell : cells) {
            new Recipe(cell, units, EMBEDDING, steps, longest, seed);
            Plugins.installed().cell(cell, Map.of("units", units));
        }
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new BadInputException("--seeds is " + seeds + "; give a number from 1 to " + MOST_SEEDS);
        }
        OutputFile.check(out, "--out");
        OutputFile.check(save, "--save");
    }

    /** @param before networks of other cells, which are saved as well if this training is broken off */
    private StoryModel train(Recipe recipe, Map<String, StoryModel> before, PrintWriter print) {
        print.printf(
                Locale.ROOT,
                "Training a %s cell of %d units on %,d stories with up to %d words between fact and question, seed %d%n",
                recipe.cell(),
                recipe.units(),
                (long) recipe.steps() * Recipe.BATCH,
                recipe.longest(),
                recipe.seed());
        print.flush();
        StoryModel model = StoryModel.untrained(recipe);
        Map<String, StoryModel> begun = new LinkedHashMap<>(before);
        begun.putIfAbsent(recipe.cell(), model);
        Interruption.saving("story", save, file -> saved(begun, file), () -> {
            try (Progress progress = Progress.start("training", recipe.steps())) {
                model.train(recipe, progress);
            }
        });
        return model;
    }

    private String saved(Map<String, StoryModel> begun, Path file) {
        if (save != null || begun.size() == 1) {
            begun.values().iterator().next().save(file);
            return file + "; rnn story --load=" + file + " asks it";
        }
        List<String> files = new ArrayList<>();
        begun.forEach((cell, model) -> {
            Path its = Interruption.free("story-" + cell);
            model.save(its);
            files.add(its.toString());
        });
        return String.join(", ", files) + "; rnn story --load=FILE asks one";
    }

    private static List<Double> mean(List<List<Double>> runs) {
        List<Double> mean = new ArrayList<>();
        for (int i = 0; i < runs.get(0).size(); i++) {
            int group = i;
            mean.add(runs.stream().mapToDouble(run -> run.get(group)).average().orElseThrow());
        }
        return mean;
    }

    private void report(Distances distances, List<Plot.Line> lines, PrintWriter print) {
        int each = distances.groups().get(0).stories().size();
        print.println();
        print.printf(
                Locale.ROOT,
                "Right answers to %d new stories for each distance%s%n",
                each,
                seeds > 1 ? ", mean of " + seeds + " seeds" : "");
        List<Double> guessed = distances.guessed();
        double chance = 1.0 / Lexicon.PERSONS.size();
        print.printf("%-10s", "words");
        lines.forEach(line -> print.printf("%9s", line.name()));
        print.println("   any name  any in the story");
        for (int i = 0; i < guessed.size(); i++) {
            print.printf("%-10s", distances.groups().get(i));
            for (Plot.Line line : lines) {
                print.printf(Locale.ROOT, "%9.3f", line.right().get(i));
            }
            print.printf(Locale.ROOT, "%11.3f%18.3f%n", chance, guessed.get(i));
        }
        Plot plot = new Plot(
                distances.groups().stream().map(Distances.Group::middle).toList(), lines, chance, longest);
        print.println();
        print.println(plot.text());
        if (out != null) {
            OutputFile.replace(out, plot.svg());
            print.println("The plot is in " + out);
        }
        print.flush();
    }

    private static void answer(Map<String, StoryModel> models, Question question, String shown, PrintWriter print) {
        print.println(shown);
        models.forEach((cell, model) -> {
            StoryModel.Answer answer = model.answer(question);
            print.printf(Locale.ROOT, "  %-10s %-5s %.2f%n", cell, answer.name(), answer.probability());
        });
        print.flush();
    }

    /** Answers what is typed or piped in, to its end or to an empty line; what is no question is told and passed over. */
    private void converse(Map<String, StoryModel> models, PrintWriter print) {
        print.println();
        print.println(
                "Type a story with a question at its end, in one line; an empty line ends. In the stories learned");
        print.println("from, nobody else eats (drinks, likes, has) something too. Questions are");
        print.println(Question.examples());
        print.flush();
        // Not closed: the standard input is not ours.
        BufferedReader lines = new BufferedReader(new InputStreamReader(typed, StandardCharsets.UTF_8));
        try {
            for (String line = lines.readLine(); line != null && !line.isBlank(); line = lines.readLine()) {
                try {
                    answer(models, Question.typed(line), line.strip(), print);
                } catch (BadInputException e) {
                    print.println(e.getMessage());
                    print.flush();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
