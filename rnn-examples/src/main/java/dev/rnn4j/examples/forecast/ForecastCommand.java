package dev.rnn4j.examples.forecast;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.CellNames;
import dev.rnn4j.examples.ComputingOptions;
import dev.rnn4j.examples.OutputFile;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code rnn forecast}: networks learn from the beginning of a series, are measured on its end beside the seasonal-naive and
 * other forecasts, and foretell what follows.
 */
@Command(
        name = "forecast",
        abbreviateSynopsis = true,
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Foretells a series of numbers, measures itself beside the seasonal-naive forecast, draws it.")
public final class ForecastCommand implements Callable<Integer> {
    private static final int EPOCHS = 200;
    private static final int QUICK_EPOCHS = 15;
    private static final int PATIENCE = 50;
    private static final int NETWORKS = 5;
    private static final int QUICK_NETWORKS = 2;
    private static final int HORIZON_WITHOUT_SEASON = 6;
    private static final int MOST_STEPS = 10_000;
    private static final int SEASONS_DRAWN = 8;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "A number in each line, or a table (CSV, TSV) (default: Australian beer production).")
    private Path data;

    @Option(
            names = "--column",
            paramLabel = "NAME",
            description =
                    "The table's column, by its name in the header or its number, from 1 (default: the only one with numbers).")
    private String column;

    @Option(
            names = "--season",
            paramLabel = "N",
            description = "Values in a season: 4 quarters, 12 months, 24 hours; 1 for none (needed with --data).")
    private Integer season;

    @Option(
            names = "--horizon",
            paramLabel = "N",
            description =
                    "How many values to foretell (default: two seasons, " + HORIZON_WITHOUT_SEASON + " without one).")
    private Integer horizon;

    @Option(
            names = "--test-fraction",
            paramLabel = "X",
            defaultValue = "0.2",
            description = "The last part, to measure on; as much before it is for early stopping "
                    + "(default: ${DEFAULT-VALUE}).")
    private double testFraction;

    @Option(names = "--no-log", description = "Take no logarithms, even if all values are above 0.")
    private boolean noLog;

    @Option(
            names = "--cell",
            paramLabel = "NAME",
            completionCandidates = CellNames.class,
            defaultValue = "gru",
            description = "The recurrent cell (default: ${DEFAULT-VALUE}).")
    private String cell;

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "12",
            description = "Its hidden units (default: ${DEFAULT-VALUE}).")
    private int units;

    @Option(
            names = "--networks",
            paramLabel = "N",
            description = "Networks to train, whose mean is the forecast (default: " + NETWORKS + ").")
    private Integer networks;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "How often to go through the examples at most (default: " + EPOCHS + ").")
    private Integer epochs;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "0.001",
            description = "Of Adam (default: ${DEFAULT-VALUE}).")
    private double learningRate;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the first network; the others have the next ones (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Mixin
    private ComputingOptions computing;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "forecast.svg",
            description = "Where to write the picture, as SVG (default: ${DEFAULT-VALUE}).")
    private Path out;

    @Option(names = "--quick", description = "Few networks and epochs, to see that it runs.")
    private boolean quick;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public ForecastCommand() {}

    @Override
    public Integer call() {
        check();
        PrintWriter print = spec.commandLine().getOut();
        Observations series = data == null ? Observations.ausbeer() : Observations.of(data, column);
        int perSeason = data == null ? Observations.QUARTERS : season;
        int steps = horizon != null ? horizon : perSeason == 1 ? HORIZON_WITHOUT_SEASON : 2 * perSeason;
        double[] values = series.values();
        Parts parts = Parts.of(values.length, testFraction, perSeason, steps);
        double[] known = Arrays.copyOf(values, parts.test());
        double unit = Backtest.scale(known, perSeason);
        if (unit == 0) {
            throw new BadInputException(
                    "each value is the same as one season before, so there is nothing to learn; give"
                            + " another series or --season");
        }
        Scale scale = noLog ? Scale.PLAIN : Scale.of(Arrays.copyOf(values, parts.validation()));
        Arrays.stream(values).forEach(scale::of); // refuses now what would be refused after the training

        Recipe recipe = recipe();
        print.printf(
                Locale.ROOT,
                "%s: %d values, %s to %s, seasons of %d%s%n",
                series.title(),
                values.length,
                series.label().apply(0),
                series.label().apply(values.length - 1),
                perSeason,
                scale == Scale.LOG ? ", as logarithms" : "");
        print.printf(
                Locale.ROOT,
                "Training %d networks (%s, %d units) on the first %d values, stopping by the next %d, seed %d%n",
                recipe.networks(),
                recipe.cell(),
                recipe.units(),
                parts.validation(),
                parts.test() - parts.validation(),
                recipe.seed());
        print.flush();
        Ensemble ensemble = Ensemble.train(known, parts.validation(), perSeason, steps, scale, recipe);
        print.printf(
                Locale.ROOT,
                "%d numbers learned by each; best after epochs %s%n%n",
                ensemble.parameterCount(),
                ensemble.epochs());

        Band band = Band.of(Backtest.of(ensemble, known, parts.validation(), steps), scale);
        measure(ensemble, band, values, parts.test(), perSeason, steps, unit, scale, print);
        draw(ensemble, band, series, perSeason, steps, print);
        return 0;
    }

    private Recipe recipe() {
        return new Recipe(
                cell,
                units,
                learningRate,
                epochs != null ? epochs : quick ? QUICK_EPOCHS : EPOCHS,
                PATIENCE,
                networks != null ? networks : quick ? QUICK_NETWORKS : NETWORKS,
                seed,
                computing.precision());
    }

    /** What would otherwise be found out later. */
    private void check() {
        if (data == null && (column != null || season != null)) {
            throw new BadInputException((column != null ? "--column" : "--season")
                    + " is of no use without --data; the built-in series has one column and seasons of 4");
        }
        if (data != null && season == null) {
            throw new BadInputException(
                    "--data needs --season, how many values make a season: 4 for quarters, 12 for months, 1 for none");
        }
        within(1, MOST_STEPS, season, "--season");
        within(1, MOST_STEPS, horizon, "--horizon");
        within(1, 1000, units, "--units");
        within(1, 100, networks, "--networks");
        within(1, 1_000_000, epochs, "--epochs");
        if (!(testFraction > 0 && testFraction < 0.5)) {
            throw new BadInputException("--test-fraction is " + testFraction + "; give a number between 0 and 0.5");
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate is " + learningRate + "; give a number above 0, up to 1");
        }
        OutputFile.check(out, "--out");
    }

    private static void within(int least, int most, Integer number, String option) {
        if (number != null && (number < least || number > most)) {
            throw new BadInputException(option + " is " + number + "; give a number from " + least + " to " + most);
        }
    }

    private static void measure(
            Ensemble ensemble,
            Band band,
            double[] values,
            int test,
            int season,
            int steps,
            double unit,
            Scale scale,
            PrintWriter print) {
        Map<String, Forecaster> forecasters = new LinkedHashMap<>();
        forecasters.put("networks", ensemble);
        forecasters.put("the same before training", ensemble.untrained());
        forecasters.put("Holt-Winters", HoltWinters.fit(Arrays.copyOf(values, test), season, scale));
        forecasters.put("seasonal naive", Baselines.seasonalNaive(season));
        forecasters.put("seasonal naive with drift", Baselines.seasonalDrift(season));
        forecasters.put("naive", Baselines::naive);
        forecasters.put("drift", Baselines::drift);
        Backtest tested = Backtest.of(ensemble, values, test, steps);
        print.printf(
                Locale.ROOT,
                "%-28s%10s%10s%8s%n",
                "Tested on the last " + (values.length - test),
                "MAE",
                "RMSE",
                "MASE");
        Map<String, Double> errors = new LinkedHashMap<>();
        forecasters.forEach((name, forecaster) -> {
            Backtest one = Backtest.of(forecaster, values, test, steps);
            errors.put(name, one.meanAbsoluteError());
            print.printf(
                    Locale.ROOT,
                    "%-28s%10.4g%10.4g%8.3f%n",
                    name,
                    one.meanAbsoluteError(),
                    one.rootMeanSquaredError(),
                    one.meanAbsoluteError() / unit);
        });
        Backtest naive = Backtest.of(Baselines.seasonalNaive(season), values, test, steps);
        double smaller = 1 - tested.meanAbsoluteError() / naive.meanAbsoluteError();
        print.printf(
                Locale.ROOT,
                "%d steps ahead from each of %d origins. The networks' error is %.0f %% %s than that of seasonal naive, and%n"
                        + "smaller at %d of the origins. The smallest mean error: %s.%n"
                        + "Of the values %.0f %% came within the band meant for %.0f %%.%n%n",
                steps,
                tested.origins(),
                100 * Math.abs(smaller),
                smaller >= 0 ? "smaller" : "larger",
                tested.closerThan(naive),
                Collections.min(errors.entrySet(), Map.Entry.comparingByValue()).getKey(),
                100 * band.covered(tested),
                100 * Band.SHARE);
        print.flush();
    }

    private void draw(Ensemble ensemble, Band band, Observations series, int season, int steps, PrintWriter print) {
        double[] values = series.values();
        int n = values.length;
        double[] before = Arrays.copyOf(values, n - steps);
        Picture.Foretold next = Picture.Foretold.of(ensemble.forecast(values, steps), band);
        Picture picture = new Picture(
                values,
                Math.max(0, n - Math.max(SEASONS_DRAWN * season, 3 * steps)),
                Picture.Foretold.of(ensemble.forecast(before, steps), band),
                Baselines.seasonalNaive(season).forecast(before, steps),
                next,
                series.label(),
                series.title());
        TerminalPlot.lines(picture).forEach(print::println);
        print.printf(
                "%n%-10s%12s%26s%18s%n",
                "next", "networks", Math.round(100 * Band.SHARE) + " % of them between", "seasonal naive");
        double[] naive = Baselines.seasonalNaive(season).forecast(values, steps);
        for (int h = 0; h < steps; h++) {
            print.printf(
                    Locale.ROOT,
                    "%-10s%12.5g%13.5g%13.5g%18.5g%n",
                    series.label().apply(n + h),
                    next.forecast()[h],
                    next.lower()[h],
                    next.upper()[h],
                    naive[h]);
        }
        OutputFile.replace(out, SvgPlot.draw(picture).getBytes(StandardCharsets.UTF_8));
        print.println("The picture is in " + out);
        print.flush();
    }
}
