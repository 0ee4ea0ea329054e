package com.example.plugins;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import java.util.List;

/** Leaky units (Jaeger et al. 2007). */
public final class LeakyCell implements Cell {
    static final Setting<Integer> UNITS =
            Setting.integer("units", "hidden units").atLeast(1);

    private final Settings settings;

    LeakyCell(Settings settings) {
        this.settings = settings;
    }

    @Override
    public void step(Step t) {
        int units = settings.get(UNITS);
        Value h = t.state("h", units);
        Value c = t.linear(units).of(t.input(), h).get().tanh();
        t.emit(t.next("h", h.times(0.5).plus(c.times(0.5))));
    }

    @Override
    public String name() {
        return "leaky";
    }

    @Override
    public Settings settings() {
        return settings;
    }

    public static final class Provider implements CellProvider {
        @Override
        public String name() {
            return "leaky";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(UNITS);
        }

        @Override
        public Cell create(Settings settings) {
            return new LeakyCell(settings);
        }
    }
}
