package com.example;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/** The minimal gated unit (Zhou et al. 2016): its one gate says what is read of the old state, and what is replaced. */
public final class MinimalGatedCell implements Cell {
    static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    private final Settings settings;

    public MinimalGatedCell(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void step(Step t) {
        int units = settings.get(UNITS);
        Value x = t.input();
        Value h = t.state("h", units);
        Value f = t.linear(units, "f").of(x, h).get().sigmoid();
        Value n = t.linear(units, "n").of(x, f.times(h)).get().tanh();
        t.emit(t.next("h", f.oneMinus().times(h).plus(f.times(n))));
    }

    @Override
    public String name() {
        return "minimal-gated";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    /** Found by the service loader, so that "minimal-gated" is a name. */
    public static final class Provider implements CellProvider {
        @Override
        public String name() {
            return "minimal-gated";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS);
        }

        @Override
        public Cell create(Settings settings) {
            return new MinimalGatedCell(settings);
        }
    }
}
