package dev.rnn4j.api;

import java.util.List;

/**
 * Makes plug-ins by name. A module offers its providers through {@link java.util.ServiceLoader}, under one of the four
 * service types ({@link CellProvider}, {@link ActivationProvider}, {@link LossProvider}, {@link OptimizerProvider}):
 *
 * <ul>
 *   <li>on the class path, a file {@code META-INF/services/dev.rnn4j.api.OptimizerProvider} with one class name a line;
 *   <li>on the module path, {@code provides dev.rnn4j.api.OptimizerProvider with ...;} in {@code module-info.java}.
 * </ul>
 *
 * Give both, and the plug-in is found either way. A provider is a public class with a public constructor without
 * parameters.
 *
 * @param <P> the service
 */
public interface Provider<P extends Plugin> {
    /** A stable name, such as {@code "leaky-relu"}; {@link Names} has the rule. */
    String name();

    /** The settings that {@link #create} understands; any other is refused with this list. */
    default List<Setting<?>> settings() {
        return List.of();
    }

    /**
     * A plug-in with these settings.
     *
     * @param settings values for some of {@link #settings()}, each already checked by its {@link Setting}
     * @throws BadInputException if the values do not fit each other
     */
    P create(Settings settings);
}
