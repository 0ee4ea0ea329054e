package com.example;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Gates;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/** The update gate RNN (Collins et al. 2017): one gate, open for the old state or for the new. */
public final class UgrnnCell implements Cell {
    static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    private final Settings settings;

    public UgrnnCell(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void step(Step t) {
        int units = settings.get(UNITS);
        Value h = t.state("h", units);
        Gates z = t.linear(units, "g", "c").biasStart("g", 1).of(t.input(), h); // W x + U h + b
        Value g = z.get("g").sigmoid();
        Value c = z.get("c").tanh();
        t.emit(t.next("h", g.times(h).plus(g.oneMinus().times(c))));
    }

    @Override
    public String name() {
        return "ugrnn";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Found by the service loader, so that "ugrnn" is a name. */
    public static final class Provider implements CellProvider {
        @Override
        public String name() {
            return "ugrnn";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS);
        }

        @Override
        public Cell create(Settings settings) {
            return new UgrnnCell(settings);
        }
    }
}
