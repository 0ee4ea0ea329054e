package dev.rnn4j.examples.conformance;

import dev.rnn4j.core.Tensor;
import dev.rnn4j.testkit.golden.GoldenCase;
import dev.rnn4j.testkit.golden.GoldenCase.Config;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * The forward pass of a golden case written a second time, number by number and row by row, straight from the equations.
 * It knows no derivative: gradients are differences of its loss. Where gradients are truncated, the states that count as
 * constants are those of another run, with the numbers as they were ({@code base}).
 */
final class PlainNetwork {
    private final GoldenCase golden;
    private final Config config;
    private final Map<String, Tensor> params;
    private final PlainNetwork base;
    private final int states;
    /** {@code [row][state][step]}: the state h, and c, that enters a step. */
    private final double[][][][] enterH;

    private final double[][][][] enterC;
    /** {@code [row][step]}: what the first layer reads. */
    private final double[][][] read;

    final Tensor hidden;
    final Tensor logits;
    final Tensor outputs;
    final Tensor finalH;
    final Tensor finalC;

    PlainNetwork(GoldenCase golden, Map<String, Tensor> params, PlainNetwork base) {
        this.golden = golden;
        this.config = golden.config();
        this.params = params;
        this.base = base;
        this.states = config.layers() * config.directions();
        int b = golden.rows();
        int t = golden.steps();
        enterH = new double[b][states][t][];
        enterC = new double[b][states][t][];
        read = new double[b][t][];
        hidden = Tensor.zeros(t, b, config.hidden() * config.directions());
        logits = config.manyToOne() ? Tensor.zeros(b, config.outputs()) : Tensor.zeros(t, b, config.outputs());
        outputs = Tensor.zeros(logits.shape());
        finalH = Tensor.zeros(states, b, config.hidden());
        finalC = Tensor.zeros(states, b, config.hidden());
        for (int row = 0; row < b; row++) {
            run(row, 0, golden.lengths().get(row));
        }
    }

    /** The loss of the batch. */
    double loss() {
        double[] sums = new double[golden.rows()];
        int pairs = 0;
        int full = 0;
        for (int row = 0; row < sums.length; row++) {
            int length = golden.lengths().get(row);
            int first = config.manyToOne() ? length - 1 : 0;
            for (int t = first; length > 0 && t < length; t++) {
                if (config.truncation().equals("window") && base != null) {
                    run(row, Math.max(0, t - config.truncationSteps() + 1), t + 1);
                }
                sums[row] += rowLoss(row, t);
                pairs++;
            }
            full += length > 0 ? 1 : 0;
        }
        double loss = 0;
        for (int row = 0; row < sums.length; row++) {
            int length = config.manyToOne() ? 1 : golden.lengths().get(row);
            loss += length == 0
                    ? 0
                    : switch (config.reduction()) {
                        case "mean" -> sums[row] / pairs;
                        case "mean_per_sequence" -> sums[row] / length / full;
                        default -> sums[row];
                    };
        }
        return loss;
    }

    private double rowLoss(int row, int t) {
        int n = config.outputs();
        double most = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            most = Math.max(most, at(logits, t, row, i));
        }
        for (int i = 0; i < n; i++) {
            sum += Math.exp(at(logits, t, row, i) - most);
        }
        double loss = 0;
        for (int i = 0; i < n; i++) {
            double y = at(golden.targets(), t, row, i);
            loss += config.loss().equals("mse")
                    ? square(at(outputs, t, row, i) - y) / n
                    : -y * (at(logits, t, row, i) - most - Math.log(sum));
        }
        return loss;
    }

    private double at(Tensor x, int t, int row, int i) {
        return config.manyToOne() ? x.get(row, i) : x.get(t, row, i);
    }

    private static double square(double x) {
        return x * x;
    }

    // ---- one row

    /** Steps from to to − 1; what enters at a later start than 0 is the base's. */
    private void run(int row, int from, int to) {
        boolean feedback = config.inputMode().equals("feedback");
        // With feedback each step's input is the output of the run before, which was one step shorter.
        for (int end = feedback ? Math.min(from + 1, to) : to; end <= to; end++) {
            double[][] x = new double[golden.steps()][];
            for (int t = from; t < end; t++) {
                x[t] = input(row, t, from);
            }
            layers(row, from, end, x);
        }
    }

    private double[] input(int row, int t, int from) {
        double[] x = new double[config.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (config.inputMode()) {
                case "sequence" -> golden.x().get(t, row, i);
                case "repeat" -> golden.x().get(0, row, i);
                case "first_only" -> t == 0 ? golden.x().get(0, row, i) : 0;
                default -> t == 0 ? golden.x().get(0, row, i) : outputs.get(t - 1, row, i);
            };
        }
        if (t > 0 && base != null && config.inputMode().equals("feedback") && (t == from || cutBefore(t))) {
            x = base.read[row][t];
        }
        read[row][t] = x;
        return x;
    }

    private boolean cutBefore(int t) {
        return config.truncation().equals("chunk") && t % config.truncationSteps() == 0;
    }

    private void layers(int row, int from, int to, double[][] x) {
        double[][] below = x;
        double[] feature = new double[config.hidden() * config.directions()];
        for (int layer = 0; layer < config.layers(); layer++) {
            double[][] out = new double[golden.steps()][config.hidden() * config.directions()];
            for (int d = 0; d < config.directions(); d++) {
                double[] end = direction(row, layer, d, from, to, below, out);
                System.arraycopy(end, 0, feature, d * config.hidden(), config.hidden());
            }
            below = out;
        }
        for (int t = from; t < to; t++) {
            for (int i = 0; i < feature.length; i++) {
                hidden.set(below[t][i], t, row, i);
            }
            if (!config.manyToOne()) {
                double[] z = linear("out.weight", "out.bias", below[t], 0, config.outputs());
                double[] a = activate(z);
                for (int i = 0; i < z.length; i++) {
                    logits.set(z[i], t, row, i);
                    outputs.set(a[i], t, row, i);
                }
            }
        }
        if (config.manyToOne()) {
            double[] z = linear("out.weight", "out.bias", feature, 0, config.outputs());
            double[] a = activate(z);
            for (int i = 0; i < z.length; i++) {
                logits.set(z[i], row, i);
                outputs.set(a[i], row, i);
            }
        }
    }

    private double[] direction(int row, int layer, int d, int from, int to, double[][] x, double[][] out) {
        int index = layer * config.directions() + d;
        double[] h = state(golden.h0(), index, row);
        double[] c = state(golden.c0(), index, row);
        for (int k = 0; k < to - from; k++) {
            int t = d == 0 ? from + k : to - 1 - k;
            if (d == 0 && base != null && t > 0 && (k == 0 || cutBefore(t))) {
                h = base.enterH[row][index][t];
                c = base.enterC[row][index][t];
            }
            enterH[row][index][t] = h;
            enterC[row][index][t] = c;
            double[][] next = cell("_l" + layer + (d == 1 ? "_reverse" : ""), x[t], h, c);
            h = next[0];
            c = next[1];
            System.arraycopy(h, 0, out[t], d * config.hidden(), config.hidden());
        }
        for (int i = 0; i < config.hidden(); i++) {
            finalH.set(h[i], index, row, i);
            finalC.set(c[i], index, row, i);
        }
        return h;
    }

    private double[] state(Tensor given, int index, int row) {
        double[] s = new double[config.hidden()];
        for (int i = 0; given != null && i < s.length; i++) {
            s[i] = given.get(index, row, i);
        }
        return s;
    }

    // ---- one step

    private double[][] cell(String at, double[] x, double[] h, double[] c) {
        int n = config.hidden();
        double[] next = new double[n];
        double[] nextC = new double[n];
        int gates = config.cell().equals("lstm") ? 4 : config.cell().equals("gru") ? 3 : 1;
        double[][] w = new double[gates][];
        double[][] u = new double[gates][];
        for (int g = 0; g < gates; g++) {
            w[g] = linear("weight_ih" + at, "bias_ih" + at, x, g * n, n);
            u[g] = linear("weight_hh" + at, "bias_hh" + at, h, g * n, n);
        }
        for (int i = 0; i < n; i++) {
            if (gates == 4) {
                double in = sigmoid(w[0][i] + u[0][i]);
                double forget = sigmoid(w[1][i] + u[1][i]);
                double out = sigmoid(w[3][i] + u[3][i]);
                nextC[i] = forget * c[i] + in * Math.tanh(w[2][i] + u[2][i]);
                next[i] = out * Math.tanh(nextC[i]);
            } else if (gates == 3) {
                double reset = sigmoid(w[0][i] + u[0][i]);
                double keep = sigmoid(w[1][i] + u[1][i]);
                double proposed = Math.tanh(w[2][i] + reset * u[2][i]);
                next[i] = (1 - keep) * proposed + keep * h[i];
            } else {
                next[i] = function(config.activation()).applyAsDouble(w[0][i] + u[0][i]);
            }
        }
        return new double[][] {next, nextC};
    }

    private double[] linear(String weight, String bias, double[] x, int first, int units) {
        double[] z = new double[units];
        for (int u = 0; u < units; u++) {
            z[u] = params.containsKey(bias) ? params.get(bias).get(first + u) : 0;
            for (int i = 0; i < x.length; i++) {
                z[u] += params.get(weight).get(first + u, i) * x[i];
            }
        }
        return z;
    }

    private double[] activate(double[] z) {
        double[] a = new double[z.length];
        if (!config.outputActivation().equals("softmax")) {
            for (int i = 0; i < z.length; i++) {
                a[i] = function(config.outputActivation()).applyAsDouble(z[i]);
            }
            return a;
        }
        double sum = 0;
        for (double x : z) {
            sum += Math.exp(x);
        }
        for (int i = 0; i < z.length; i++) {
            a[i] = Math.exp(z[i]) / sum;
        }
        return a;
    }

    private static DoubleUnaryOperator function(String name) {
        return switch (name) {
            case "sigmoid" -> PlainNetwork::sigmoid;
            case "tanh" -> Math::tanh;
            case "relu" -> x -> Math.max(x, 0);
            case "identity" -> x -> x;
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
