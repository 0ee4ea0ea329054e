package dev.rnn4j.core.registry;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Names;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;
import dev.rnn4j.core.message.Messages;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.SortedMap;
import java.util.TreeMap;

/** The providers of one service, by name. */
record Shelf<P extends Plugin>(Service<P> service, SortedMap<String, Provider<P>> byName) {
    /** All that some class loaders see; what several of them see is listed once. */
    static <P extends Plugin> Shelf<P> load(Service<P> service, List<ClassLoader> loaders) {
        Shelf<P> shelf = new Shelf<>(service, new TreeMap<>());
        for (ClassLoader loader : loaders) {
            try {
                Iterator<? extends Provider<P>> found =
                        ServiceLoader.load(service.provider(), loader).iterator();
                while (found.hasNext()) {
                    shelf.put(found.next());
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                throw new BadInputException(Messages.oneLine(broken(service, e)), e);
            }
        }
        return shelf;
    }

    private static String broken(Service<?> service, Error e) {
        Throwable cause = e.getCause();
        return service.article() + " " + service.word() + " provider cannot be loaded: " + e.getMessage()
                + (cause == null ? "" : " (" + cause + ")")
                + "; a provider is a public class that implements the service and has a public constructor without"
                + " parameters: check the name in META-INF/services and module-info, or remove the jar that names it"
                + " for " + service.provider().getName();
    }

    private void put(Provider<P> provider) {
        String name = provider.name();
        if (!Names.legal(name)) {
            throw new BadInputException(service.word() + " provider " + place(provider) + " has the name "
                    + (name == null ? "null" : Messages.quote(name))
                    + ": a name is " + Names.RULE + ", like 'leaky-relu'; change it in its name()");
        }
        Provider<P> other = byName.putIfAbsent(name, provider);
        if (other != null && !place(other).equals(place(provider))) {
            throw new BadInputException("two providers have the " + service.word() + " name '" + name + "': "
                    + place(other) + " and " + place(provider) + "; take one of the two away, or rename it");
        }
    }

    /** Class and jar. */
    static String place(Object provider) {
        Class<?> type = provider.getClass();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL url = source == null ? null : source.getLocation();
        if (url == null) {
            return type.getName()
                    + (type.getModule().isNamed()
                            ? " (module " + type.getModule().getName() + ")"
                            : "");
        }
        String where = url.toString();
        if (url.getProtocol().equals("file")) {
            try {
                where = Path.of(url.toURI()).toString();
            } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
                where = url.toString();
            }
        }
        return type.getName() + " (" + where + ")";
    }

    Provider<P> get(String name) {
        Provider<P> provider = byName.get(name);
        if (provider != null) {
            return provider;
        }
        String wanted = "no " + service.word() + " is named " + Messages.quote(name);
        if (byName.isEmpty()) {
            throw new BadInputException(
                    wanted + ", for none is installed: add " + service.artifact() + ", or the jar that provides it");
        }
        throw new BadInputException(wanted + Messages.didYouMean(name, byName.keySet()) + " There are: "
                + String.join(", ", byName.keySet()) + "; for others add " + service.artifact()
                + ", or the jar that provides it");
    }
}
