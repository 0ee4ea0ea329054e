package dev.rnn4j.examples.results;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rnn results}: trains on tasks with known results and writes what came out beside them. */
@Command(
        name = "results",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains on tasks with known results, and writes its own beside them.",
            "Without names it runs all; what needs data that is not given is left out."
        })
public final class ResultsCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 100;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description =
                    "What to run: an experiment, such as adding, or one of its rows, such as adding-lstm (default: all).")
    private List<String> names = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The page to write; rows in it that are not run stay as they are (default: not written).")
    private Path out;

    @Option(
            names = "--chorales",
            paramLabel = "FILE",
            description = "Bach's chorales as JSON, for chorales (default: left out).")
    private Path chorales;

    @Option(
            names = "--sentiment",
            paramLabel = "DIR",
            description = "Sentences with their labels, for sentiment (default: left out).")
    private Path sentiment;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many trainings a row is the mean of (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first training of a row; the others have the next ones (default: ${DEFAULT-VALUE}).")
    private long first;

    @Mixin
    private ComputingOptions computing;

    @Option(names = "--quick", description = "Tiny versions, to see that they run; not for a page.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public ResultsCommand() {}

    /** A row to run. */
    private record Row(Experiment experiment, String cell) {
        String name() {
            return experiment.row(cell);
        }
    }

    @Override
    public Integer call() {
        List<Experiment> experiments = experiments(chorales, sentiment);
        List<Row> rows = chosen(experiments);
        check();
        PrintWriter print = spec.commandLine().getOut();
        List<Result> results = new ArrayList<>();
        for (Row row : rows) {
            Experiment e = row.experiment();
            if (!e.ready()) {
                print.println(row.name() + ": left out, it needs " + e.dataOption());
                continue;
            }
            Result result = run(row);
            results.add(result);
            print.printf(
                    Locale.ROOT,
                    "%s: %s (%s), %.0f s; known: %s%n",
                    row.name(),
                    e.show(result.mean()),
                    result.figures().stream().map(e::show).collect(Collectors.joining(", ")),
                    result.seconds(),
                    e.known(row.cell()));
            print.flush();
            if (out != null) { // after each row, so that breaking off loses no other
                String page = ResultsPage.render(experiments, results, before());
                OutputFile.replace(out, page.getBytes(StandardCharsets.UTF_8));
            }
        }
        print.flush();
        return 0;
    }

    /** All there are, in the order of the page; the data is null where there is none. */
    static List<Experiment> experiments(Path chorales, Path sentiment) {
        return List.of(
                new Adding(),
                new CopyMemory(),
                new Reber(),
                new ReversedAddition(),
                new Chorales(chorales),
                new Sentiment(sentiment));
    }

    /** What would otherwise be found out after minutes. */
    private void check() {
        if (seeds < 1 || seeds > MOST_SEEDS) {
            throw new BadInputException("--seeds is " + seeds + "; give a number from 1 to " + MOST_SEEDS);
        }
        exists(chorales, "--chorales");
        exists(sentiment, "--sentiment");
        OutputFile.check(out, "--out");
        if (quick && out != null) {
            throw new BadInputException(
                    "--out with --quick would write figures that mean nothing; leave one of them out");
        }
    }

    private static void exists(Path data, String option) {
        if (data != null && !Files.exists(data)) {
            throw new BadInputException(option + " is " + data + ", but there is no such file; check its name");
        }
    }

    private List<Row> chosen(List<Experiment> experiments) {
        List<Row> all = experiments.stream()
                .flatMap(e -> e.cells().stream().map(cell -> new Row(e, cell)))
                .toList();
        for (String name : names) {
            List<Row> named = all.stream().filter(row -> isNamed(row, name)).toList();
            if (named.isEmpty()) {
                throw new BadInputException("there is no experiment '" + name + "'; there are "
                        + Stream.concat(
                                        experiments.stream().map(Experiment::name),
                                        all.stream().map(Row::name))
                                .collect(Collectors.joining(", ")));
            }
            Experiment e = named.get(0).experiment();
            if (!e.ready()) {
                throw new BadInputException(name + " needs data: give " + e.dataOption());
            }
        }
        return all.stream()
                .filter(row -> names.isEmpty() || names.stream().anyMatch(name -> isNamed(row, name)))
                .toList();
    }

    private static boolean isNamed(Row row, String name) {
        return row.name().equals(name) || row.experiment().name().equals(name);
    }

    private Result run(Row row) {
        long start = System.nanoTime();
        List<Double> figures = new ArrayList<>();
        for (int run = 0; run < (quick ? 1 : seeds); run++) {
            figures.add(row.experiment()
                    .measure(new Run(row.name(), row.cell(), first + run, quick, computing.precision())));
        }
        return new Result(row.name(), figures, (System.nanoTime() - start) / 1e9);
    }

    private String before() {
        try {
            return Files.exists(out) ? Files.readString(out) : "";
        } catch (IOException e) {
            throw new BadInputException(out + " is there but cannot be read; name another file with --out", e);
        }
    }
}
