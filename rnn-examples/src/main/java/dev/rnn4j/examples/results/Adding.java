package dev.rnn4j.examples.results;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The adding problem (Hochreiter and Schmidhuber 1997, experiment 4, in the form of Le et al. 2015): of T numbers drawn from
 * [0, 1) two are marked, and their sum is asked for at the end.
 */
final class Adding implements Experiment {
    private static final int STEPS = 100;
    private static final int UNITS = 32;
    private static final int TEST = 1000;
    private static final FreshTraining TRAINING = new FreshTraining("mse", 2000, 32, 0.01);

    @Override
    public String name() {
        return "adding";
    }

    @Override
    public String title() {
        return "Adding problem, T = " + STEPS;
    }

    @Override
    public String about() {
        return String.format(
                Locale.ROOT,
                "Of %d numbers drawn from [0, 1) two are marked, anywhere; their sum is asked for at the end. To answer 1"
                        + " always has the variance of the sum as mean squared error, 2/12 = 0.1667. The task is that of"
                        + " Hochreiter and Schmidhuber 1997 (experiment 4) as Le, Jaitly and Hinton 2015 put it. One layer"
                        + " of %d units, a dense layer after the last step. %s Measured: the mean squared error on %,d"
                        + " other sequences.",
                STEPS,
                UNITS,
                TRAINING.about(),
                TEST);
    }

    @Override
    public List<String> cells() {
        return List.of("lstm", "gru", "simple");
    }

    @Override
    public String known(String cell) {
        return switch (cell) {
            case "simple" -> "near 0.1667: does not learn it (0.177 at T = 600, Bai et al. 2018)";
            case "lstm" ->
                "below 0.01: learns it, in the form and with the cell of Hochreiter and Schmidhuber 1997 after 74,000"
                        + " sequences";
            default -> "below 0.01: learns it (5.3e-5 at T = 600, Bai et al. 2018)";
        };
    }

    @Override
    public double measure(Run run) {
        SplittableRandom random = new SplittableRandom(run.seed());
        int steps = run.quick() ? 10 : STEPS;
        Supplier<Example> draw = () -> sequence(steps, random);
        List<Example> test = Stream.generate(draw).limit(TEST).toList();
        Network network = Network.builder()
                .inputs(2)
                .recurrent(run.cell(), UNITS)
                .lastStep()
                .dense(1)
                .seed(run.seed())
                .precision(run.precision())
                .build();
        FreshTraining training = run.quick() ? TRAINING.quick() : TRAINING;
        return training.train(network, run, draw).evaluate(test).loss();
    }

    /** A sequence of {@code [T, 2]} rows (number, mark) with the sum of the two marked numbers as target. */
    static Example sequence(int steps, SplittableRandom random) {
        double[][] rows = new double[steps][2];
        for (double[] row : rows) {
            row[0] = random.nextDouble();
        }
        int first = random.nextInt(steps);
        int second = random.nextInt(steps - 1);
        second += second >= first ? 1 : 0;
        rows[first][1] = 1;
        rows[second][1] = 1;
        return new Example(Series.rows(rows), Series.row(rows[first][0] + rows[second][0]));
    }

    @Override
    public String show(double figure) {
        return String.format(Locale.ROOT, "%.5f", figure);
    }
}
