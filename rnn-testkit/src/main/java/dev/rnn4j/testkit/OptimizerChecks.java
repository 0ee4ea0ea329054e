package dev.rnn4j.testkit;

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.OptimizerRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The rules of {@link OptimizerContract}, one method each; a broken one throws an {@link AssertionError}. */
public final class OptimizerChecks {
    private static final int STEPS = 5;

    private OptimizerChecks() {}

    private static String name(Optimizer o) {
        return Subject.name("optimizer", o);
    }

    private static OptimizerRun trace(Optimizer o, Tensor start, Precision precision) {
        return Subject.tracing(name(o), () -> OptimizerRun.of(o, start, precision));
    }

    /** A start, and a gradient for each step. */
    private record Case(Tensor start, List<Tensor> gradients) {
        static Case of(Sizes sizes, int... shape) {
            Draw draw = new Draw(sizes.seed());
            Tensor start = draw.normal(1, shape);
            List<Tensor> gradients = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                gradients.add(draw.normal(1, shape));
            }
            return new Case(start, gradients);
        }

        Case permuted(int[] order) {
            return new Case(
                    permute(start, order),
                    gradients.stream().map(g -> permute(g, order)).toList());
        }

        private static Tensor permute(Tensor x, int[] order) {
            Tensor to = x.copy();
            for (int i = 0; i < order.length; i++) {
                to.setFlat(i, x.flat(order[i]));
            }
            return to;
        }
    }

    private static Map<String, Tensor> run(Optimizer o, Case c, Precision precision) {
        OptimizerRun run = trace(o, c.start(), precision);
        Map<String, Tensor> all = new LinkedHashMap<>();
        for (int i = 0; i < c.gradients().size(); i++) {
            run.step(c.gradients().get(i), 1.0 / (1 + i));
            all.put("the weight after step " + (i + 1), run.parameter());
        }
        for (String slot : run.slots()) {
            all.put("slot '" + slot + "'", run.slot(slot));
        }
        return all;
    }

    private static Subject subject(Optimizer o, Case c) {
        return new Subject(name(o), precision -> {
            String equations = OptimizerRun.of(o, c.start(), precision).toString();
            return new Subject.Traced() {
                @Override
                public Map<String, Tensor> run() {
                    return OptimizerChecks.run(o, c, precision);
                }

                @Override
                public String toString() {
                    return equations;
                }
            };
        });
    }

    private static Subject subject(Optimizer o, Sizes sizes) {
        return subject(o, Case.of(sizes, sizes.rows(), sizes.width()));
    }

    /** A schedule of 0 leaves the weight as it is, whatever the slots hold. */
    public static void schedule(Optimizer o, Sizes sizes) {
        Case c = Case.of(sizes, sizes.width());
        OptimizerRun run = trace(o, c.start(), Precision.FLOAT64);
        for (int i = 0; i < STEPS; i++) {
            Tensor before = run.parameter();
            run.step(c.gradients().get(i), i % 2);
            Tensor after = run.parameter();
            for (int j = 0; i % 2 == 0 && j < before.size(); j++) {
                if (before.flat(j) != after.flat(j)) {
                    throw Judge.failure(
                            name(o),
                            "the weight",
                            before.shape(),
                            j,
                            before.flat(j) + " before a step with a schedule of 0, but " + after.flat(j)
                                    + " after it; multiply the learning rate by the schedule");
                }
            }
        }
    }

    /** Steps stay finite for gradients of 0, tiny ones and huge ones. */
    public static void extremes(Optimizer o, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        Tensor start = draw.normal(1, sizes.width());
        for (double[] sizesOfGradients : new double[][] {{0}, {0, 1e-20, -1e-20}, {1e6, -1e6}, {0, 1e15, -1e15, 1}}) {
            List<Tensor> gradients = new ArrayList<>();
            for (int i = 0; i < STEPS; i++) {
                gradients.add(draw.anyOf(sizesOfGradients, sizes.width()));
            }
            subject(o, new Case(start, gradients)).finite("with gradients " + gradients);
        }
    }

    /**
     * Elements in another order are updated in that order; nothing depends on where an element is.
     *
     * @param elementwise whether the update works element by element, so that not one bit may differ
     */
    public static void permutation(Optimizer o, boolean elementwise, Sizes sizes) {
        Case c = Case.of(sizes, sizes.width());
        int[] order = new Draw(sizes.seed() + 1).permutation(sizes.width());
        Map<String, Tensor> expected = new LinkedHashMap<>();
        run(o, c, Precision.FLOAT64).forEach((k, x) -> expected.put(k, Case.permute(x, order)));
        Judge.near(
                name(o),
                "in one order",
                expected,
                "in another order",
                run(o, c.permuted(order), Precision.FLOAT64),
                elementwise ? 0 : 1e-12);
    }

    /** A matrix is updated as its elements in a row would be, also one of many elements. */
    public static void shape(Optimizer o, boolean elementwise, Sizes sizes) {
        for (int[] shape : new int[][] {{sizes.rows(), sizes.width()}, {2, 2100}}) {
            Case matrix = Case.of(sizes, shape);
            int n = shape[0] * shape[1];
            Case row = new Case(
                    Tensor.of(matrix.start().toArray(), n),
                    matrix.gradients().stream()
                            .map(g -> Tensor.of(g.toArray(), n))
                            .toList());
            Map<String, Tensor> flat = new LinkedHashMap<>();
            run(o, matrix, Precision.FLOAT64).forEach((k, x) -> flat.put(k, Tensor.of(x.toArray(), n)));
            Judge.near(
                    name(o), "in a matrix", flat, "in a row", run(o, row, Precision.FLOAT64), elementwise ? 0 : 1e-12);
        }
    }

    /** Another gradient of one element changes the update of that element alone. */
    public static void independence(Optimizer o, Sizes sizes) {
        Case c = Case.of(sizes, sizes.width());
        int changed = (int) (sizes.seed() % sizes.width());
        List<Tensor> other = c.gradients().stream().map(Tensor::copy).toList();
        other.forEach(g -> g.setFlat(changed, 3 - g.flat(changed)));
        Map<String, Tensor> before = run(o, c, Precision.FLOAT64);
        Map<String, Tensor> after = run(o, new Case(c.start(), other), Precision.FLOAT64);
        before.forEach((k, x) -> x.setFlat(changed, after.get(k).flat(changed)));
        Judge.same(name(o), "first", before, "when the gradient of element " + changed + " is another", after);
    }

    /** Steps along the gradient of a bowl, Σ a w² / 2, go down. */
    public static void descent(Optimizer o, Sizes sizes) {
        Draw draw = new Draw(sizes.seed());
        double[] a = new double[sizes.width()];
        for (int j = 0; j < a.length; j++) {
            a[j] = 0.5 + draw.uniform();
        }
        Tensor start = draw.normal(1, sizes.width());
        OptimizerRun run = trace(o, start, Precision.FLOAT64);
        for (int i = 0; i < 50; i++) {
            Tensor g = run.parameter();
            for (int j = 0; j < a.length; j++) {
                g.setFlat(j, a[j] * g.flat(j));
            }
            run.step(g, 1);
        }
        double before = bowl(a, start);
        double after = bowl(a, run.parameter());
        if (!(after < before)) {
            throw new AssertionError(name(o) + ": fifty steps down a bowl led from " + before + " to " + after
                    + ", which is not lower; the first weight went from " + start.flat(0) + " to "
                    + run.parameter().flat(0));
        }
    }

    private static double bowl(double[] a, Tensor w) {
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += a[j] * w.flat(j) * w.flat(j) / 2;
        }
        return sum;
    }

    /** FLOAT32 agrees with FLOAT64. */
    public static void precisions(Optimizer o, Sizes sizes) {
        subject(o, sizes).sameInBothPrecisions(1e-4);
    }

    /** Neither a second run nor a second trace differs. */
    public static void memory(Optimizer o, Sizes sizes) {
        subject(o, sizes).sameAgain();
    }

    /** Two threads may use it at once. */
    public static void threads(Optimizer o, Sizes sizes) {
        subject(o, sizes).sameInTwoThreads();
    }

    /** Its name and settings make an equal optimizer. */
    public static void registered(Optimizer o, Sizes sizes) {
        Optimizer again = Subject.rebuilt(name(o), o, ServiceLoader.load(OptimizerProvider.class));
        subject(o, sizes).same("as made by its provider", subject(again, sizes));
    }
}
