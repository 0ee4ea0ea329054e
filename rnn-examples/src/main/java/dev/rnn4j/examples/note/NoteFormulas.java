package dev.rnn4j.examples.note;

import dev.rnn4j.examples.note.NoteNetwork.Cost;
import dev.rnn4j.examples.note.NoteNetwork.Squash;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The note's formulas written out by hand on plain arrays, apart from the library: right, or with any of the slips of the
 * printed text, so that each can be measured alone and all together.
 *
 * <p>The gradient has the note's own form: the error of a step reaches the hidden layer of the same step ({@code d_t =
 * hyWᵀ δ2_t}), and what happened at earlier steps is inside {@code ∂z1_t/∂θ}, which is carried forwards in time (eq 14):
 *
 * <pre>{@code
 * ∂C/∂θ = Σ_t (d_t × σ'(z1_t))ᵀ ∂z1_t/∂θ
 * ∂z1_t/∂θ = [x_t, a1_{t−1} or 1] + hhW diag(σ'(z1_{t−1})) ∂z1_{t−1}/∂θ
 * }</pre>
 *
 * It equals the usual backward recursion of δ1_t; the library computes the latter.
 */
public final class NoteFormulas {
    /** A place where the printed text departs from the derivative. */
    public enum Slip {
        /** Eq 12: 2/T where the loss of eq 6 gives 2/(nT). */
        FACTOR_N_LOST,
        /** Eq 12 and 13: σ' = z(1 − z) in the output layer. */
        Z_IN_OUTPUT_LAYER,
        /** Eq 14 to 16: σ' = z(1 − z) in the hidden layer. */
        Z_IN_HIDDEN_LAYER,
        /** Eq 12 with a softmax: σ' = a(1 − a) entry by entry, where softmax has a full Jacobian. */
        SOFTMAX_ENTRY_BY_ENTRY,
        /** Eq 12, before the factors are combined: each factor averaged over time by itself. */
        PRODUCT_OF_AVERAGES,
        /** Eq 14 to 16: the error of the hidden layer averaged over time before it is used. */
        ERROR_AVERAGED,
        /** Eq 14: hhW on the right, which on columns means its transpose. */
        HHW_ON_THE_RIGHT,
        /** Eq 14 without its recursion: ∂z1_t/∂hxW = x_t. The note has the recursion here. */
        NO_RECURSION_HXW,
        /** Eq 15: ∂z1_t/∂hhW = a1_{t−1}. */
        NO_RECURSION_HHW,
        /** Eq 16: ∂z1_t/∂b1 = 1. */
        NO_RECURSION_B1,
        /** Both the error carried backwards and ∂z1_t/∂θ carried forwards: paths are counted twice. */
        BOTH_RECURSIONS
    }

    /** Everything as printed; only what has no value at all (shapes, a missing sum) is repaired. */
    public static final Set<Slip> AS_PRINTED = Set.copyOf(EnumSet.of(
            Slip.FACTOR_N_LOST,
            Slip.Z_IN_OUTPUT_LAYER,
            Slip.Z_IN_HIDDEN_LAYER,
            Slip.ERROR_AVERAGED,
            Slip.NO_RECURSION_HHW,
            Slip.NO_RECURSION_B1));

    /** No recursion for any parameter: each step sees itself only. */
    public static final Set<Slip> ONE_STEP =
            Set.copyOf(EnumSet.of(Slip.NO_RECURSION_HXW, Slip.NO_RECURSION_HHW, Slip.NO_RECURSION_B1));

    /** Pre-activations and activations of both layers, {@code [t][unit]}. */
    public record Forward(double[][] z1, double[][] a1, double[][] z2, double[][] a2) {}

    private NoteFormulas() {}

    // ---- eq 1 to 6

    /** Eq 1 and 4. */
    public static Forward forward(NoteNetwork n) {
        return forward(n, false);
    }

    /**
     * The forward pass.
     *
     * @param hhwOnTheRight a_{t−1}·hhW as eq 3 prints it, read as a row times a matrix
     */
    static Forward forward(NoteNetwork n, boolean hhwOnTheRight) {
        int steps = n.steps();
        Forward f = new Forward(new double[steps][], new double[steps][], new double[steps][], new double[steps][]);
        double[] before = n.start();
        double[] hhw = n.parameter("hhW");
        for (int t = 0; t < steps; t++) {
            double[] recurrent = hhwOnTheRight ? timesTransposed(hhw, before) : times(hhw, before);
            f.z1[t] = plus(plus(times(n.parameter("hxW"), n.x(t)), recurrent), n.parameter("b1"));
            f.a1[t] = n.hidden().of(f.z1[t]);
            f.z2[t] = plus(times(n.parameter("hyW"), f.a1[t]), n.parameter("b2"));
            f.a2[t] = n.output().of(f.z2[t]);
            before = f.a1[t];
        }
        return f;
    }

    /** C: eq 6, or the mean cross-entropy. */
    public static double loss(NoteNetwork n) {
        return loss(n, forward(n));
    }

    static double loss(NoteNetwork n, Forward f) {
        double sum = 0;
        for (int t = 0; t < n.steps(); t++) {
            sum += stepLoss(n, f, t);
        }
        return sum / n.steps();
    }

    /** The loss of one step, with its 1/n. */
    static double stepLoss(NoteNetwork n, Forward f, int t) {
        double sum = 0;
        for (int i = 0; i < NoteNetwork.OUTPUTS; i++) {
            double a = f.a2[t][i];
            double y = n.y(t)[i];
            sum += n.cost() == Cost.SQUARED_ERROR ? (a - y) * (a - y) / NoteNetwork.OUTPUTS : -y * Math.log(a);
        }
        return sum;
    }

    // ---- eq 7 to 16

    /** e_t = ∂C/∂a2_t of the squared error, {@code [t][i]}. */
    static double[][] outputError(NoteNetwork n, Forward f, Set<Slip> slips) {
        double factor = slips.contains(Slip.FACTOR_N_LOST) ? 2.0 : 2.0 / NoteNetwork.OUTPUTS;
        double[][] e = new double[n.steps()][];
        for (int t = 0; t < e.length; t++) {
            e[t] = scaled(factor / e.length, plus(f.a2[t], scaled(-1, n.y(t))));
        }
        return e;
    }

    /** δ2_t = ∂C/∂z2_t, {@code [t][i]}. */
    static double[][] delta2(NoteNetwork n, Forward f, Set<Slip> slips) {
        double[][] e = outputError(n, f, slips);
        double[][] delta = new double[n.steps()][];
        for (int t = 0; t < delta.length; t++) {
            delta[t] = slips.contains(Slip.Z_IN_OUTPUT_LAYER)
                    ? byParts(bell(f.z2[t]), e[t])
                    : outputDelta(n, f.a2[t], n.y(t), e[t], slips);
        }
        return delta;
    }

    private static double[] outputDelta(NoteNetwork n, double[] a, double[] y, double[] e, Set<Slip> slips) {
        if (n.cost() == Cost.CROSS_ENTROPY) {
            return scaled(1.0 / n.steps(), plus(a, scaled(-1, y)));
        }
        boolean full = n.output() == Squash.SOFTMAX && !slips.contains(Slip.SOFTMAX_ENTRY_BY_ENTRY);
        return full ? softmaxBackward(a, e) : byParts(bell(a), e);
    }

    /** Jᵀ e of a softmax with outputs a: a × (e − ⟨a, e⟩). */
    static double[] softmaxBackward(double[] a, double[] e) {
        double[] d = new double[a.length];
        double mean = dot(a, e);
        for (int i = 0; i < d.length; i++) {
            d[i] = a[i] * (e[i] - mean);
        }
        return d;
    }

    /**
     * σ' of the hidden layer, which is a sigmoid.
     */
    private static double[] slope(Forward f, int t, Set<Slip> slips) {
        return bell(slips.contains(Slip.Z_IN_HIDDEN_LAYER) ? f.z1[t] : f.a1[t]);
    }

    /** ∂z1_t/∂θ for each step, {@code [t][unit][number of θ]}. */
    static double[][][] sensitivity(NoteNetwork n, Forward f, String name, Set<Slip> slips) {
        Slip none = switch (name) {
            case "hxW" -> Slip.NO_RECURSION_HXW;
            case "hhW" -> Slip.NO_RECURSION_HHW;
            default -> Slip.NO_RECURSION_B1;
        };
        double[] hhw = n.parameter("hhW");
        int hidden = NoteNetwork.HIDDEN;
        double[][][] z = new double[n.steps()][][];
        for (int t = 0; t < z.length; t++) {
            double[] entering = switch (name) {
                case "hxW" -> n.x(t);
                case "hhW" -> t == 0 ? n.start() : f.a1[t - 1];
                default -> new double[] {1};
            };
            z[t] = new double[hidden][hidden * entering.length];
            for (int i = 0; i < hidden; i++) {
                System.arraycopy(entering, 0, z[t][i], i * entering.length, entering.length);
            }
            if (t == 0 || slips.contains(none)) {
                continue;
            }
            double[] slope = slope(f, t - 1, slips);
            for (int i = 0; i < hidden; i++) {
                for (int k = 0; k < hidden; k++) {
                    double w = slips.contains(Slip.HHW_ON_THE_RIGHT) ? hhw[k * hidden + i] : hhw[i * hidden + k];
                    for (int p = 0; p < z[t][i].length; p++) {
                        z[t][i][p] += w * slope[k] * z[t - 1][k][p];
                    }
                }
            }
        }
        return z;
    }

    /** ∂C/∂a1_t through the output of the same step only: hyWᵀ δ2_t. */
    static double[][] directError(NoteNetwork n, Forward f, Set<Slip> slips) {
        double[][] delta2 = delta2(n, f, slips);
        double[][] d = new double[n.steps()][];
        for (int t = 0; t < d.length; t++) {
            d[t] = timesTransposed(n.parameter("hyW"), delta2[t]);
        }
        return d;
    }

    /** δ1_t = σ'(z1_t) × (hyWᵀ δ2_t + hhWᵀ δ1_{t+1}): the backward recursion. */
    static double[][] delta1(NoteNetwork n, Forward f) {
        double[][] d = directError(n, f, Set.of());
        double[] after = new double[NoteNetwork.HIDDEN];
        for (int t = d.length - 1; t >= 0; t--) {
            after = byParts(slope(f, t, Set.of()), plus(d[t], timesTransposed(n.parameter("hhW"), after)));
            d[t] = after;
        }
        return d;
    }

    /** The gradient by the note's names, with these slips. */
    public static Map<String, double[]> gradient(NoteNetwork n, Set<Slip> slips) {
        Forward f = forward(n);
        Map<String, double[]> gradient = new LinkedHashMap<>();
        double[][] error = directError(n, f, slips);
        if (slips.contains(Slip.ERROR_AVERAGED)) {
            double[] mean = new double[NoteNetwork.HIDDEN];
            for (double[] e : error) {
                mean = plus(mean, scaled(1.0 / error.length, e));
            }
            Arrays.fill(error, mean);
        }
        double[][] delta1 = new double[error.length][];
        for (int t = 0; t < delta1.length; t++) {
            delta1[t] = byParts(error[t], slope(f, t, slips));
        }
        if (slips.contains(Slip.BOTH_RECURSIONS)) {
            delta1 = delta1(n, f);
        }
        for (String name : new String[] {"hxW", "hhW", "b1"}) {
            double[] sum = new double[n.parameter(name).length];
            double[][][] z = sensitivity(n, f, name, slips);
            for (int t = 0; t < n.steps(); t++) {
                for (int i = 0; i < NoteNetwork.HIDDEN; i++) {
                    sum = plus(sum, scaled(delta1[t][i], z[t][i]));
                }
            }
            gradient.put(name, sum);
        }
        outputLayer(n, f, slips, gradient);
        return gradient;
    }

    private static void outputLayer(NoteNetwork n, Forward f, Set<Slip> slips, Map<String, double[]> gradient) {
        double[] weights = new double[NoteNetwork.OUTPUTS * NoteNetwork.HIDDEN];
        double[] biases = new double[NoteNetwork.OUTPUTS];
        double[][] delta2 = delta2(n, f, slips);
        double[][] entering = f.a1;
        if (slips.contains(Slip.PRODUCT_OF_AVERAGES)) {
            // three averages; e_t has the 1/T of its own already
            double[][] e = outputError(n, f, slips);
            double[] error = new double[NoteNetwork.OUTPUTS];
            double[] slope = new double[NoteNetwork.OUTPUTS];
            double[] a1 = new double[NoteNetwork.HIDDEN];
            for (int t = 0; t < n.steps(); t++) {
                error = plus(error, e[t]);
                slope = plus(slope, scaled(1.0 / n.steps(), bell(f.a2[t])));
                a1 = plus(a1, scaled(1.0 / n.steps(), f.a1[t]));
            }
            delta2 = new double[][] {byParts(error, slope)};
            entering = new double[][] {a1};
        }
        for (int t = 0; t < delta2.length; t++) {
            weights = plus(weights, outer(delta2[t], entering[t]));
            biases = plus(biases, delta2[t]);
        }
        gradient.put("hyW", weights);
        gradient.put("b2", biases);
    }

    // ---- eq 17 to 21

    /** One step of gradient descent with these slips; all five from gradients taken before any is changed. */
    public static NoteNetwork descend(NoteNetwork n, double learningRate, Set<Slip> slips) {
        NoteNetwork next = n;
        for (Map.Entry<String, double[]> g : gradient(n, slips).entrySet()) {
            next = next.with(g.getKey(), plus(n.parameter(g.getKey()), scaled(-learningRate, g.getValue())));
        }
        return next;
    }

    // ---- how far two gradients are apart

    /** ‖formula − right‖ / ‖right‖. */
    public static double relative(double[] formula, double[] right) {
        double[] difference = plus(formula, scaled(-1, right));
        return norm(difference) / norm(right);
    }

    /** The cosine of the angle between them; negative: a step along the formula goes uphill. */
    public static double cosine(double[] formula, double[] right) {
        return dot(formula, right) / (norm(formula) * norm(right));
    }

    // ---- arithmetic; a matrix is row by row, its shape follows from the vector

    static double norm(double[] v) {
        return Math.sqrt(dot(v, v));
    }

    static double dot(double[] v, double[] w) {
        double sum = 0;
        for (int i = 0; i < v.length; i++) {
            sum += v[i] * w[i];
        }
        return sum;
    }

    static double[] plus(double[] v, double[] w) {
        double[] sum = v.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += w[i];
        }
        return sum;
    }

    static double[] scaled(double k, double[] v) {
        double[] result = v.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= k;
        }
        return result;
    }

    /** v × w, entry by entry. */
    static double[] byParts(double[] v, double[] w) {
        double[] product = v.clone();
        for (int i = 0; i < product.length; i++) {
            product[i] *= w[i];
        }
        return product;
    }

    /** v (1 − v), entry by entry. */
    static double[] bell(double[] v) {
        double[] result = v.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= 1 - v[i];
        }
        return result;
    }

    /** matrix · v. */
    static double[] times(double[] matrix, double[] v) {
        double[] product = new double[matrix.length / v.length];
        for (int i = 0; i < product.length; i++) {
            for (int j = 0; j < v.length; j++) {
                product[i] += matrix[i * v.length + j] * v[j];
            }
        }
        return product;
    }

    /** matrixᵀ · v. */
    static double[] timesTransposed(double[] matrix, double[] v) {
        double[] product = new double[matrix.length / v.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < product.length; j++) {
                product[j] += matrix[i * product.length + j] * v[i];
            }
        }
        return product;
    }

    /** v wᵀ. */
    static double[] outer(double[] v, double[] w) {
        double[] product = new double[v.length * w.length];
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < w.length; j++) {
                product[i * w.length + j] = v[i] * w[j];
            }
        }
        return product;
    }
}
