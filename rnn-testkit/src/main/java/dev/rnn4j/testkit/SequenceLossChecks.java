package dev.rnn4j.testkit;

import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The rules of {@link SequenceLossContract}, one method each; a broken one throws an {@link AssertionError}. */
public final class SequenceLossChecks {
    private static final double[] EXTREMES = {0, 1, -1, 50, -50, 1e3, -1e3, 1e6, -1e6};

    private SequenceLossChecks() {}

    /** What a loss is given as targets. */
    @FunctionalInterface
    public interface Targets {
        /**
         * A target that the loss takes.
         *
         * @param steps T of the outputs
         * @param width O of the outputs, at least 2
         * @param seed what it is drawn from
         */
        int[] draw(int steps, int width, long seed);

        /** Up to T / 2 tokens from 1 to O − 1: what CTC with blank 0 takes, whatever repeats there are. */
        static Targets half() {
            return (steps, width, seed) -> {
                Draw draw = new Draw(seed);
                int[] target = new int[draw.below(steps / 2 + 1)];
                for (int u = 0; u < target.length; u++) {
                    target[u] = 1 + draw.below(width - 1);
                }
                return target;
            };
        }
    }

    private static String name(SequenceLoss loss) {
        return Subject.name("loss", loss);
    }

    private static double[][] rows(Tensor x) {
        double[][] rows = new double[x.size(0)][x.size(1)];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < rows[t].length; i++) {
                rows[t][i] = x.get(t, i);
            }
        }
        return rows;
    }

    private static Map<String, Tensor> run(SequenceLoss loss, Tensor output, int[] target) {
        double[][] gradient = new double[output.size(0)][output.size(1)];
        double[][] y = rows(output);
        int[] tokens = target.clone();
        double value = Subject.tracing(name(loss), () -> loss.ofSequence(y, tokens, gradient));
        if (!Arrays.equals(tokens, target) || !Arrays.deepEquals(y, rows(output))) {
            throw new AssertionError(name(loss) + ": changes its output or its target, which are not its own");
        }
        Map<String, Tensor> all = new LinkedHashMap<>();
        all.put("the loss", Tensor.of(new double[] {value}, 1));
        all.put(
                "the gradient of the output",
                Tensor.of(
                        Arrays.stream(gradient).flatMapToDouble(Arrays::stream).toArray(), output.shape()));
        return all;
    }

    private static Tensor output(SequenceLoss loss, Tensor drawn) {
        if (!loss.logitsOf().isEmpty()) {
            return drawn;
        }
        // what a network puts out may have to be positive, as probabilities are
        Tensor y = Tensor.zeros(drawn.shape());
        for (int t = 0; t < y.size(0); t++) {
            double sum = 0;
            for (int i = 0; i < y.size(1); i++) {
                sum += Math.exp(drawn.get(t, i));
            }
            for (int i = 0; i < y.size(1); i++) {
                y.set(Math.exp(drawn.get(t, i)) / sum, t, i);
            }
        }
        return y;
    }

    private static Tensor output(SequenceLoss loss, Sizes sizes) {
        return output(loss, new Draw(sizes.seed()).normal(2, sizes.steps(), sizes.width()));
    }

    private static int[] target(Targets targets, Sizes sizes) {
        return targets.draw(sizes.steps(), sizes.width(), sizes.seed());
    }

    private static Subject subject(SequenceLoss loss, Targets targets, Sizes sizes) {
        Tensor output = output(loss, sizes);
        int[] target = target(targets, sizes);
        return new Subject(name(loss), precision -> new Subject.Traced() {
            @Override
            public Map<String, Tensor> run() {
                return SequenceLossChecks.run(loss, output, target);
            }

            @Override
            public String toString() {
                return "";
            }
        });
    }

    /** Finite differences agree with the gradient by the outputs. */
    public static void gradient(SequenceLoss loss, Targets targets, Sizes sizes) {
        Tensor output = output(loss, sizes);
        int[] target = target(targets, sizes);
        Differences differences = new Differences();
        differences.judge(
                name(loss),
                "the output",
                output,
                run(loss, output, target).get("the gradient of the output"),
                x -> run(loss, x, target).get("the loss").flat(0));
        differences.finish(name(loss));
    }

    /**
     * A loss from the logits of softmax does not change when all logits of a step are moved alike, so each step's gradient
     * adds up to 0.
     */
    public static void shift(SequenceLoss loss, Targets targets, Sizes sizes) {
        if (!loss.logitsOf().equals("softmax")) {
            return;
        }
        Tensor z = output(loss, sizes);
        int[] target = target(targets, sizes);
        Map<String, Tensor> still = run(loss, z, target);
        Tensor moved = Tensor.zeros(z.shape());
        for (int t = 0; t < z.size(0); t++) {
            double sum = 0;
            for (int i = 0; i < z.size(1); i++) {
                moved.set(z.get(t, i) + 3 * t + 1, t, i);
                sum += still.get("the gradient of the output").get(t, i);
            }
            if (!(Math.abs(sum) <= 1e-9)) {
                throw new AssertionError(name(loss) + ": the gradient of step " + t + " adds up to " + sum
                        + ", where it must be 0: softmax does not see what all logits have in common");
            }
        }
        Judge.near(name(loss), "as it is", still, "with all logits of a step moved", run(loss, moved, target), 1e-9);
    }

    /** Loss and gradient are finite for logits up to ±10⁶. */
    public static void extremes(SequenceLoss loss, Targets targets, Sizes sizes) {
        if (loss.logitsOf().isEmpty()) {
            return;
        }
        Draw draw = new Draw(sizes.seed());
        for (int i = 0; i < 4; i++) {
            Tensor output = draw.anyOf(EXTREMES, sizes.steps(), sizes.width());
            int[] target = targets.draw(sizes.steps(), sizes.width(), sizes.seed() + i);
            Judge.finite(
                    name(loss),
                    "for outputs " + output + " and target " + Arrays.toString(target),
                    run(loss, output, target));
        }
    }

    /** An empty target is legal for any length, and so is a sequence without steps. */
    public static void empty(SequenceLoss loss, Sizes sizes) {
        Judge.finite(name(loss), "for an empty target", run(loss, output(loss, sizes), new int[0]));
        double value = Subject.tracing(name(loss), () -> loss.ofSequence(new double[0][], new int[0], new double[0][]));
        if (!Double.isFinite(value)) {
            throw new AssertionError(name(loss) + ": the loss is " + value + " for no steps and an empty target");
        }
    }

    /** A second call gets the same bits, and the arguments are not changed. */
    public static void memory(SequenceLoss loss, Targets targets, Sizes sizes) {
        subject(loss, targets, sizes).sameAgain();
    }

    /** Two threads may use it at once. */
    public static void threads(SequenceLoss loss, Targets targets, Sizes sizes) {
        subject(loss, targets, sizes).sameInTwoThreads();
    }

    /** Its name and settings make an equal loss. */
    public static void registered(SequenceLoss loss, Targets targets, Sizes sizes) {
        if (!(Subject.rebuilt(name(loss), loss, ServiceLoader.load(LossProvider.class))
                instanceof SequenceLoss again)) {
            throw new AssertionError(name(loss) + ": its provider makes a loss row by row");
        }
        if (!again.logitsOf().equals(loss.logitsOf())) {
            throw new AssertionError(name(loss) + ": starts from logits of '" + loss.logitsOf()
                    + "', but as made by its provider '" + again.logitsOf() + "'");
        }
        Judge.same(
                name(loss),
                "as it is",
                subject(loss, targets, sizes).run(Precision.FLOAT64),
                "as made by its provider",
                subject(again, targets, sizes).run(Precision.FLOAT64));
    }
}
