package dev.rnn4j.losses;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import java.util.Arrays;
import java.util.List;

/**
 * Connectionist temporal classification (Graves et al. 2006, sections 3 and 4.1): the target's tokens are known, but not at
 * which steps they are. The network says a token or a blank at every step; what it says becomes a labelling when repeats
 * are merged and then blanks dropped, so that {@code a a - a b b} says {@code a a b}.
 *
 * <pre>{@code
 * y = softmax(z)
 * p(target) = Σ_π Π_t y_t(π_t)                      over all paths π of T steps that say the target
 * loss = −log p(target)
 * ∂loss/∂z_t(k) = y_t(k) − p(π_t = k | target)
 * }</pre>
 *
 * The sum over paths is the forward-backward algorithm over the target with blanks around every token, in logarithms and
 * 64 bits, from the logits, so it is finite for any of them: O(T U) time and memory. Values and gradients are those of
 * PyTorch's {@code CTCLoss} on {@code log_softmax}.
 *
 * <p>A target takes as many steps as it has tokens, and one more wherever a token follows its like, for the blank
 * between. One that takes more steps than there are has no path, so its loss would be infinite: it is refused, or with
 * {@code zero-infinity} its loss and gradient are 0. An empty target is legal; then all steps are blank.
 */
public final class CtcLoss implements SequenceLoss {
    /** The class that stands for no token. */
    public static final Setting<Integer> BLANK =
            Setting.integer("blank", 0, "class that stands for no token").atLeast(0);

    /** Whether a target that takes more steps than there are has loss 0; otherwise it is refused. */
    public static final Setting<Boolean> ZERO_INFINITY = Setting.flag(
            "zero-infinity", false, "whether targets too long for their input have loss 0 and are not refused");

    private static final String NAME = "ctc";

    private final Settings settings;
    private final int blank;
    private final boolean zeroInfinity;

    /** The loss with its defaults. */
    public CtcLoss() {
        this(Settings.none());
    }

    /** The loss with this blank. */
    public CtcLoss(int blank) {
        this(Settings.none().with(BLANK, blank));
    }

    /** The loss with these settings. */
    public CtcLoss(Settings settings) {
        this.settings = settings;
        blank = settings.get(BLANK);
        zeroInfinity = settings.get(ZERO_INFINITY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public String logitsOf() {
        return "softmax";
    }

    @Override
    public double ofSequence(double[][] output, int[] target, double[][] gradient) {
        if (output.length > 0) {
            check(target, output[0].length);
        }
        int repeats = 0;
        for (int u = 1; u < target.length; u++) {
            repeats += target[u] == target[u - 1] ? 1 : 0;
        }
        int needed = target.length + repeats;
        if (output.length < needed) {
            if (zeroInfinity) {
                return 0;
            }
            throw new BadInputException("the target of " + target.length + " tokens"
                    + (repeats > 0 ? ", " + repeats + " of them like the one before," : "") + " needs at least "
                    + needed + " steps, but there are " + output.length
                    + ": give the input more steps, leave the example out, or set zero-infinity to pass over it");
        }
        return output.length == 0 ? 0 : new Lattice(output, target).loss(gradient);
    }

    private void check(int[] target, int classes) {
        if (blank >= classes) {
            throw new BadInputException("the blank is class " + blank + ", but there are " + classes
                    + " classes: make the network one output wider, or set blank to one of 0 to " + (classes - 1));
        }
        for (int u = 0; u < target.length; u++) {
            if (target[u] == blank) {
                throw new BadInputException("token " + u + " of the target is " + blank
                        + ", which is the blank: leave blanks out of targets, or set blank to another class");
            }
            if (target[u] < 0 || target[u] >= classes) {
                throw new BadInputException("token " + u + " of the target is " + target[u] + ", outside 0 to "
                        + (classes - 1) + ": the network has " + classes + " outputs");
            }
        }
    }

    /** All paths of one sequence: position s of 2U + 1 is a blank if even, else a token, at each of T steps. */
    private final class Lattice {
        private final int[] target;
        private final int steps;
        private final int positions;
        private final double[][] logY;

        Lattice(double[][] logits, int[] target) {
            this.target = target;
            steps = logits.length;
            positions = 2 * target.length + 1;
            logY = new double[steps][];
            for (int t = 0; t < steps; t++) {
                logY[t] = logSoftmax(logits[t]);
            }
        }

        double loss(double[][] gradient) {
            double[][] alpha = forwards();
            double[] last = alpha[steps - 1];
            double logP = positions == 1 ? last[0] : logAdd(last[positions - 1], last[positions - 2]);
            backwards(alpha, logP, gradient);
            return Math.max(0, -logP);
        }

        /** Log probabilities α_t(s) of all beginnings of paths that are at s at t. */
        private double[][] forwards() {
            double[][] alpha = new double[steps][positions];
            for (int t = 0; t < steps; t++) {
                for (int s = 0; s < positions; s++) {
                    double sum;
                    if (t == 0) {
                        sum = s <= 1 ? 0 : Double.NEGATIVE_INFINITY;
                    } else {
                        sum = alpha[t - 1][s];
                        sum = s >= 1 ? logAdd(sum, alpha[t - 1][s - 1]) : sum;
                        sum = skips(s) ? logAdd(sum, alpha[t - 1][s - 2]) : sum;
                    }
                    alpha[t][s] = sum + logY[t][label(s)];
                }
            }
            return alpha;
        }

        /** From log probabilities β_t(s) of all ends of paths that are at s at t, without y_t itself, to the gradient. */
        private void backwards(double[][] alpha, double logP, double[][] gradient) {
            double[] beta = new double[positions];
            Arrays.fill(beta, Double.NEGATIVE_INFINITY);
            beta[positions - 1] = 0;
            if (positions > 1) {
                beta[positions - 2] = 0;
            }
            for (int t = steps - 1; t >= 0; t--) {
                for (int k = 0; k < logY[t].length; k++) {
                    gradient[t][k] = Math.exp(logY[t][k]);
                }
                for (int s = 0; s < positions; s++) {
                    gradient[t][label(s)] -= Math.exp(alpha[t][s] + beta[s] - logP);
                }
                for (int s = 0; s < positions; s++) { // in place: position s reads only s and those above
                    double sum = beta[s] + logY[t][label(s)];
                    if (s + 1 < positions) {
                        sum = logAdd(sum, beta[s + 1] + logY[t][label(s + 1)]);
                    }
                    if (s + 2 < positions && skips(s + 2)) {
                        sum = logAdd(sum, beta[s + 2] + logY[t][label(s + 2)]);
                    }
                    beta[s] = sum;
                }
            }
        }

        private int label(int s) {
            return s % 2 == 0 ? blank : target[s / 2];
        }

        /** Whether s can follow s − 2: it is a token that differs from the one before. */
        private boolean skips(int s) {
            return s % 2 == 1 && s >= 3 && target[s / 2] != target[s / 2 - 1];
        }
    }

    private static double[] logSoftmax(double[] z) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double x : z) {
            largest = Math.max(largest, x);
        }
        double sum = 0;
        for (double x : z) {
            sum += Math.exp(x - largest);
        }
        double log = Math.log(sum);
        double[] y = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            y[k] = z[k] - largest - log;
        }
        return y;
    }

    /** log(eᵃ + eᵇ). */
    private static double logAdd(double a, double b) {
        if (a == Double.NEGATIVE_INFINITY) {
            return b;
        }
        return a > b ? a + Math.log1p(Math.exp(b - a)) : b + Math.log1p(Math.exp(a - b));
    }

    /** Makes {@code ctc} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(BLANK, ZERO_INFINITY);
        }

        @Override
        public Loss create(Settings settings) {
            return new CtcLoss(settings);
        }
    }
}
