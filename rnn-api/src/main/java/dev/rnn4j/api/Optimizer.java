package dev.rnn4j.api;

/**
 * The update of one parameter from its gradient, written in the value language. The core calls {@link #update} once to
 * trace it, then runs it on every parameter after every backward pass. Stochastic gradient descent with momentum:
 *
 * <pre>{@code
 * public void update(Update u) {
 *     Value v = u.next("velocity", u.slot("velocity").times(momentum).plus(u.gradient()));
 *     u.next(u.weight().minus(v.times(u.rate(learningRate))));
 * }
 * }</pre>
 */
@FunctionalInterface
public interface Optimizer extends Plugin {
    /** Says what becomes of the weight and of each slot. */
    void update(Update u);
}
