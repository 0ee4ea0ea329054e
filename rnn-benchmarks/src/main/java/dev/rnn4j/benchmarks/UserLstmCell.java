package dev.rnn4j.benchmarks;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;

/** The LSTM as a user would write it: the arithmetic of the registered {@code lstm}, in a class that nothing knows of. */
record UserLstmCell(int units) implements Cell {
    @Override
    public void step(Step t) {
        Value h = t.state("h", units);
        Value c = t.state("c", units);
        Gates z = t.linear(units, "i", "f", "g", "o").biasStart("f", 1).of(t.input(), h);
        Value kept = z.get("f").sigmoid().times(c);
        Value written = z.get("i").sigmoid().times(z.get("g").tanh());
        Value next = t.next("c", kept.plus(written));
        t.emit(t.next("h", z.get("o").sigmoid().times(next.tanh())));
    }
}
