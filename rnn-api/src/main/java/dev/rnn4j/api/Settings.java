package dev.rnn4j.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** An immutable set of checked values, one for each {@link Setting} that was given. */
public final class Settings {
    private static final Settings NONE = new Settings(Map.of());

    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /** No value given: every setting has its default. */
    public static Settings none() {
        return NONE;
    }

    /**
     * These settings and one more.
     *
     * @throws BadInputException if the value is outside the setting's range
     */
    public <T> Settings with(Setting<T> setting, T value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(setting.name(), setting.check(value));
        return new Settings(Collections.unmodifiableMap(more));
    }

    /**
     * The value given for a setting, else its default, else null where the setting is optional.
     *
     * @throws BadInputException if the setting is required and was not given
     */
    @SuppressWarnings("unchecked") // with() stored what this setting's own check returned
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.name());
        if (value != null) {
            return (T) value;
        }
        if (setting.required()) {
            throw new BadInputException(
                    "setting '" + setting.name() + "' is missing; it is " + setting.describe() + ": give it a value");
        }
        return setting.defaultValue();
    }

    /** The values that were given, by setting name, in the order given. */
    public Map<String, Object> asMap() {
        return values;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings s && values.equals(s.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(values);
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
