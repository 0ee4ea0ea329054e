package dev.rnn4j.core.toys;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/** Plug-ins for tests that need some under a name, whatever they do. */
public final class Toys {
    private Toys() {}

    /** One with every kind of setting. */
    public record ToyActivation(Settings settings) implements Activation {
        static final Setting<Double> SLOPE =
                Setting.number("slope", 0.5, "a slope").above(0);
        static final Setting<Integer> TIMES =
                Setting.integer("times", 1, "how often").atLeast(1).atMost(9);
        static final Setting<Boolean> ODD = Setting.flag("odd", false, "whether odd");
        static final Setting<String> SIDE = Setting.choice("side", "which side", "left", "right");
        static final Setting<List<Double>> KNOTS = Setting.numbers("knots", "places");

        @Override
        public String name() {
            return "toy-activation";
        }

        @Override
        public Value apply(Value z) {
            return z.times(settings.get(SLOPE));
        }
    }

    /** Provides {@link ToyActivation}. */
    public static final class ToyActivationProvider implements ActivationProvider {
        @Override
        public String name() {
            return "toy-activation";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(
                    ToyActivation.SLOPE,
                    ToyActivation.TIMES,
                    ToyActivation.ODD,
                    ToyActivation.SIDE,
                    ToyActivation.KNOTS);
        }

        @Override
        public Activation create(Settings settings) {
            if (settings.get(ToyActivation.TIMES) == 7) {
                throw new BadInputException("seven times is once too often: take six");
            }
            return new ToyActivation(settings);
        }
    }

    /** One without settings. */
    public record ToySquare() implements Activation {
        @Override
        public String name() {
            return "toy-square";
        }

        @Override
        public Value apply(Value z) {
            return z.times(z);
        }
    }

    /** Provides {@link ToySquare}. */
    public static final class ToySquareProvider implements ActivationProvider {
        @Override
        public String name() {
            return "toy-square";
        }

        @Override
        public Activation create(Settings settings) {
            return new ToySquare();
        }
    }

    /** A cell around a cell, with an activation after it if wanted. */
    public record ToyWrapper(Settings settings) implements Cell {
        public static final Setting<Cell> INNER = Setting.plugin("inner", Cell.class, "the cell inside");
        public static final Setting<Activation> AFTER =
                Setting.optionalPlugin("after", Activation.class, "what comes after");

        @Override
        public String name() {
            return "toy-wrapper";
        }

        @Override
        public void step(Step t) {
            settings.get(INNER).step(t);
        }
    }

    /** Provides {@link ToyWrapper}. */
    public static final class ToyWrapperProvider implements CellProvider {
        @Override
        public String name() {
            return "toy-wrapper";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(ToyWrapper.INNER, ToyWrapper.AFTER);
        }

        @Override
        public Cell create(Settings settings) {
            return new ToyWrapper(settings);
        }
    }

    /** Half the squared distance. */
    public record ToyLoss() implements Loss {
        @Override
        public String name() {
            return "toy-loss";
        }

        @Override
        public Value of(Value output, Value target) {
            Value d = output.minus(target);
            return d.times(d).sum().times(0.5);
        }
    }

    /** Provides {@link ToyLoss}. */
    public static final class ToyLossProvider implements LossProvider {
        @Override
        public String name() {
            return "toy-loss";
        }

        @Override
        public Loss create(Settings settings) {
            return new ToyLoss();
        }
    }

    /** Plain descent. */
    public record ToyOptimizer(Settings settings) implements Optimizer {
        static final Setting<Double> RATE =
                Setting.number("rate", "size of a step").above(0);

        @Override
        public String name() {
            return "toy-optimizer";
        }

        @Override
        public void update(Update u) {
            u.next(u.weight().minus(u.gradient().times(u.rate(settings.get(RATE)))));
        }
    }

    /** Provides {@link ToyOptimizer}. */
    public static final class ToyOptimizerProvider implements OptimizerProvider {
        @Override
        public String name() {
            return "toy-optimizer";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(ToyOptimizer.RATE);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new ToyOptimizer(settings);
        }
    }

    // ---- registered only by the tests that want to see them refused

    /** A second toy-square. */
    public static final class TwinProvider implements ActivationProvider {
        @Override
        public String name() {
            return "toy-square";
        }

        @Override
        public Activation create(Settings settings) {
            return new ToySquare();
        }
    }

    /** Throws in its constructor. */
    public static final class ThrowingProvider implements ActivationProvider {
        public ThrowingProvider() {
            throw new IllegalStateException("no\nluck");
        }

        @Override
        public String name() {
            return "toy-throwing";
        }

        @Override
        public Activation create(Settings settings) {
            return new ToySquare();
        }
    }

    /** Has no constructor that the service loader could call. */
    public static final class ClosedProvider implements ActivationProvider {
        private final String name;

        public ClosedProvider(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Activation create(Settings settings) {
            return new ToySquare();
        }
    }

    /** Has a name that is none. */
    public static final class ShoutingProvider implements ActivationProvider {
        @Override
        public String name() {
            return "Toy_Square";
        }

        @Override
        public Activation create(Settings settings) {
            return new ToySquare();
        }
    }
}
