package dev.rnn4j.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** An immutable set of checked values, one for each {@link Setting} that was given. */
public final class Settings {
    private static final Settings NONE = new Settings(Map.of(), null);

    private final Map<String, Object> values;
    /** The names that may be read; null for any. */
    private final Set<String> declared;

    private Settings(Map<String, Object> values, Set<String> declared) {
        this.values = values;
        this.declared = declared;
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
        return new Settings(Collections.unmodifiableMap(more), declared);
    }

    /**
     * The same values, of which only {@code known} can be read: a provider that forgets to list a setting is found out when
     * its plug-in reads it.
     *
     * @throws BadInputException if two of {@code known} have the same name
     */
    public Settings declaredBy(List<Setting<?>> known) {
        Set<String> names = new LinkedHashSet<>();
        for (Setting<?> s : known) {
            if (!names.add(s.name())) {
                throw new BadInputException(
                        "setting '" + s.name() + "' is listed twice by its provider: give one of them another name");
            }
        }
        return new Settings(values, names);
    }

    /**
     * The value given for a setting, else its default, else null where the setting is optional.
     *
     * @throws BadInputException if the setting is required and was not given
     */
    @SuppressWarnings("unchecked") // with() stored what this setting's own check returned
    public <T> T get(Setting<T> setting) {
        if (declared != null && !declared.contains(setting.name())) {
            throw new BadInputException("the plug-in reads setting '" + setting.name()
                    + "', which its provider does not list: add it to the provider's settings(); it lists: "
                    + String.join(", ", declared));
        }
        Object value = values.get(setting.name());
        if (value != null) {
            if (!setting.type().isInstance(value)) {
                throw new BadInputException("setting '" + setting.name() + "' holds " + value + ", but is read as "
                        + setting.describe() + ": two settings have this name; give one of them another");
            }
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

    /** As in {@code {units=2, cell=sru(highway-bias=1.0)}}: a plug-in among the values is called by its name. */
    @Override
    public String toString() {
        return written(this, "{", "}");
    }

    private static String written(Settings settings, String open, String close) {
        return settings.values.entrySet().stream()
                .map(e -> e.getKey() + "=" + written(e.getValue()))
                .collect(Collectors.joining(", ", open, close));
    }

    private static String written(Object value) {
        if (!(value instanceof Plugin p)) {
            return String.valueOf(value);
        }
        String name = p.name().isEmpty() ? p.getClass().getSimpleName() : p.name();
        return p.settings().values.isEmpty() ? name : name + written(p.settings(), "(", ")");
    }
}
