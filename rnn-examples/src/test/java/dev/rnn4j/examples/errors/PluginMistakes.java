package dev.rnn4j.examples.errors;

import dev.rnn4j.api.Cell;
import dev.rnn4j.api.CellProvider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.api.Settings;
import dev.rnn4j.api.Step;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.registry.Plugins;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** Names that nobody provides, or two do, and settings. */
final class PluginMistakes {
    private static final Pattern PLUGINS = Pattern.compile("rnn-(cells|activations|losses|optimizers)\\b");

    private PluginMistakes() {}

    static void addTo(Mistakes m, Path folder) {
        Plugins plugins = Plugins.installed();
        m.add("recurrent(\"lstn\", 8)", () -> Network.builder().inputs(2).recurrent("lstn", 8));
        m.add("optimizer(\"Adam W\")", () -> plugins.optimizer("Adam W"));
        m.add("recurrent(\"lstm\", 8), without rnn-cells", () -> withoutPlugins("cell", "lstm"));
        m.add("loss(\"mse\"), without rnn-losses", () -> withoutPlugins("loss", "mse"));
        m.add("two jars with a cell \"lstm\"", () -> with(folder, SecondLstm.class.getName(), Plugins::installed));
        m.add(
                "META-INF/services with a class that is not there",
                () -> with(folder, "com.acme.Gone", Plugins::installed));
        m.add("Network.load(file), of a network with a cell that is not installed", () -> {
            Path file = folder.resolve("rare.safetensors");
            with(
                    folder,
                    RareProvider.class.getName(),
                    () -> Network.builder()
                            .inputs(2)
                            .recurrent("rare", Map.of())
                            .build()
                            .save(file));
            Network.load(file);
        });
        m.add(
                "network.save(file), with a cell that has no provider",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent(new RareCell())
                        .build()
                        .save(folder.resolve("a.safetensors")));
        m.add(
                "network.save(file), with a cell that has no name",
                () -> Network.builder()
                        .inputs(2)
                        .recurrent(t -> t.emit(t.next("h", t.state("h", 2))))
                        .build()
                        .save(folder.resolve("a.safetensors")));
        m.add(
                "optimizer(\"adam\", Map.of(\"learning-rate\", -0.1))",
                () -> plugins.optimizer("adam", Map.of("learning-rate", -0.1)));
        m.add(
                "optimizer(\"adam\", Map.of(\"learning-rate\", \"fast\"))",
                () -> plugins.optimizer("adam", Map.of("learning-rate", "fast")));
        m.add("optimizer(\"adam\", Map.of(\"lr\", 0.1))", () -> plugins.optimizer("adam", Map.of("lr", 0.1)));
        m.add("optimizer(\"adam(learning_rate=0.1)\")", () -> plugins.optimizer("adam(learning_rate=0.1)"));
        m.add("optimizer(\"adam(learning-rate=0.1\")", () -> plugins.optimizer("adam(learning-rate=0.1"));
        m.add("recurrent(\"lstm\", Map.of())", () -> Network.builder().recurrent("lstm", Map.of()));
        m.add("recurrent(\"lstm\", 0)", () -> Network.builder().recurrent("lstm", 0));
        m.add("recurrent(\"lstm(units=8)\", 8)", () -> Network.builder().recurrent("lstm(units=8)", 8));
        m.add("recurrent(\"zoneout(cell=lsmt)\", 8)", () -> Network.builder().recurrent("zoneout(cell=lsmt)", 8));
    }

    /** A cell with a name that nobody provides. */
    static final class RareCell implements Cell {
        @Override
        public void step(Step t) {
            t.emit(t.next("h", t.state("h", 2)));
        }

        @Override
        public String name() {
            return "rare";
        }
    }

    /** A provider that is installed now and then. */
    public static final class RareProvider implements CellProvider {
        /** For the service loader. */
        public RareProvider() {}

        @Override
        public String name() {
            return "rare";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public Cell create(Settings settings) {
            return new RareCell();
        }
    }

    /** A provider of a name that is taken. */
    public static final class SecondLstm implements CellProvider {
        /** For the service loader. */
        public SecondLstm() {}

        @Override
        public String name() {
            return "lstm";
        }

        @Override
        public List<Setting<?>> settings() {
            return List.of();
        }

        @Override
        public Cell create(Settings settings) {
            return new RareCell();
        }
    }

    /** As if a jar were there that lists this class among its cells. */
    private static void with(Path folder, String provider, Executable does) throws Throwable {
        Path jar = Files.createTempDirectory(folder, "jar");
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(CellProvider.class.getName()), provider);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            does.execute();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** As if only rnn-core were there, with what it needs. */
    private static void withoutPlugins(String service, String name) throws Throwable {
        URL[] path = Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !PLUGINS.matcher(entry).find() && !entry.endsWith("test-classes"))
                .map(PluginMistakes::url)
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(loader);
            Class<?> plugins = loader.loadClass(Plugins.class.getName());
            Object installed = plugins.getMethod("installed").invoke(null);
            plugins.getMethod(service, String.class).invoke(installed, name);
        } catch (InvocationTargetException e) {
            throw new Elsewhere(e.getCause());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** What was thrown by classes of another loader. */
    static final class Elsewhere extends IOException {
        private static final long serialVersionUID = 1;

        Elsewhere(Throwable thrown) {
            super(thrown.getMessage(), thrown);
        }
    }
}
