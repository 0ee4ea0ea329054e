package ${package};

import dev.rnn4j.api.Loss;
import dev.rnn4j.api.LossProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Value;
import java.util.List;

/**
 * The loss {@code ${pluginName}}. To start from, it is the logarithm of the hyperbolic cosine of the error: squared for
 * errors much smaller than s, linear for much larger ones, and smooth between them.
 *
 * <pre>{@code
 * e = (output − target) / s
 * loss = mean of s² log cosh e          log cosh e = |e| + log(1 + exp(−2 |e|)) − log 2, which cannot overflow
 * }</pre>
 */
public final class ${className} implements Loss {
    /** The size s of an error at which squared turns into linear. */
    public static final Setting<Double> SCALE =
            Setting.number("scale", 1.0, "size of an error at which squared turns into linear").above(0);

    private static final String NAME = "${pluginName}";

    private final Settings settings;

    /** The loss with its defaults. */
    public ${className}() {
        this(Settings.none());
    }

    /** The loss with these settings. */
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
    public Value of(Value output, Value target) {
        double scale = settings.get(SCALE);
        Value e = output.minus(target).div(scale).abs();
        Value logCosh = e.plus(e.times(-2).softplus()).minus(Math.log(2));
        return logCosh.mean().times(scale * scale);
    }

    /** Makes {@code ${pluginName}} by name. */
    public static final class Provider implements LossProvider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of(SCALE);
        }

        @Override
        public Loss create(Settings settings) {
            return new ${className}(settings);
        }
    }
}
