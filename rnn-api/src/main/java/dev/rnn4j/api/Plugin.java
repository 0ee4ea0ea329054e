package dev.rnn4j.api;

/**
 * What all services share: the name and the settings under which a saved network finds the plug-in again.
 *
 * <p>Both have defaults, so a lambda is a legal activation: {@code Activation square = Value::square}. It trains and
 * predicts like any other; only saving asks for a name, because a file can hold names and numbers but no code.
 *
 * <p>A plug-in is immutable: all that changes over time (states, weights, slots) belongs to the core.
 */
public interface Plugin {
    /** The name that this plug-in's {@link Provider} is registered under; empty if it has none. */
    default String name() {
        return "";
    }

    /** The settings from which the provider makes an equal plug-in. */
    default Settings settings() {
        return Settings.none();
    }
}
