package dev.rnn4j.examples.note;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The weights and the data of the note's 2-3-2 example, as plain numbers and as a {@link Network}. The note gives no
 * numbers; these are chosen so that every mistake shows: no zeros, no symmetry, both signs.
 *
 * <p>Matrices are kept row by row, so {@code hxW} is {@code hxW[0][0], hxW[0][1], hxW[1][0], ...}. Immutable.
 */
public final class NoteNetwork {
    /** Numbers in an input x_t. */
    public static final int INPUTS = 2;
    /** Hidden units: the entries of a1_t. */
    public static final int HIDDEN = 3;
    /** Numbers in an output a2_t: the n of eq 5 and 6. */
    public static final int OUTPUTS = 2;
    /** The note's names of the five parameters. */
    public static final List<String> NAMES = List.of("hxW", "hhW", "b1", "hyW", "b2");

    /** The activation of a layer. */
    public enum Squash {
        /** 1 / (1 + e^−z), entry by entry. */
        SIGMOID,
        /** e^z over the sum of all e^z: eq 11. */
        SOFTMAX;

        /** The activation of a layer's pre-activations. */
        double[] of(double... z) {
            double[] a = new double[z.length];
            double largest = Arrays.stream(z).max().orElse(0);
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                a[i] = this == SIGMOID ? 1 / (1 + Math.exp(-z[i])) : Math.exp(z[i] - largest);
                sum += a[i];
            }
            for (int i = 0; i < a.length && this == SOFTMAX; i++) {
                a[i] /= sum;
            }
            return a;
        }
    }

    /** What the outputs are compared with the targets by. */
    public enum Cost {
        /** The squared error of eq 6. */
        SQUARED_ERROR,
        /** −Σ y log a, with a softmax output. */
        CROSS_ENTROPY
    }

    private final Map<String, double[]> parameters;
    private final double[][] x;
    private final double[][] y;
    private final double[] start;
    private final Squash hidden;
    private final Squash output;
    private final Cost cost;

    private NoteNetwork(
            Map<String, double[]> parameters,
            double[][] x,
            double[][] y,
            double[] start,
            Squash hidden,
            Squash output,
            Cost cost) {
        this.parameters = parameters;
        this.x = x;
        this.y = y;
        this.start = start;
        this.hidden = hidden;
        this.output = output;
        this.cost = cost;
    }

    /** The network with a sigmoid hidden layer and the squared error. */
    public static NoteNetwork of(Squash output) {
        Map<String, double[]> p = new LinkedHashMap<>();
        p.put("hxW", new double[] {.5, -.3, .8, .2, -.4, .7});
        p.put("hhW", new double[] {.1, -.5, .9, .4, .2, -.6, -.3, .8, .5});
        p.put("b1", new double[] {.1, -.2, .05});
        p.put("hyW", new double[] {.6, -.7, .4, -.2, .9, -.5});
        p.put("b2", new double[] {-.1, .3});
        return new NoteNetwork(
                p,
                new double[][] {{1, .5}, {-.6, .8}, {.3, -1.2}},
                new double[][] {{1, 0}, {0, 1}, {1, 0}},
                new double[HIDDEN],
                Squash.SIGMOID,
                output,
                Cost.SQUARED_ERROR);
    }

    /** The same with another cost. */
    public NoteNetwork with(Cost other) {
        return new NoteNetwork(parameters, x, y, start, hidden, output, other);
    }

    /** The same with another activation of the hidden layer. */
    public NoteNetwork withHidden(Squash other) {
        return new NoteNetwork(parameters, x, y, start, other, output, cost);
    }

    /** The same with one more step. */
    public NoteNetwork withStep(double[] input, double[] target) {
        double[][] xs = Arrays.copyOf(x, x.length + 1);
        double[][] ys = Arrays.copyOf(y, y.length + 1);
        xs[x.length] = input.clone();
        ys[y.length] = target.clone();
        return new NoteNetwork(parameters, xs, ys, start, hidden, output, cost);
    }

    /** The same with another a1 before step 0. */
    public NoteNetwork withStart(double... a1) {
        return new NoteNetwork(parameters, x, y, a1.clone(), hidden, output, cost);
    }

    /** The same with other values of a parameter. */
    public NoteNetwork with(String name, double... values) {
        Map<String, double[]> p = new LinkedHashMap<>(parameters);
        p.put(name, values.clone());
        return new NoteNetwork(p, x, y, start, hidden, output, cost);
    }

    /** The same with {@code change} added to one number of a parameter. */
    public NoteNetwork moved(String name, int index, double change) {
        double[] values = parameter(name);
        values[index] += change;
        return with(name, values);
    }

    /** The numbers of a parameter, row by row. */
    public double[] parameter(String name) {
        return parameters.get(name).clone();
    }

    /** T, the number of steps. */
    public int steps() {
        return x.length;
    }

    /** x_t. */
    public double[] x(int t) {
        return x[t].clone();
    }

    /** y_t. */
    public double[] y(int t) {
        return y[t].clone();
    }

    /** a1 before step 0. */
    public double[] start() {
        return start.clone();
    }

    /** σ of the hidden layer. */
    public Squash hidden() {
        return hidden;
    }

    /** σ of the output layer. */
    public Squash output() {
        return output;
    }

    /** The cost. */
    public Cost cost() {
        return cost;
    }

    /** The name of the loss that this cost is, averaged over the steps. */
    public String lossName() {
        return cost == Cost.SQUARED_ERROR ? "mse" : "cross-entropy";
    }

    /** What a {@link Network} calls one of the note's parameters. */
    public static String publicName(String name) {
        return switch (name) {
            case "hxW" -> "weight_ih_l0";
            case "hhW" -> "weight_hh_l0";
            case "b1" -> "bias_ih_l0";
            case "hyW" -> "out.weight";
            case "b2" -> "out.bias";
            default -> throw new IllegalArgumentException("the note has no parameter " + name);
        };
    }

    /** The shape of a parameter. */
    public static int[] shape(String name) {
        return switch (name) {
            case "hxW" -> new int[] {HIDDEN, INPUTS};
            case "hhW" -> new int[] {HIDDEN, HIDDEN};
            case "b1" -> new int[] {HIDDEN};
            case "hyW" -> new int[] {OUTPUTS, HIDDEN};
            case "b2" -> new int[] {OUTPUTS};
            default -> throw new IllegalArgumentException("the note has no parameter " + name);
        };
    }

    /** The same as a network of this library, in 64 bits. */
    public Network network() {
        Network network = Network.builder()
                .inputs(INPUTS)
                .recurrent("simple", Map.of("units", HIDDEN, "activation", plugin(hidden)))
                .dense(OUTPUTS, plugin(output))
                .precision(Precision.FLOAT64)
                .build();
        for (String name : NAMES) {
            network.setParameter(publicName(name), Tensor.of(parameters.get(name), shape(name)));
        }
        return network;
    }

    /** The inputs and the targets. */
    public Example example() {
        return new Example(Series.rows(x), Series.rows(y));
    }

    private static String plugin(Squash squash) {
        return squash == Squash.SIGMOID ? "sigmoid" : "softmax";
    }
}
