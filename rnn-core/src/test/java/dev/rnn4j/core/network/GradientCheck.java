package dev.rnn4j.core.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.api.Loss;
import dev.rnn4j.core.Gradients;
import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** Compares a network's gradients, by each parameter, input and given state, with finite differences; 64 bits. */
final class GradientCheck {
    static final Loss SQUARED = (y, t) -> y.minus(t).square().mean();
    private static final double H = 1e-5;

    private final Network network;
    private final Reduction reduction;

    private GradientCheck(Network network, Reduction reduction) {
        this.network = network;
        this.reduction = reduction;
    }

    static void check(Network network, List<Example> batch, Reduction reduction, Map<String, Tensor> states) {
        new GradientCheck(network, reduction).check(batch, states);
    }

    private Gradients run(List<Example> batch, Map<String, Tensor> states) {
        return network.gradients(batch, SQUARED, reduction, Truncation.none(), states);
    }

    private double loss(List<Example> batch, Map<String, Tensor> states) {
        return run(batch, states).loss();
    }

    private void check(List<Example> batch, Map<String, Tensor> states) {
        Gradients exact = run(batch, states);
        for (String name : network.parameterNames()) {
            Tensor p = network.parameter(name);
            for (int i = 0; i < p.size(); i++) {
                int at = i;
                double numeric = slope(by -> {
                    network.setParameter(name, moved(p, at, by));
                    return loss(batch, states);
                });
                same(numeric, exact.parameters().get(name), i, name);
            }
            network.setParameter(name, p);
        }
        states.forEach((name, s) -> {
            for (int i = 0; i < s.size(); i++) {
                int at = i;
                double numeric = slope(by -> loss(batch, with(states, name, moved(s, at, by))));
                same(numeric, exact.states().get(name), i, "state " + name);
            }
        });
        Tensor dx = exact.input();
        for (int t = 0; dx != null && t < dx.size(0); t++) {
            for (int b = 0; b < dx.size(1); b++) {
                for (int i = 0; i < dx.size(2); i++) {
                    int step = t;
                    int row = b;
                    int column = i;
                    boolean real = t < batch.get(b).input().length();
                    double numeric = real ? slope(by -> loss(movedInput(batch, step, row, column, by), states)) : 0;
                    same(numeric, dx, (t * dx.size(1) + b) * dx.size(2) + i, "input at step " + t + " of row " + b);
                }
            }
        }
    }

    /** The derivative at 0, from four points. */
    private static double slope(DoubleUnaryOperator f) {
        double near = f.applyAsDouble(H) - f.applyAsDouble(-H);
        double far = f.applyAsDouble(2 * H) - f.applyAsDouble(-2 * H);
        return (8 * near - far) / (12 * H);
    }

    private static void same(double numeric, Tensor exact, int i, String what) {
        assertEquals(numeric, exact.flat(i), 1e-8, what + "[" + i + "]");
    }

    private static Tensor moved(Tensor t, int i, double by) {
        Tensor m = t.copy();
        m.setFlat(i, t.flat(i) + by);
        return m;
    }

    private static Map<String, Tensor> with(Map<String, Tensor> states, String name, Tensor s) {
        Map<String, Tensor> all = new LinkedHashMap<>(states);
        all.put(name, s);
        return all;
    }

    private static List<Example> movedInput(List<Example> batch, int t, int b, int i, double by) {
        List<Example> moved = new ArrayList<>(batch);
        Series x = batch.get(b).input();
        double[][] rows = new double[x.length()][x.width()];
        for (int s = 0; s < rows.length; s++) {
            for (int k = 0; k < rows[s].length; k++) {
                rows[s][k] = x.get(s, k) + (s == t && k == i ? by : 0);
            }
        }
        Example e = batch.get(b);
        moved.set(b, new Example(Series.rows(rows), e.target(), e.states(), e.weight(), e.stepWeights()));
        return moved;
    }

    // ---- random data

    /** Parameters away from their start, so that nothing is checked at a special place such as a bias of 0. */
    static Network shaken(Network network, Random random) {
        for (String name : network.parameterNames()) {
            Tensor p = network.parameter(name);
            for (int i = 0; i < p.size(); i++) {
                p.setFlat(i, p.flat(i) + 0.3 * random.nextGaussian());
            }
            network.setParameter(name, p);
        }
        return network;
    }

    static Series series(Random random, int steps, int width) {
        double[][] rows = new double[steps][width];
        for (double[] row : rows) {
            for (int i = 0; i < width; i++) {
                row[i] = random.nextGaussian();
            }
        }
        return Series.rows(rows);
    }

    /** Sequences of up to so many steps, 0 included; for many-to-one a target of one step. */
    static List<Example> examples(Network network, Random random, int rows, int steps) {
        List<Example> batch = new ArrayList<>();
        for (int b = 0; b < rows; b++) {
            int n = random.nextInt(steps + 1);
            batch.add(new Example(
                    series(random, n, network.inputWidth()),
                    series(random, network.manyToOne() ? 1 : n, network.outputWidth())));
        }
        return batch;
    }

    /** A value for each state of each row. */
    static Map<String, Tensor> states(Network network, Random random, int rows) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        network.states().forEach((name, width) -> {
            Tensor s = Tensor.zeros(rows, width);
            for (int i = 0; i < s.size(); i++) {
                s.setFlat(i, 0.5 * random.nextGaussian());
            }
            all.put(name, s);
        });
        return all;
    }
}
