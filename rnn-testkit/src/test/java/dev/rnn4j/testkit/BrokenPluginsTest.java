package dev.rnn4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Elementwise;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.unroll.Unrolled;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Plug-ins with a fault fail the rule that the fault breaks, and the message says where. */
class BrokenPluginsTest {
    private static final Sizes SMALL = new Sizes(3, 3, 3, 2, 5);
    private static final String NUMBER = "(-?[0-9.E-]+|NaN|-?Infinity)";

    /** The message matches a pattern in which # is a number; returns the numbers. */
    private static List<Double> fails(String pattern, Executable rule) {
        String message = assertThrows(AssertionError.class, rule).getMessage();
        String regex = Arrays.stream(pattern.split("#", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + NUMBER + b)
                .get();
        Matcher m = Pattern.compile(regex, Pattern.DOTALL).matcher(message);
        assertTrue(m.lookingAt(), () -> "message: " + message);
        return IntStream.rangeClosed(1, m.groupCount())
                .mapToObj(i -> Double.valueOf(m.group(i)))
                .toList();
    }

    private static Elementwise elementwise(DoubleUnaryOperator f, DoubleUnaryOperator dfOfY) {
        return new Elementwise() {
            @Override
            public double f(double x) {
                return f.applyAsDouble(x);
            }

            @Override
            public double df(double x, double y) {
                return dfOfY.applyAsDouble(y);
            }
        };
    }

    @Nested
    class Activations {
        private record Named(String name, Activation body) implements Activation {
            @Override
            public Value apply(Value z) {
                return body.apply(z);
            }
        }

        @Test
        void aWrongDerivativeFails() {
            Activation wrong = new Named("steep", z -> z.apply(elementwise(Math::tanh, y -> (1 - y) * (1 - y))));
            List<Double> n = fails(
                    "activation 'steep': the gradient of z at [#, #] is # as derived, but # by finite differences",
                    () -> ActivationChecks.gradient(wrong, SMALL));
            assertEquals(List.of(0.0, 0.0), n.subList(0, 2));
            assertTrue(Math.abs(n.get(2) - n.get(3)) > 1e-3);
        }

        @Test
        void theRightDerivativeByHandPasses() {
            ActivationChecks.gradient(z -> z.apply(elementwise(Math::tanh, y -> 1 - y * y)), SMALL);
        }

        /** The softmax whose derivative is taken element by element, dzᵢ = dyᵢ aᵢ (1 − aᵢ). */
        @Test
        void anElementwiseSoftmaxGradientFailsWithThreeClasses() {
            Activation wrong = z -> {
                Value a = z.softmax();
                Value moving = z.minus(z.detach());
                return a.detach().plus(moving.times(a.times(a.oneMinus()).detach()));
            };
            fails(
                    "activation BrokenPluginsTest$Activations$$Lambda",
                    () -> ActivationChecks.gradient(wrong, new Sizes(1, 1, 3, 1, 1)));
            ActivationChecks.gradient(Value::softmax, new Sizes(1, 1, 3, 1, 1));
        }

        @Test
        void aWrongDerivativeOfAFunctionWithAKinkFails() {
            Activation wrong =
                    new Named("lifted", z -> z.relu().plus(z.times(0.1).detach()));
            fails(
                    "activation 'lifted': the gradient of z at [0, 0] is # as derived, but # by finite differences",
                    () -> ActivationChecks.gradient(wrong, SMALL));
            ActivationChecks.gradient(Value::relu, SMALL);
        }

        @Test
        void aFunctionWithoutSlopesFails() {
            Activation noise = new Named("noise", z -> z.apply(elementwise(x -> Math.sin(x * 1e7), y -> 1)));
            fails(
                    "activation 'noise': # of # numbers that were moved have a kink or a jump",
                    () -> ActivationChecks.gradient(noise, SMALL));
        }

        @Test
        void anOverflowFails() {
            Activation naive = new Named("naive", z -> z.exp().div(z.exp().plus(1)));
            fails("activation 'naive': y at [#, #] is # for z = ", () -> ActivationChecks.extremes(naive, SMALL));
        }

        @Test
        void anotherWidthFails() {
            Activation narrow = new Named("narrow", Value::sum);
            fails(
                    "activation 'narrow': activation 'narrow' makes 1 columns of 3: it must keep the width",
                    () -> ActivationChecks.rows(narrow, SMALL));
        }

        @Test
        void lostDigitsFail() {
            Activation coarse = new Named("coarse", z -> z.plus(1e6).minus(1e6));
            fails(
                    "activation 'coarse': y at [0, 0] is # in FLOAT64, but # in FLOAT32",
                    () -> ActivationChecks.precisions(coarse, SMALL));
        }

        @Test
        void aFunctionThatCountsItsCallsFails() {
            int[] calls = {0};
            Activation counting = new Named("counting", z -> z.apply(elementwise(x -> x + calls[0]++, y -> 1)));
            fails(
                    "activation 'counting': y at [0, 0] is # the first time, but # when run again on the same input",
                    () -> ActivationChecks.memory(counting, SMALL));
        }

        @Test
        void aFunctionThatKnowsItsThreadFails() {
            Thread mine = Thread.currentThread();
            Activation bound = new Named(
                    "bound", z -> z.apply(elementwise(x -> Thread.currentThread() == mine ? x : 2 * x, y -> 1)));
            fails(
                    "activation 'bound': y at [0, 0] is # in one thread, but # in one of two threads",
                    () -> ActivationChecks.threads(bound, SMALL));
        }

        @Test
        void anUnregisteredNameFails() {
            fails(
                    "activation 'nowhere': no provider of that name is registered",
                    () -> ActivationChecks.registered(new Named("nowhere", Value::tanh), SMALL));
        }
    }

    @Nested
    class Cells {
        private record Named(String name, Cell body) implements Cell {
            @Override
            public void step(Step t) {
                body.step(t);
            }
        }

        /** A simple cell whose gradient does not go back in time. */
        private final Cell cut = new Named("cut", t -> {
            Value h = t.state("h", 2).detach();
            t.emit(t.next("h", t.linear(2).of(t.input(), h).get().tanh()));
        });

        @Test
        void aGradientThatStopsInTimeFails() {
            fails(
                    "cell 'cut': the gradient of weight_ih_l0 at [#, #] is # as derived, but # by finite differences",
                    () -> CellChecks.gradient(cut, SMALL));
            // a single step shows it in the initial state alone
            fails(
                    "cell 'cut': the gradient of initial state h at [0, 0] is 0.0 as derived, but # by finite",
                    () -> CellChecks.gradient(cut, new Sizes(1, 1, 3, 2, 5)));
        }

        /** In use the mask is 1 and the two terms cancel. */
        @Test
        void aGradientThatIsWrongInTrainingAloneFails() {
            Cell wrong = new Named("wrong", t -> {
                Value steep = t.input().apply(elementwise(Math::tanh, y -> 1 - y));
                t.emit(steep.times(t.mask("m", t.input().width(), 0.5, Step.Per.STEP))
                        .minus(steep));
            });
            CellChecks.gradient(wrong, SMALL);
            fails(
                    "cell 'wrong': the gradient of x at [#, #, #] is # as derived, but # by finite differences",
                    () -> CellChecks.gradientInTraining(wrong, SMALL));
        }

        @Test
        void aCellThatCountsItsCallsFails() {
            int[] calls = {0};
            Cell counting = new Named("counting", t -> {
                Value h = t.state("h", 2);
                t.emit(t.next(
                        "h",
                        t.linear(2).of(t.input(), h).get().times(++calls[0]).tanh()));
            });
            fails(
                    "cell 'counting': traced a second time, its equations differ: line # was ",
                    () -> CellChecks.memory(counting, SMALL));
        }

        /** The value of the step before, kept in a field instead of a state. */
        @Test
        void aCellThatKeepsAValueOfAnotherStepFails() {
            Value[] kept = new Value[1];
            Cell mixing = new Named("mixing", t -> {
                Value x = t.input();
                t.emit(kept[0] == null ? x : x.plus(kept[0]));
                kept[0] = x;
            });
            fails(
                    "cell 'mixing': a value from another trace was used, in cell 'mixing'",
                    () -> CellChecks.steps(mixing, SMALL));
        }

        /** What a cell cannot do in the language it can smuggle in by a function with a memory. */
        @Test
        void aCellThatSmugglesTheStepBeforeFails() {
            double[] before = {0};
            Elementwise smuggle = elementwise(
                    x -> {
                        double y = x + before[0];
                        before[0] = x;
                        return y;
                    },
                    y -> 1);
            Cell cell = new Named("smuggler", t -> t.emit(t.input().apply(smuggle)));
            fails("cell 'smuggler': the output", () -> CellChecks.steps(cell, SMALL));
            fails("cell 'smuggler': the output at [0, #, #] is #", () -> CellChecks.rows(cell, SMALL));
        }

        @Test
        void aStateWithoutANextValueFails() {
            Cell forgetful = new Named("forgetful", t -> t.emit(t.state("h", 1).expand(2)));
            fails(
                    "cell 'forgetful': state 'h' has no next value, in cell 'forgetful'",
                    () -> CellChecks.masks(forgetful, SMALL));
        }

        @Test
        void anOverflowFails() {
            Cell explosive = new Named("explosive", t -> {
                Value h = t.state("h", 3);
                t.emit(t.next("h", h.plus(t.input().exp()).log()));
            });
            fails(
                    "cell 'explosive': the output at [#, #, #] is # for x = ",
                    () -> CellChecks.extremes(explosive, SMALL));
        }

        /** Under the name of the core's own cell, but with other equations. */
        @Test
        void aNameOfOtherEquationsFails() {
            Setting<Integer> units = Setting.integer("units", "hidden units");
            Cell impostor = new Cell() {
                @Override
                public String name() {
                    return "simple";
                }

                @Override
                public Settings settings() {
                    return Settings.none().with(units, 2);
                }

                @Override
                public void step(Step t) {
                    Value h = t.state("h", 2);
                    t.emit(t.next("h", t.linear(2).of(t.input(), h).get().sigmoid()));
                }
            };
            fails(
                    "cell 'simple': the output at [0, #, #] is # as it is, but # as made by its provider",
                    () -> CellChecks.registered(impostor, SMALL));
        }

        @Test
        void aSettingThatTheProviderDoesNotKnowFails() {
            Setting<Integer> size = Setting.integer("size", "hidden units");
            Cell stranger = new Cell() {
                @Override
                public String name() {
                    return "simple";
                }

                @Override
                public Settings settings() {
                    return Settings.none().with(size, 2);
                }

                @Override
                public void step(Step t) {
                    t.emit(t.input());
                }
            };
            fails(
                    "cell 'simple': has a setting 'size' that its provider does not list",
                    () -> CellChecks.registered(stranger, SMALL));
        }

        /** An LSTM of 1 unit; {@code forget} and {@code output} say which gates it takes for these. */
        private Cell lstm(String forget, String output) {
            return t -> {
                Value h = t.state("h", 1);
                Value c = t.state("c", 1);
                Gates z = t.linear(1, "i", "f", "g", "o").of(t.input(), h);
                Value next = z.get(forget)
                        .sigmoid()
                        .times(c)
                        .plus(z.get("i").sigmoid().times(z.get("g").tanh()));
                t.next("c", next);
                t.emit(t.next("h", z.get(output).sigmoid().times(next.tanh())));
            };
        }

        private static double firstOutput(Cell lstm) {
            Unrolled u = Unrolled.of(lstm, 1, Precision.FLOAT64);
            double ln3 = Math.log(3);
            u.setParameter("bias_ih_l0", Tensor.of(new double[] {0, ln3, ln3 / 2, -ln3}, 4));
            return u.forward(Tensor.zeros(1, 1, 1), null, Map.of("c", Tensor.of(new double[] {2}, 1, 1)))
                    .outputs()
                    .flat(0);
        }

        /**
         * With weights of 0 the biases alone count: σ(0) = 1/2, σ(ln 3) = 3/4, tanh(ln 3 / 2) = 1/2, σ(−ln 3) = 1/4. From c =
         * 2 follows c' = 3/4 · 2 + 1/2 · 1/2 = 7/4, and the output tanh(7/4) / 4.
         */
        @Test
        void exchangedGatesPassTheGradientCheckButNotKnownNumbers() {
            CellChecks.gradient(lstm("f", "o"), SMALL);
            CellChecks.gradient(lstm("o", "f"), SMALL);
            assertEquals(Math.tanh(1.75) / 4, firstOutput(lstm("f", "o")), 1e-15);
            // c' = 1/4 · 2 + 1/4 = 3/4
            assertEquals(Math.tanh(0.75) * 3 / 4, firstOutput(lstm("o", "f")), 1e-15);
        }

        /** A GRU of 1 unit, reset after; its gates in the order in which their biases are stacked. */
        private static double gru(String reset, String update) {
            Cell cell = t -> {
                Value h = t.state("h", 1);
                Gates x = t.linear(1, "r", "z", "n").of(t.input());
                Gates u = t.linear(1, "r", "z", "n").of(h);
                Value r = x.get(reset).plus(u.get(reset)).sigmoid();
                Value z = x.get(update).plus(u.get(update)).sigmoid();
                Value n = x.get("n").plus(r.times(u.get("n"))).tanh();
                t.emit(t.next("h", z.oneMinus().times(n).plus(z.times(h))));
            };
            CellChecks.gradient(cell, SMALL);
            Unrolled u = Unrolled.of(cell, 1, Precision.FLOAT64);
            double ln3 = Math.log(3);
            u.setParameter("bias_ih_l0", Tensor.of(new double[] {ln3, -ln3, 0}, 3));
            u.setParameter("bias_hh_l0", Tensor.of(new double[] {0, 0, 1}, 3));
            return u.forward(Tensor.zeros(1, 1, 1), null, Map.of("h", Tensor.of(new double[] {2}, 1, 1)))
                    .outputs()
                    .flat(0);
        }

        /** r = σ(ln 3) = 3/4, z = σ(−ln 3) = 1/4, n = tanh(r · 1), h' = (1 − z) n + z · 2 = 3/4 tanh(3/4) + 1/2. */
        @Test
        void exchangedGatesOfAGruPassTheGradientCheckButNotKnownNumbers() {
            assertEquals(Math.tanh(0.75) * 3 / 4 + 0.5, gru("r", "z"), 1e-15);
            // r = 1/4, z = 3/4
            assertEquals(Math.tanh(0.25) / 4 + 1.5, gru("z", "r"), 1e-15);
        }
    }

    @Nested
    class Losses {
        private record Named(String name, Loss body) implements Loss {
            @Override
            public Value of(Value output, Value target) {
                return body.of(output, target);
            }
        }

        @Test
        void aLossThatOverflowsFails() {
            Loss naive = new Named(
                    "naive", (z, t) -> z.exp().sum().log().minus(z.times(t).sum()));
            LossChecks.gradient(naive, LossChecks.Targets.CLASSES, SMALL);
            fails(
                    "loss 'naive': the loss at [#] is # for outputs ",
                    () -> LossChecks.extremes(naive, LossChecks.Targets.CLASSES, SMALL));
        }

        @Test
        void aWrongGradientFails() {
            Loss half = new Named(
                    "half", (a, t) -> a.detach().minus(t).times(a.minus(t)).sum());
            fails(
                    "loss 'half': the gradient of the output at [0, 0] is # as derived, but # by finite differences",
                    () -> LossChecks.gradient(half, LossChecks.Targets.NUMBERS, SMALL));
        }

        @Test
        void moreThanOneNumberARowFails() {
            Loss wide = new Named("wide", (a, t) -> a.minus(t).square());
            fails(
                    "loss 'wide': the loss of loss 'wide' has 3 columns, but a row has one: end with sum() or mean()",
                    () -> LossChecks.rows(wide, LossChecks.Targets.NUMBERS, SMALL));
        }

        @Test
        void aNegativeWeightFails() {
            Loss minus = new Loss() {
                @Override
                public Value of(Value output, Value target) {
                    return output.minus(target).square().mean();
                }

                @Override
                public Value weight(Value target) {
                    return target.sum().square().plus(0.1).unaryMinus();
                }
            };
            fails(
                    "loss " + minus.getClass().getName() + ": the weight at [0] is #, where it must be 0 or more",
                    () -> LossChecks.weights(minus, LossChecks.Targets.NUMBERS, SMALL));
        }
    }

    @Nested
    class Optimizers {
        private record Named(String name, Optimizer body) implements Optimizer {
            @Override
            public void update(Update u) {
                body.update(u);
            }
        }

        private Optimizer descent(String name, Function<Update, Value> direction) {
            return new Named(
                    name, u -> u.next(u.weight().minus(direction.apply(u).times(u.rate(0.1)))));
        }

        @Test
        void aSlotThatIsReadAndNeverWrittenFails() {
            Optimizer o = descent("idle", u -> u.slot("velocity").plus(u.gradient()));
            fails(
                    "optimizer 'idle': optimizer 'idle' reads slot 'velocity' but never writes it",
                    () -> OptimizerChecks.memory(o, SMALL));
        }

        @Test
        void anIgnoredScheduleFails() {
            Optimizer o = new Named(
                    "stubborn", u -> u.next(u.weight().minus(u.gradient().times(0.1))));
            List<Double> n = fails(
                    "optimizer 'stubborn': the weight at [#] is # before a step with a schedule of 0, but # after it",
                    () -> OptimizerChecks.schedule(o, SMALL));
            assertTrue(!n.get(1).equals(n.get(2)));
        }

        @Test
        void aDivisionByAGradientOfZeroFails() {
            Optimizer o = descent("sign", u -> u.gradient().div(u.gradient().abs()));
            fails(
                    "optimizer 'sign': the weight after step 1 at [0] is NaN with gradients ",
                    () -> OptimizerChecks.extremes(o, SMALL));
        }

        @Test
        void anUpdateThatDependsOnThePositionFails() {
            Optimizer o = descent("shifted", u -> {
                Value g = u.gradient();
                return g.width() == 1 ? g : g.slice(1, g.width() - 1).concat(g.slice(0, 1));
            });
            fails(
                    "optimizer 'shifted': the weight after step 1 at [#] is # in one order, but # in another order",
                    () -> OptimizerChecks.permutation(o, false, new Sizes(1, 1, 7, 1, 3)));
        }

        @Test
        void aSumOverTheParameterMustBeDeclared() {
            Optimizer o = descent(
                    "clipped",
                    u -> u.gradient()
                            .div(u.gradient()
                                    .square()
                                    .sum()
                                    .sqrt()
                                    .plus(1)
                                    .expand(u.gradient().width())));
            fails(
                    "optimizer 'clipped': the weight after step 1 at [#] is # first, but # when the gradient of element",
                    () -> OptimizerChecks.independence(o, SMALL));
            OptimizerChecks.permutation(o, false, SMALL);
            OptimizerChecks.shape(o, false, SMALL);
        }

        @Test
        void aStepUphillFails() {
            Optimizer o = descent("uphill", u -> u.gradient().unaryMinus());
            fails(
                    "optimizer 'uphill': fifty steps down a bowl led from # to #",
                    () -> OptimizerChecks.descent(o, SMALL));
        }

        @Test
        void anOptimizerThatCountsItsStepsByItselfFails() {
            int[] steps = {0};
            Optimizer o = new Named(
                    "counting", u -> u.next(u.weight().minus(u.gradient().times(u.scalar((s, f) -> f / ++steps[0])))));
            fails(
                    "optimizer 'counting': the weight after step 1 at [0, 0] is # the first time, but # when run again",
                    () -> OptimizerChecks.memory(o, SMALL));
        }

        @Test
        void aPassingOneHasEveryRule() {
            Optimizer o = new Named("", u -> {
                Value v = u.next("v", u.slot("v").times(0.9).plus(u.gradient()));
                u.next(u.weight().minus(v.times(u.rate(0.01))));
            });
            OptimizerChecks.schedule(o, SMALL);
            OptimizerChecks.extremes(o, SMALL);
            OptimizerChecks.permutation(o, true, SMALL);
            OptimizerChecks.shape(o, true, SMALL);
            OptimizerChecks.independence(o, SMALL);
            OptimizerChecks.descent(o, SMALL);
            OptimizerChecks.memory(o, SMALL);
        }
    }

    @Test
    void everyRuleIsATestOfItsContract() {
        Map<Class<?>, Class<?>> rules = Map.of(
                ActivationChecks.class, ActivationContract.class,
                CellChecks.class, CellContract.class,
                LossChecks.class, LossContract.class,
                OptimizerChecks.class, OptimizerContract.class);
        rules.forEach((checks, contract) -> assertEquals(
                Arrays.stream(checks.getDeclaredMethods())
                        .filter(m -> Modifier.isPublic(m.getModifiers()))
                        .count(),
                Arrays.stream(contract.getDeclaredMethods())
                        .filter(m -> m.isAnnotationPresent(Property.class))
                        .count(),
                contract.getSimpleName()));
    }
}
