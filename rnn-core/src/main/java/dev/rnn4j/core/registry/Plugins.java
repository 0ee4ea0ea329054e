package dev.rnn4j.core.registry;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.core.message.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plug-ins on the class path or module path, by name.
 *
 * <pre>{@code
 * Plugins plugins = Plugins.installed();
 * Activation leaky = plugins.activation("leaky-relu", Map.of("negative-slope", 0.2));
 * Activation same = plugins.activation("leaky-relu(negative-slope=0.2)");
 * }</pre>
 *
 * <p>Wherever a name is asked for, a name with settings in text form ({@link PluginSpec}) will do. The value of a
 * setting is what its {@link Setting} says, or its text; a setting that is a plug-in itself takes the plug-in, its name,
 * or a map with {@code "name"} and {@code "settings"}.
 *
 * <p>A wrapper, such as a cell with a setting for the cell inside it, hands on what it has no setting for: {@code
 * zoneout(cell=lstm,units=64)} is {@code zoneout(cell=lstm(units=64))}. A setting that both have is the wrapper's.
 *
 * <p>Immutable.
 */
public final class Plugins {
    /** Wrappers within wrappers; deeper than anybody writes by hand. */
    private static final int DEEPEST = 32;

    private final List<Shelf<?>> shelves;

    private Plugins(List<ClassLoader> loaders) {
        shelves = List.of(
                Shelf.load(Service.CELL, loaders),
                Shelf.load(Service.ACTIVATION, loaders),
                Shelf.load(Service.LOSS, loaders),
                Shelf.load(Service.OPTIMIZER, loaders));
    }

    /**
     * Looks up what is installed now, as the thread's context class loader and this class's own see it.
     *
     * @throws BadInputException if a provider cannot be loaded, has an ill-formed name, or shares its name with another
     */
    public static Plugins installed() {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        loaders.add(Thread.currentThread().getContextClassLoader());
        loaders.add(Plugins.class.getClassLoader());
        loaders.remove(null);
        return new Plugins(List.copyOf(loaders));
    }

    /** The name of a plug-in, of any of the four services, that was probably meant; empty if none is near. */
    public Optional<String> nearest(String name) {
        return Optional.ofNullable(Messages.nearest(
                name,
                shelves.stream().flatMap(s -> s.byName().keySet().stream()).toList()));
    }

    /**
     * A cell with its default settings, or those in the text.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Cell cell(String name) {
        return create(Cell.class, name, Map.of());
    }

    /**
     * A cell with these settings.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Cell cell(String name, Map<String, ?> settings) {
        return create(Cell.class, name, settings);
    }

    /**
     * An activation with its default settings, or those in the text.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Activation activation(String name) {
        return create(Activation.class, name, Map.of());
    }

    /**
     * An activation with these settings.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Activation activation(String name, Map<String, ?> settings) {
        return create(Activation.class, name, settings);
    }

    /**
     * A loss with its default settings, or those in the text.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Loss loss(String name) {
        return create(Loss.class, name, Map.of());
    }

    /**
     * A loss with these settings.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Loss loss(String name, Map<String, ?> settings) {
        return create(Loss.class, name, settings);
    }

    /**
     * An optimizer with its default settings, or those in the text.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Optimizer optimizer(String name) {
        return create(Optimizer.class, name, Map.of());
    }

    /**
     * An optimizer with these settings.
     *
     * @throws BadInputException as {@link #create} does
     */
    public Optimizer optimizer(String name, Map<String, ?> settings) {
        return create(Optimizer.class, name, settings);
    }

    /**
     * A plug-in of any of the four services.
     *
     * @param service {@code Cell.class}, {@code Activation.class}, {@code Loss.class} or {@code Optimizer.class}
     * @param name its name, or its name with settings in text form
     * @param settings further settings
     * @throws BadInputException if nobody provides the name, or a setting is unknown, missing or out of range
     */
    public <P extends Plugin> P create(Class<P> service, String name, Map<String, ?> settings) {
        return create(shelf(service), name, settings, 0);
    }

    /**
     * The providers of a service in the order of their names.
     *
     * @param service {@code Cell.class}, {@code Activation.class}, {@code Loss.class} or {@code Optimizer.class}
     */
    public <P extends Plugin> List<Provider<P>> providers(Class<P> service) {
        return List.copyOf(shelf(service).byName().values());
    }

    /**
     * The names of a service's plug-ins in alphabetical order.
     *
     * @param service {@code Cell.class}, {@code Activation.class}, {@code Loss.class} or {@code Optimizer.class}
     */
    public <P extends Plugin> List<String> names(Class<P> service) {
        return List.copyOf(shelf(service).byName().keySet());
    }

    @SuppressWarnings("unchecked") // a shelf for the class P is a Shelf<P>
    private <P extends Plugin> Shelf<P> shelf(Class<P> service) {
        for (Shelf<?> shelf : shelves) {
            if (shelf.service().plugin() == service) {
                return (Shelf<P>) shelf;
            }
        }
        throw new IllegalArgumentException(
                service.getName() + " is not a service; the services are Cell, Activation, Loss and Optimizer");
    }

    private <P extends Plugin> P create(Shelf<P> shelf, String text, Map<String, ?> further, int depth) {
        if (depth > DEEPEST) {
            throw new BadInputException(
                    "plug-ins within plug-ins are more than " + DEEPEST + " deep: take some of the wrappers away");
        }
        PluginSpec spec = PluginSpec.parse(text);
        Provider<P> provider = shelf.get(spec.name());
        String owner = shelf.service().word() + " '" + spec.name() + "'";
        Map<String, Object> values = new LinkedHashMap<>(spec.settings());
        for (Map.Entry<String, ?> e : further.entrySet()) {
            if (values.put(e.getKey(), e.getValue()) != null) {
                throw givenTwice(owner, e.getKey());
            }
        }
        handOn(shelf, owner, provider.settings(), values, depth);
        P made = provider.create(settings(owner, provider.settings(), values, depth));
        if (made == null) {
            throw new BadInputException(owner + ": its provider " + Shelf.place(provider) + " made none");
        }
        return made;
    }

    /**
     * Hands what a wrapper has no setting for on to the plug-in inside it. A wrapper is a plug-in with one setting of its
     * own kind; what is inside takes settings as long as it is a name, not an object.
     */
    private static void handOn(
            Shelf<?> shelf, String owner, List<Setting<?>> known, Map<String, Object> values, int depth) {
        String inner = inner(shelf, known);
        Map<String, Object> rest = new LinkedHashMap<>(values);
        for (Setting<?> s : known) {
            rest.remove(s.name());
        }
        if (inner == null || rest.isEmpty() || values.get(inner) instanceof Plugin) {
            return;
        }
        values.keySet().removeAll(rest.keySet());
        if (!values.containsKey(inner)) {
            return; // it is missing, which is said before anything else
        }
        Object value = values.get(inner);
        Set<String> all = new LinkedHashSet<>(names(known));
        Map<String, Object> settings = new LinkedHashMap<>();
        try {
            all.addAll(taken(shelf, value, depth + 1));
            settings.putAll(value instanceof Map<?, ?> map ? settingsIn(map) : Map.of());
            values.put(inner, Map.of("name", nameOf(value), "settings", settings));
        } catch (BadInputException e) {
            throw new BadInputException(Messages.oneLine(owner + ": setting '" + inner + "': " + e.getMessage()), e);
        }
        rest.forEach((name, v) -> {
            if (!all.contains(name)) {
                throw unknown(owner + ", with what is in it,", name, all);
            }
            if (settings.put(name, v) != null) {
                throw givenTwice(owner, name);
            }
        });
    }

    /** The setting in which a wrapper has what it wraps; null if the plug-in is no wrapper. */
    private static String inner(Shelf<?> shelf, List<Setting<?>> known) {
        List<String> own = new ArrayList<>();
        for (Setting<?> s : known) {
            if (s.type() == shelf.service().plugin()) {
                own.add(s.name());
            }
        }
        return own.size() == 1 ? own.get(0) : null;
    }

    /** The settings of a plug-in that is still a name or a map, with those of the plug-ins inside it. */
    private static Set<String> taken(Shelf<?> shelf, Object value, int depth) {
        PluginSpec spec = PluginSpec.parse(nameOf(value));
        Map<String, Object> given = new LinkedHashMap<>(spec.settings());
        if (value instanceof Map<?, ?> map) {
            given.putAll(settingsIn(map));
        }
        List<Setting<?>> known = shelf.get(spec.name()).settings();
        Set<String> all = new LinkedHashSet<>(names(known));
        String inner = inner(shelf, known);
        if (inner != null && given.containsKey(inner) && !(given.get(inner) instanceof Plugin) && depth < DEEPEST) {
            all.addAll(taken(shelf, given.get(inner), depth + 1));
        }
        return all;
    }

    private static List<String> names(List<Setting<?>> settings) {
        return settings.stream().map(s -> s.name()).toList();
    }

    private static String nameOf(Object plugin) {
        return plugin instanceof Map<?, ?> map ? nameIn(map) : String.valueOf(plugin);
    }

    private static BadInputException unknown(String owner, String name, Set<String> known) {
        return new BadInputException(owner + " has no setting " + Messages.quote(name)
                + (known.isEmpty()
                        ? "; it has none: leave it out"
                        : Messages.didYouMean(name, known) + " It has: " + String.join(", ", known)));
    }

    private static BadInputException givenTwice(String owner, String setting) {
        return new BadInputException(owner + ": setting " + Messages.quote(setting)
                + " is given twice, in the name and beside it: leave one of the two out");
    }

    private Settings settings(String owner, List<Setting<?>> known, Map<String, Object> values, int depth) {
        Map<String, Setting<?>> byName = new LinkedHashMap<>();
        for (Setting<?> s : known) {
            byName.put(s.name(), s);
        }
        for (String name : values.keySet()) {
            if (!byName.containsKey(name)) {
                throw unknown(owner, String.valueOf(name), byName.keySet());
            }
        }
        Settings settings = Settings.none();
        List<String> missing = new ArrayList<>();
        for (Setting<?> s : known) { // in the provider's order, whatever the map's is
            if (values.containsKey(s.name())) {
                try {
                    settings = with(settings, s, values.get(s.name()), depth);
                } catch (BadInputException e) {
                    throw new BadInputException(Messages.oneLine(owner + ": " + e.getMessage()), e);
                }
            } else if (s.required()) {
                missing.add("'" + s.name() + "' (" + s.describe() + ")");
            }
        }
        if (!missing.isEmpty()) {
            throw new BadInputException(owner + " needs the setting" + (missing.size() == 1 ? " " : "s ")
                    + String.join(" and ", missing) + ": give " + (missing.size() == 1 ? "it a value" : "them values"));
        }
        try {
            return settings.declaredBy(known);
        } catch (BadInputException e) {
            throw new BadInputException(Messages.oneLine(owner + ": " + e.getMessage()), e);
        }
    }

    private <T> Settings with(Settings settings, Setting<T> setting, Object value, int depth) {
        Object resolved = value;
        if (!setting.type().isInstance(value)) {
            for (Shelf<?> shelf : shelves) {
                if (shelf.service().plugin() == setting.type()) {
                    resolved = nested(shelf, setting, value, depth);
                }
            }
        }
        return settings.with(setting, setting.check(resolved));
    }

    /** A plug-in as the value of a setting: its name, or its name and settings. */
    private Object nested(Shelf<?> shelf, Setting<?> setting, Object value, int depth) {
        try {
            if (value instanceof String name) {
                return create(shelf, name, Map.of(), depth + 1);
            }
            if (value instanceof Map<?, ?> map) {
                return create(shelf, nameIn(map), settingsIn(map), depth + 1);
            }
        } catch (BadInputException e) {
            throw new BadInputException("setting '" + setting.name() + "': " + e.getMessage(), e);
        }
        return value;
    }

    private static String nameIn(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (!"name".equals(key) && !"settings".equals(key)) {
                throw new BadInputException("a plug-in has no " + Messages.quote(String.valueOf(key))
                        + " beside 'name' and 'settings': take it away");
            }
        }
        if (map.get("name") instanceof String name) {
            return name;
        }
        throw new BadInputException(
                "a plug-in needs a text 'name', here it is " + Messages.oneLine("" + map.get("name")));
    }

    private static Map<String, ?> settingsIn(Map<?, ?> map) {
        Object settings = map.containsKey("settings") ? map.get("settings") : Map.of();
        if (!(settings instanceof Map<?, ?> given)) {
            throw new BadInputException(
                    "a plug-in's 'settings' are names with values, here they are " + Messages.oneLine("" + settings));
        }
        Map<String, Object> byName = new LinkedHashMap<>();
        given.forEach((k, v) -> byName.put(String.valueOf(k), v));
        return byName;
    }
}
