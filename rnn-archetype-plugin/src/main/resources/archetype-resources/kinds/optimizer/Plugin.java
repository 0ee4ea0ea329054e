package ${package};

import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.OptimizerProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Update;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The optimizer {@code ${pluginName}}. To start from, it has the equations of Signum (Bernstein et al. 2018): every weight
 * moves by the same amount, and an average of the gradients only says which way.
 *
 * <pre>{@code
 * m ← β m + (1 − β) g
 * θ ← θ − η sign(m)
 * }</pre>
 *
 * Slot: {@code momentum} (m).
 */
public final class ${className} implements Optimizer {
    /** The learning rate η, before the schedule. */
    public static final Setting<Double> LEARNING_RATE =
            Setting.number("learning-rate", 1e-3, "size of a step").above(0);

    /** The part β of the average that is kept from step to step. */
    public static final Setting<Double> BETA =
            Setting.number("beta", 0.9, "part of the average that is kept").atLeast(0).below(1);

    private static final String NAME = "${pluginName}";

    private final Settings settings;

    /** The optimizer with its defaults. */
    public ${className}() {
        this(Settings.none());
    }

    /** The optimizer with these settings. */
    public ${className}(Settings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public void update(Update u) {
        double beta = settings.get(BETA);
        Value m = u.next("momentum", u.slot("momentum").times(beta).plus(u.gradient().times(1 - beta)));
        u.next(u.weight().minus(m.sign().times(u.rate(settings.get(LEARNING_RATE)))));
    }

    /** Makes {@code ${pluginName}} by name. */
    public static final class Provider implements OptimizerProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(LEARNING_RATE, BETA);
        }

        @Override
        public Optimizer create(Settings settings) {
            return new ${className}(settings);
        }
    }
}
