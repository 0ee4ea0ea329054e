package dev.rnn4j.api;

/**
 * A recurrent cell: the equations of one time step. The gated recurrent unit with reset after the product, whole:
 *
 * <pre>{@code
 * public void step(Step t) {
 *     Value h = t.state("h", units);
 *     Gates x = t.linear(units, "r", "z", "n").of(t.input());       // W x + b
 *     Gates u = t.linear(units, "r", "z", "n").of(h);               // U h + b'
 *     Value r = x.get("r").plus(u.get("r")).sigmoid();
 *     Value z = x.get("z").plus(u.get("z")).sigmoid();
 *     Value n = x.get("n").plus(r.times(u.get("n"))).tanh();
 *     t.emit(t.next("h", z.oneMinus().times(n).plus(z.times(h))));
 * }
 * }</pre>
 *
 * The core calls {@link #step} to trace it, not to run it: an {@code if} or a loop in it is fixed at that moment.
 */
@FunctionalInterface
public interface Cell extends Plugin {
    /**
     * Writes one time step on {@code t}. Every state that is read gets its next value exactly once, and something is
     * emitted exactly once.
     */
    void step(Step t);
}
