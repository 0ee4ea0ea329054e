package dev.rnn4j.core.train;

import java.util.function.Supplier;

/** A metric made from its parts. */
record NamedMetric(String name, Supplier<Metric.Count> fresh) implements Metric {
    @Override
    public Count start() {
        return fresh.get();
    }
}
