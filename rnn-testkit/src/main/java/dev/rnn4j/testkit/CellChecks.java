package dev.rnn4j.testkit;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.Unrolled;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;

/** The rules of {@link CellContract}, one method each; a broken one throws an {@link AssertionError}. */
public final class CellChecks {
    private static final double[] EXTREMES = {0, 1, -1, 1e3, -1e3, 1e6, -1e6};

    private CellChecks() {}

    private static String name(Cell cell) {
        return Subject.name("cell", cell);
    }

    private static Unrolled unroll(Cell cell, Sizes sizes, Precision precision, boolean reverse) {
        return Subject.tracing(
                name(cell),
                () -> (reverse
                                ? Unrolled.reversed(cell, sizes.width(), precision)
                                : Unrolled.of(cell, sizes.width(), precision))
                        .inTilesOf(2));
    }

    /** All that a cell is given, forwards and backwards. */
    private record Case(
            Tensor x,
            int[] lengths,
            Map<String, Tensor> start,
            Map<String, Tensor> parameters,
            Tensor dOutput,
            Map<String, Tensor> dEnd) {
        /** Rows of unequal lengths, one of them whole and, of three or more, one of length 0. */
        static Case of(Unrolled u, Sizes sizes) {
            Draw draw = new Draw(sizes.seed());
            int[] lengths = new int[sizes.rows()];
            Arrays.setAll(lengths, b -> draw.below(sizes.steps() + 1));
            int whole = draw.below(sizes.rows());
            lengths[whole] = sizes.steps();
            if (sizes.rows() > 2) {
                lengths[(whole + 1) % sizes.rows()] = 0;
            }
            Map<String, Tensor> parameters = new LinkedHashMap<>();
            for (String p : u.parameterNames()) {
                parameters.put(p, draw.normal(0.6, u.parameter(p).shape()));
            }
            return new Case(
                    draw.normal(1, sizes.steps(), sizes.rows(), sizes.width()),
                    lengths,
                    states(u, draw, sizes.rows()),
                    parameters,
                    draw.normal(1, sizes.steps(), sizes.rows(), u.outputWidth()),
                    states(u, draw, sizes.rows()));
        }

        private static Map<String, Tensor> states(Unrolled u, Draw draw, int rows) {
            Map<String, Tensor> all = new LinkedHashMap<>();
            u.stateWidths().forEach((state, width) -> all.put(state, draw.normal(0.6, rows, width)));
            return all;
        }

        Case with(Tensor otherX, int[] otherLengths, Tensor otherDOutput) {
            return new Case(otherX, otherLengths, start, parameters, otherDOutput, dEnd);
        }

        Case row(int b) {
            return new Case(
                    column(x, b),
                    new int[] {lengths[b]},
                    rows(start, b),
                    parameters,
                    column(dOutput, b),
                    rows(dEnd, b));
        }
    }

    /** One row of the batch at all steps. */
    private static Tensor column(Tensor x, int b) {
        Tensor to = Tensor.zeros(x.size(0), 1, x.size(2));
        for (int t = 0; t < x.size(0); t++) {
            for (int j = 0; j < x.size(2); j++) {
                to.set(x.get(t, b, j), t, 0, j);
            }
        }
        return to;
    }

    private static Map<String, Tensor> rows(Map<String, Tensor> all, int b) {
        Map<String, Tensor> to = new LinkedHashMap<>();
        all.forEach((k, x) -> to.put(k, ActivationChecks.row(x, b)));
        return to;
    }

    /** Steps {@code from} to {@code from + steps − 1}. */
    private static Tensor steps(Tensor x, int from, int steps) {
        int size = x.size(1) * x.size(2);
        double[] part = Arrays.copyOfRange(x.toArray(), from * size, (from + steps) * size);
        return Tensor.of(part, steps, x.size(1), x.size(2));
    }

    private static Map<String, Tensor> run(Unrolled u, Case c) {
        c.parameters().forEach(u::setParameter);
        Unrolled.Run run = u.forward(c.x(), c.lengths(), c.start());
        Unrolled.Gradients d = u.backward(c.dOutput(), c.dEnd());
        Map<String, Tensor> all = new LinkedHashMap<>();
        all.put("the output", run.outputs());
        run.finalStates().forEach((k, x) -> all.put("final state " + k, x));
        all.put("the gradient of x", d.input());
        d.initialStates().forEach((k, x) -> all.put("the gradient of initial state " + k, x));
        d.parameters().forEach((k, x) -> all.put("the gradient of " + k, x));
        return all;
    }

    private static Subject subject(Cell cell, Sizes sizes, Case given) {
        return new Subject(name(cell), precision -> {
            Unrolled u = unroll(cell, sizes, precision, false);
            Case c = given != null ? given : Case.of(u, sizes);
            return new Subject.Traced() {
                @Override
                public Map<String, Tensor> run() {
                    return CellChecks.run(u, c);
                }

                @Override
                public String toString() {
                    return u.toString();
                }
            };
        });
    }

    /**
     * Finite differences agree with the gradient of every parameter, of the input and of the initial states, for rows of
     * unequal lengths, in both directions of time.
     */
    public static void gradient(Cell cell, Sizes sizes) {
        for (boolean reverse : new boolean[] {false, true}) {
            gradient(cell, sizes, unroll(cell, sizes, Precision.FLOAT64, reverse));
        }
    }

    /**
     * The same with the masks of a training network drawn, the same ones at each run. A cell whose equations are then those
     * of use draws none and is passed over.
     */
    public static void gradientInTraining(Cell cell, Sizes sizes) {
        for (boolean reverse : new boolean[] {false, true}) {
            Unrolled use = unroll(cell, sizes, Precision.FLOAT64, reverse);
            Unrolled training = Subject.tracing(name(cell), () -> use.training(sizes.seed()));
            if (!training.toString().equals(use.toString())) {
                gradient(cell, sizes, training);
            }
        }
    }

    private static void gradient(Cell cell, Sizes sizes, Unrolled u) {
        Case c = Case.of(u, sizes);
        c.parameters().forEach(u::setParameter);
        u.forward(c.x(), c.lengths(), c.start());
        Unrolled.Gradients d = u.backward(c.dOutput(), c.dEnd());
        Differences differences = new Differences();
        c.parameters().forEach((k, p) -> {
            differences.judge(name(cell), k, p.copy(), d.parameters().get(k), moved -> {
                u.setParameter(k, moved);
                return loss(u, c);
            });
            u.setParameter(k, p);
        });
        differences.judge(name(cell), "x", c.x(), d.input(), moved -> loss(u, c));
        c.start()
                .forEach((k, s) -> differences.judge(
                        name(cell), "initial state " + k, s, d.initialStates().get(k), moved -> loss(u, c)));
        differences.finish(name(cell));
    }

    private static double loss(Unrolled u, Case c) {
        Unrolled.Run run = u.forward(c.x(), c.lengths(), c.start());
        double sum = ActivationChecks.dot(run.outputs(), c.dOutput());
        for (Map.Entry<String, Tensor> e : run.finalStates().entrySet()) {
            sum += ActivationChecks.dot(e.getValue(), c.dEnd().get(e.getKey()));
        }
        return sum;
    }

    /** Each row of a batch gets the bits that it gets by itself; the parameters' gradients add up. */
    public static void rows(Cell cell, Sizes sizes) {
        for (Precision p : Precision.values()) {
            Unrolled u = unroll(cell, sizes, p, false);
            Case c = Case.of(u, sizes);
            Map<String, Tensor> batch = run(u, c);
            Map<String, Tensor> sums = new LinkedHashMap<>();
            for (int b = 0; b < sizes.rows(); b++) {
                Map<String, Tensor> alone = run(u, c.row(b));
                Map<String, Tensor> inBatch = new LinkedHashMap<>();
                for (Map.Entry<String, Tensor> e : batch.entrySet()) {
                    if (c.parameters().containsKey(e.getKey().replace("the gradient of ", ""))) {
                        add(sums, e.getKey(), alone.remove(e.getKey()));
                    } else {
                        Tensor x = e.getValue();
                        inBatch.put(e.getKey(), x.shape().length == 3 ? column(x, b) : ActivationChecks.row(x, b));
                    }
                }
                Judge.same(name(cell), "as row " + b + " of a batch", inBatch, "as a batch of its own", alone);
            }
            sums.forEach((k, x) -> Judge.near(
                    name(cell),
                    k,
                    "for a batch",
                    batch.get(k),
                    "as the sum of its rows' gradients",
                    x,
                    p == Precision.FLOAT64 ? 1e-10 : 1e-3));
        }
    }

    private static void add(Map<String, Tensor> sums, String name, Tensor x) {
        Tensor sum = sums.computeIfAbsent(name, k -> Tensor.zeros(x.shape()));
        for (int i = 0; i < x.size(); i++) {
            sum.setFlat(i, sum.flat(i) + x.flat(i));
        }
    }

    /**
     * A padded row gets the bits that it gets without its padding, whatever the padding holds; outputs and gradients at
     * padded steps are 0.
     */
    public static void masks(Cell cell, Sizes sizes) {
        for (boolean reverse : new boolean[] {false, true}) {
            Unrolled u = unroll(cell, sizes, Precision.FLOAT32, reverse);
            Case c = Case.of(u, sizes);
            Map<String, Tensor> padded =
                    run(u, c.with(spoilt(c.x(), c.lengths()), c.lengths(), spoilt(c.dOutput(), c.lengths())));
            for (int b = 0; b < sizes.rows(); b++) {
                int n = c.lengths()[b];
                Case row = c.row(b);
                Map<String, Tensor> alone =
                        run(u, row.with(steps(row.x(), 0, n), new int[] {n}, steps(row.dOutput(), 0, n)));
                for (Map.Entry<String, Tensor> e : padded.entrySet()) {
                    Tensor x = e.getValue();
                    Tensor y = alone.get(e.getKey());
                    String what = e.getKey();
                    if (c.parameters().containsKey(what.replace("the gradient of ", ""))) {
                        continue;
                    }
                    if (x.shape().length == 2) {
                        Judge.near(name(cell), what, "padded", ActivationChecks.row(x, b), "without padding", y, 0);
                        continue;
                    }
                    Tensor row3 = column(x, b);
                    Judge.near(name(cell), what, "padded", steps(row3, 0, n), "without padding", y, 0);
                    Tensor rest = steps(row3, n, sizes.steps() - n);
                    Judge.near(
                            name(cell), what, "in the padding", rest, "as it must be", Tensor.zeros(rest.shape()), 0);
                }
            }
            Map<String, Tensor> gradients = new LinkedHashMap<>(padded);
            gradients.keySet().removeIf(k -> !c.parameters().containsKey(k.replace("the gradient of ", "")));
            Judge.finite(name(cell), "with padding that is not a number", gradients);
        }
    }

    /** With no numbers where there is padding. */
    private static Tensor spoilt(Tensor x, int[] lengths) {
        Tensor to = x.copy();
        for (int b = 0; b < lengths.length; b++) {
            for (int t = lengths[b]; t < x.size(0); t++) {
                for (int j = 0; j < x.size(2); j++) {
                    to.set(Double.NaN, t, b, j);
                }
            }
        }
        return to;
    }

    /** Step by step, the states handed on, gives the bits of the whole sequence at once. */
    public static void steps(Cell cell, Sizes sizes) {
        for (Precision p : Precision.values()) {
            Unrolled u = unroll(cell, sizes, p, false);
            Case c = Case.of(u, sizes);
            c.parameters().forEach(u::setParameter);
            Unrolled.Run whole = u.forward(c.x(), null, c.start());
            Map<String, Tensor> states = c.start();
            for (int t = 0; t < sizes.steps(); t++) {
                Unrolled.Run one = u.forward(steps(c.x(), t, 1), null, states);
                Judge.near(
                        name(cell),
                        "the output of step " + t,
                        "as part of the sequence",
                        steps(whole.outputs(), t, 1),
                        "step by step",
                        one.outputs(),
                        0);
                states = one.finalStates();
            }
            Judge.same(name(cell), "after the sequence", whole.finalStates(), "after single steps", states);
        }
    }

    /** Reversed in time, it does on a sequence what it does forwards on the sequence turned round. */
    public static void reverse(Cell cell, Sizes sizes) {
        Unrolled forward = unroll(cell, sizes, Precision.FLOAT32, false);
        Unrolled reverse = unroll(cell, sizes, Precision.FLOAT32, true);
        Case c = Case.of(forward, sizes);
        c.parameters().forEach((k, p) -> {
            forward.setParameter(k, p);
            reverse.setParameter(k + "_reverse", p);
        });
        Unrolled.Run ahead = forward.forward(turned(c.x(), c.lengths()), c.lengths(), c.start());
        Unrolled.Run back = reverse.forward(c.x(), c.lengths(), c.start());
        Judge.near(
                name(cell),
                "the output",
                "in reverse",
                back.outputs(),
                "forwards on the sequence turned round",
                turned(ahead.outputs(), c.lengths()),
                0);
        Judge.same(name(cell), "in reverse", back.finalStates(), "forwards turned round", ahead.finalStates());
    }

    private static Tensor turned(Tensor x, int[] lengths) {
        Tensor to = Tensor.zeros(x.shape());
        for (int b = 0; b < lengths.length; b++) {
            for (int t = 0; t < lengths[b]; t++) {
                for (int j = 0; j < x.size(2); j++) {
                    to.set(x.get(lengths[b] - 1 - t, b, j), t, b, j);
                }
            }
        }
        return to;
    }

    /** FLOAT32 agrees with FLOAT64. */
    public static void precisions(Cell cell, Sizes sizes) {
        subject(cell, sizes, null).sameInBothPrecisions(1e-4);
    }

    /** Outputs, states and gradients are finite for inputs up to ±10⁶. */
    public static void extremes(Cell cell, Sizes sizes) {
        Unrolled u = unroll(cell, sizes, Precision.FLOAT64, false);
        Case c = Case.of(u, sizes);
        Tensor x = new Draw(sizes.seed()).anyOf(EXTREMES, c.x().shape());
        subject(cell, sizes, c.with(x, c.lengths(), c.dOutput())).finite("for x = " + x);
    }

    /** Neither a second run nor a second trace differs. */
    public static void memory(Cell cell, Sizes sizes) {
        subject(cell, sizes, null).sameAgain();
    }

    /** Two threads may use it at once. */
    public static void threads(Cell cell, Sizes sizes) {
        subject(cell, sizes, null).sameInTwoThreads();
    }

    /** Its name and settings make an equal cell. */
    public static void registered(Cell cell, Sizes sizes) {
        Cell again = Subject.rebuilt(name(cell), cell, ServiceLoader.load(CellProvider.class));
        subject(cell, sizes, null).same("as made by its provider", subject(again, sizes, null));
    }
}
