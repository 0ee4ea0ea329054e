package dev.rnn4j.api;

import java.util.Objects;

/**
 * A step that hands everything on to another one. A wrapper around a cell traces the inner cell on a subclass that
 * changes what it needs to. A residual connection:
 *
 * <pre>{@code
 * public void step(Step t) {
 *     inner.step(new ForwardingStep(t) {
 *         public void emit(Value output) {
 *             super.emit(output.plus(input()));
 *         }
 *     });
 * }
 * }</pre>
 */
public abstract class ForwardingStep implements Step {
    private final Step step;

    /** A step that hands on to {@code step}. */
    protected ForwardingStep(Step step) {
        this.step = Objects.requireNonNull(step);
    }

    @Override
    public Value input() {
        return step.input();
    }

    @Override
    public Value input(String name, int width) {
        return step.input(name, width);
    }

    @Override
    public Value state(String name, int width) {
        return step.state(name, width);
    }

    @Override
    public Value next(String name, Value value) {
        return step.next(name, value);
    }

    @Override
    public void emit(Value output) {
        step.emit(output);
    }

    @Override
    public Linear linear(int units, String... gates) {
        return step.linear(units, gates);
    }

    @Override
    public Value vector(String name, int width, Initializer start) {
        return step.vector(name, width, start);
    }

    @Override
    public Value mask(String name, int width, double keep, Per per) {
        return step.mask(name, width, keep, per);
    }

    @Override
    public Value bernoulli(String name, int width, double probability, Per per) {
        return step.bernoulli(name, width, probability, per);
    }
}
