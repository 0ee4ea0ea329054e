package dev.rnn4j.examples;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;
import dev.rnn4j.api.SequenceLoss;
import dev.rnn4j.api.Setting;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.unroll.ActivationRun;
import dev.rnn4j.core.unroll.LossRun;
import dev.rnn4j.core.unroll.OptimizerRun;
import dev.rnn4j.core.unroll.Unrolled;
import java.util.LinkedHashMap;
import java.util.Map;

/** The equations of a plug-in as they are computed, with small sizes and what its settings are unless given. */
final class Equations {
    private static final int UNITS = 4;
    private static final int WIDTH = 3;

    private Equations() {}

    /** One a line; empty if there is nothing that would fit all its settings, or if it is no graph. */
    static <P extends Plugin> String of(Plugins plugins, Class<P> service, Provider<P> provider) {
        try {
            return traced(plugins.create(service, provider.name(), settings(provider)));
        } catch (BadInputException none) {
            return "";
        }
    }

    private static Map<String, Object> settings(Provider<?> provider) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Setting<?> setting : provider.settings()) {
            if (!setting.required()) {
                continue;
            }
            if (setting.type() == Cell.class) {
                all.put(setting.name(), "simple");
                all.put("units", UNITS);
            } else if (setting.type() == Activation.class) {
                all.put(setting.name(), "tanh");
            } else {
                all.put(setting.name(), setting.type() == Integer.class ? UNITS : 1);
            }
        }
        return all;
    }

    private static String traced(Plugin plugin) {
        if (plugin instanceof Cell cell) {
            return of(cell);
        }
        if (plugin instanceof Activation activation) {
            return ActivationRun.of(activation, WIDTH, Precision.FLOAT64).toString();
        }
        if (plugin instanceof Optimizer optimizer) {
            return OptimizerRun.of(optimizer, Tensor.zeros(WIDTH), Precision.FLOAT64)
                    .toString();
        }
        return plugin instanceof SequenceLoss
                ? ""
                : LossRun.of((Loss) plugin, WIDTH, Precision.FLOAT64).toString();
    }

    private static String of(Cell cell) {
        try {
            return Unrolled.of(cell, WIDTH, Precision.FLOAT64).toString();
        } catch (BadInputException otherWidth) { // a cell with a highway around it reads as many as it has units
            return Unrolled.of(cell, UNITS, Precision.FLOAT64).toString();
        }
    }
}
