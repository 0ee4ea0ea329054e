package dev.rnn4j.examples.combinations;

import dev.rnn4j.core.InputMode;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Examples for a network, of all lengths from 0 on, some weighted, some with states to start from. */
final class RandomBatch {
    private final Chance chance;
    private final RandomNetwork of;
    private final Network network;
    private final int longest;

    private RandomBatch(long seed, RandomNetwork of, int longest) {
        this.chance = new Chance(seed);
        this.of = of;
        this.network = of.network();
        this.longest = longest;
    }

    static List<Example> of(long seed, RandomNetwork network) {
        return of(seed, network, 6);
    }

    static List<Example> of(long seed, RandomNetwork network, int longest) {
        RandomBatch batch = new RandomBatch(seed, network, longest);
        List<Example> all = new ArrayList<>();
        boolean weights = batch.chance.onceIn(2);
        boolean states = batch.chance.onceIn(2);
        int rows = batch.chance.within(1, 5);
        for (int i = 0; i < rows; i++) {
            all.add(batch.example(weights, states));
        }
        return all;
    }

    private Example example(boolean weights, boolean states) {
        int length = chance.onceIn(4) ? chance.within(0, 1) : chance.within(0, longest);
        Series input = input(of.mode() == InputMode.SEQUENCE ? length : 1);
        Series target;
        if (of.lossSpec().startsWith("ctc")) {
            target = Series.tokens(IntStream.range(0, chance.within(0, 3))
                    .map(i -> chance.within(1, network.outputWidth() - 1))
                    .toArray());
        } else {
            target = target(of.readsOut() ? 1 : of.decodes() ? chance.within(0, longest) : length);
        }
        Example e = new Example(input, target);
        if (weights) {
            e = e.weighted(chance.oneOf(0.0, 0.5, 1.0, 2.0));
            if (chance.onceIn(2) && !of.lossSpec().startsWith("ctc")) {
                e = e.withStepWeights(IntStream.range(0, target.length())
                        .mapToDouble(t -> chance.oneOf(0.0, 0.25, 1.0, 3.0))
                        .toArray());
            }
        }
        for (Map.Entry<String, Integer> s : network.states().entrySet()) {
            if (states && !of.decodes() && chance.onceIn(2)) {
                e = e.withState(s.getKey(), chance.row(s.getValue()));
            }
        }
        return e;
    }

    private Series input(int steps) {
        int w = network.inputWidth();
        return network.readsTokens()
                ? Series.tokens(IntStream.range(0, steps)
                        .map(t -> chance.within(0, w - 1))
                        .toArray())
                : rows(steps, w);
    }

    private Series rows(int steps, int width) {
        double[][] rows = new double[steps][];
        for (int t = 0; t < steps; t++) {
            rows[t] = chance.row(width);
        }
        return Series.rows(rows);
    }

    private Series target(int steps) {
        int w = network.outputWidth();
        boolean classes = of.decodes() ? of.writesTokens() : chance.onceIn(2);
        if (classes) {
            int least = of.lossSpec().contains("ignored-index=-1") ? -1 : 0;
            return Series.tokens(IntStream.range(0, steps)
                    .map(t -> chance.within(least, w - 1))
                    .toArray());
        }
        if (!of.lossSpec().startsWith("cross") && !of.lossSpec().startsWith("binary")) {
            return rows(steps, w);
        }
        double[][] rows = new double[steps][w];
        for (double[] row : rows) {
            int c = chance.within(0, w - 1);
            row[c] = 0.75;
            row[(c + 1) % w] += 0.25;
        }
        return Series.rows(rows);
    }
}
