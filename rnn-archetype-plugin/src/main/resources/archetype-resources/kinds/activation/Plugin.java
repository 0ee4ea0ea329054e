package ${package};

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.ActivationProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The activation {@code ${pluginName}}. To start from, it has the equation of Swish (Ramachandran et al. 2017): between a
 * line and the rectifier, the closer to the rectifier the larger β is.
 *
 * <pre>{@code
 * f(z) = z σ(β z)
 * }</pre>
 */
public final class ${className} implements Activation {
    /** The sharpness β of the bend at 0. */
    public static final Setting<Double> BETA =
            Setting.number("beta", 1.5, "sharpness of the bend at 0").atLeast(0);

    private static final String NAME = "${pluginName}";

    private final Settings settings;

    /** The activation with its defaults. */
    public ${className}() {
        this(Settings.none());
    }

    /** The activation with these settings. */
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
    public Value apply(Value z) {
        return z.times(z.times(settings.get(BETA)).sigmoid());
    }

    /** Makes {@code ${pluginName}} by name. */
    public static final class Provider implements ActivationProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(BETA);
        }

        @Override
        public Activation create(Settings settings) {
            return new ${className}(settings);
        }
    }
}
