package dev.rnn4j.core.unroll;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** Gradients, storage and the order of execution, on equations that nobody chose. */
class RandomEquationsTest {
    private static final double[] STEPS = {1e-3, 1e-4, 1e-5};

    /** Weights of the outputs and final states make one number of a run. */
    private record Case(
            Unrolled cell,
            Tensor x,
            int[] lengths,
            Map<String, Tensor> start,
            Tensor dOutput,
            Map<String, Tensor> dEnd) {
        static Case of(Unrolled cell, int steps, int rows, Random random) {
            int[] lengths = new int[rows];
            for (int b = 0; b < rows; b++) {
                lengths[b] = random.nextInt(steps + 1);
            }
            lengths[random.nextInt(rows)] = steps;
            for (String p : cell.parameterNames()) {
                cell.setParameter(p, normal(random, 0.7, cell.parameter(p).shape()));
            }
            return new Case(
                    cell,
                    normal(random, 1, steps, rows, cell.inputWidth()),
                    lengths,
                    states(cell, rows, random),
                    normal(random, 1, steps, rows, cell.outputWidth()),
                    states(cell, rows, random));
        }

        static Map<String, Tensor> states(Unrolled cell, int rows, Random random) {
            Map<String, Tensor> all = new LinkedHashMap<>();
            cell.stateWidths().forEach((name, width) -> all.put(name, normal(random, 0.7, rows, width)));
            return all;
        }

        double loss() {
            Unrolled.Run run = cell.forward(x, lengths, start);
            double sum = dot(run.outputs(), dOutput);
            for (Map.Entry<String, Tensor> e : run.finalStates().entrySet()) {
                sum += dot(e.getValue(), dEnd.get(e.getKey()));
            }
            return sum;
        }

        Map<String, Tensor> everything() {
            Unrolled.Run run = cell.forward(x, lengths, start);
            Unrolled.Gradients d = cell.backward(dOutput, dEnd);
            Map<String, Tensor> all = new LinkedHashMap<>();
            all.put("outputs", run.outputs());
            run.finalStates().forEach((k, v) -> all.put("final " + k, v));
            all.put("dx", d.input());
            d.initialStates().forEach((k, v) -> all.put("d " + k, v));
            all.putAll(d.parameters());
            return all;
        }
    }

    private static Tensor normal(Random random, double deviation, int... shape) {
        Tensor x = Tensor.zeros(shape);
        for (int i = 0; i < x.size(); i++) {
            x.setFlat(i, (float) (deviation * random.nextGaussian()));
        }
        return x;
    }

    private static double dot(Tensor a, Tensor b) {
        double sum = 0;
        for (int i = 0; i < a.size(); i++) {
            sum += a.flat(i) * b.flat(i);
        }
        return sum;
    }

    @Property(tries = 120, seed = "7", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void gradientsAgreeWithFiniteDifferences(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 20) int operations,
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 3) int width,
            @ForAll boolean reverse) {
        RandomCell equations = new RandomCell(seed, operations);
        Unrolled cell = (reverse
                        ? Unrolled.reversed(equations, width, Precision.FLOAT64)
                        : Unrolled.of(equations, width, Precision.FLOAT64))
                .inTilesOf(2);
        Case c = Case.of(cell, steps, rows, new Random(seed));
        cell.forward(c.x(), c.lengths(), c.start());
        Unrolled.Gradients d = cell.backward(c.dOutput(), c.dEnd());
        judge(c, "x", c.x(), d.input());
        c.start().forEach((k, s) -> judge(c, k, s, d.initialStates().get(k)));
        for (String p : cell.parameterNames()) {
            Tensor value = cell.parameter(p);
            Tensor gradient = d.parameters().get(p);
            for (int i = 0; i < value.size(); i++) {
                int element = i;
                double from = value.flat(i);
                judge(c, p, i, gradient.flat(i), at -> {
                    value.setFlat(element, from + at);
                    cell.setParameter(p, value);
                    return c.loss();
                });
                value.setFlat(i, from);
            }
            cell.setParameter(p, value);
        }
    }

    private static void judge(Case c, String what, Tensor x, Tensor gradient) {
        for (int i = 0; i < x.size(); i++) {
            int element = i;
            double from = x.flat(i);
            judge(c, what, i, gradient.flat(i), at -> {
                x.setFlat(element, from + at);
                double y = c.loss();
                x.setFlat(element, from);
                return y;
            });
        }
    }

    private static void judge(Case c, String what, int i, double derived, DoubleUnaryOperator f) {
        double scale = Math.max(1, Math.abs(f.applyAsDouble(0)));
        double measured = 0;
        for (double h : STEPS) {
            measured = (f.applyAsDouble(-2 * h)
                            - 8 * f.applyAsDouble(-h)
                            + 8 * f.applyAsDouble(h)
                            - f.applyAsDouble(2 * h))
                    / (12 * h);
            if (Math.abs(derived - measured) <= 1e-6 * Math.max(Math.abs(derived), Math.abs(measured)) + 1e-9 * scale) {
                return;
            }
        }
        // fourth-order slopes from each side; where they differ the function has a kink
        double h = STEPS[STEPS.length - 1];
        double right = (-25 * f.applyAsDouble(0)
                        + 48 * f.applyAsDouble(h)
                        - 36 * f.applyAsDouble(2 * h)
                        + 16 * f.applyAsDouble(3 * h)
                        - 3 * f.applyAsDouble(4 * h))
                / (12 * h);
        double left = (25 * f.applyAsDouble(0)
                        - 48 * f.applyAsDouble(-h)
                        + 36 * f.applyAsDouble(-2 * h)
                        - 16 * f.applyAsDouble(-3 * h)
                        + 3 * f.applyAsDouble(-4 * h))
                / (12 * h);
        if (Math.abs(left - right) <= 1e-6 * Math.max(Math.abs(left), Math.abs(right)) + 1e-8 * scale) {
            throw new AssertionError("the gradient of " + what + " at " + i + " is " + derived + " as derived, but "
                    + measured + " by finite differences (" + left + " from the left, " + right
                    + " from the right), of\n" + c.cell());
        }
    }

    @Property(tries = 100, seed = "8", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void float32AgreesWithFloat64(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 20) int operations,
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll @IntRange(min = 1, max = 3) int rows,
            @ForAll @IntRange(min = 1, max = 3) int width) {
        RandomCell equations = new RandomCell(seed, operations);
        Unrolled wide = Unrolled.of(equations, width, Precision.FLOAT64);
        Map<String, Tensor> a = Case.of(wide, steps, rows, new Random(seed)).everything();
        Map<String, Tensor> b = Case.of(Unrolled.of(equations, width, Precision.FLOAT32), steps, rows, new Random(seed))
                .everything();
        a.forEach((name, x) -> {
            double largest = 1;
            for (double v : x.toArray()) {
                largest = Math.max(largest, Math.abs(v));
            }
            for (int i = 0; i < x.size(); i++) {
                if (!(Math.abs(x.flat(i) - b.get(name).flat(i)) <= 1e-4 * largest)) {
                    throw new AssertionError(name + " at " + i + " is " + x.flat(i) + " in FLOAT64, but "
                            + b.get(name).flat(i) + " in FLOAT32, of\n" + wide);
                }
            }
        });
    }

    @Property(tries = 100, seed = "9", edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
    void tilesChangeNoBit(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed,
            @ForAll @IntRange(min = 1, max = 20) int operations,
            @ForAll @IntRange(min = 1, max = 4) int steps,
            @ForAll @IntRange(min = 2, max = 5) int rows) {
        RandomCell equations = new RandomCell(seed, operations);
        Unrolled whole = Unrolled.of(equations, 2, Precision.FLOAT32);
        Map<String, Tensor> a = Case.of(whole, steps, rows, new Random(seed)).everything();
        Map<String, Tensor> b =
                Case.of(whole.inTilesOf(1), steps, rows, new Random(seed)).everything();
        whole.parameterNames().forEach(a::remove); // sums over the rows, in another order
        a.forEach((name, x) -> {
            if (!x.equals(b.get(name))) {
                throw new AssertionError(
                        name + " is " + x + " in one tile, but " + b.get(name) + " in tiles of a row, of\n" + whole);
            }
        });
    }
}
