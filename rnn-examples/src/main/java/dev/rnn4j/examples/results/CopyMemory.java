package dev.rnn4j.examples.results;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The copying memory problem (Arjovsky et al. 2016, section 4.1): ten symbols of eight kinds, T − 1 blanks, a sign to begin,
 * and ten more blanks, during which the ten symbols are asked for; before them, blanks are.
 */
final class CopyMemory implements Experiment {
    static final int KINDS = 8;
    static final int BLANK = KINDS;
    static final int BEGIN = KINDS + 1;
    static final int SYMBOLS = 10;

    private static final int DELAY = 20;
    private static final int UNITS = 128;
    private static final int TEST = 1000;
    private static final double FORGET_BIAS = 5;
    private static final FreshTraining TRAINING = new FreshTraining("cross-entropy", 4000, 32, 0.01);

    @Override
    public String name() {
        return "copy";
    }

    @Override
    public String title() {
        return "Copying memory, T = " + DELAY;
    }

    @Override
    public String about() {
        return String.format(
                Locale.ROOT,
                "%d symbols of %d kinds, T - 1 blanks, a sign to begin and %d blanks, during which the symbols are asked"
                        + " for, in order; before, blanks are (Arjovsky, Shah and Bengio 2016, section 4.1). Without a"
                        + " memory the best is to answer one of the %d kinds by chance, a cross-entropy of 10 ln 8 /"
                        + " (T + 20) = %.4f. One layer of %d units, a dense layer and softmax at every step; the forget"
                        + " gate's bias of the LSTM starts at %s, so that it remembers over the delay. %s Measured: the"
                        + " mean cross-entropy of a step, in nats, on %,d other sequences.",
                SYMBOLS,
                KINDS,
                SYMBOLS,
                KINDS,
                withoutMemory(DELAY),
                UNITS,
                FORGET_BIAS,
                TRAINING.about(),
                TEST);
    }

    @Override
    public List<String> cells() {
        return List.of("lstm", "gru", "simple");
    }

    @Override
    public String known(String cell) {
        String without = String.format(Locale.ROOT, "%.4f without a memory", withoutMemory(DELAY));
        return cell.equals("simple") ? without : "well below " + without;
    }

    /** The cross-entropy of the best answers without a memory. */
    static double withoutMemory(int delay) {
        return SYMBOLS * Math.log(KINDS) / (delay + 2 * SYMBOLS);
    }

    @Override
    public double measure(Run run) {
        SplittableRandom random = new SplittableRandom(run.seed());
        int delay = run.quick() ? 2 : DELAY;
        Supplier<Example> draw = () -> sequence(delay, random);
        List<Example> test = Stream.generate(draw).limit(TEST).toList();
        Network network = Network.builder()
                .tokens(BEGIN + 1)
                .recurrent(
                        run.cell(),
                        run.cell().equals("lstm")
                                ? Map.of("units", UNITS, "forget-bias", FORGET_BIAS)
                                : Map.of("units", UNITS))
                .dense(BLANK + 1, "softmax")
                .seed(run.seed())
                .precision(run.precision())
                .build();
        FreshTraining training = run.quick() ? TRAINING.quick() : TRAINING;
        return training.train(network, run, draw).evaluate(test).loss();
    }

    /** T + 20 tokens, and those that are asked for. */
    static Example sequence(int delay, SplittableRandom random) {
        int[] input = new int[delay + 2 * SYMBOLS];
        int[] target = new int[input.length];
        Arrays.fill(input, BLANK);
        Arrays.fill(target, BLANK);
        for (int i = 0; i < SYMBOLS; i++) {
            int symbol = random.nextInt(KINDS);
            input[i] = symbol;
            target[delay + SYMBOLS + i] = symbol;
        }
        input[delay + SYMBOLS - 1] = BEGIN;
        return new Example(Series.tokens(input), Series.tokens(target));
    }

    @Override
    public String show(double figure) {
        return String.format(Locale.ROOT, "%.4f", figure);
    }
}
