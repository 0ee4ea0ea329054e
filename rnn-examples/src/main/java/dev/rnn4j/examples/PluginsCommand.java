package dev.rnn4j.examples;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.api.Provider;
import dev.rnn4j.api.Setting;
import dev.rnn4j.core.registry.Plugins;
import java.util.Iterator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rnn plugins}: what is installed, by name, with every setting. */
@Command(
        name = "plugins",
        description = {
            "Lists the installed cells, activations, losses and optimizers with their settings; of a NAME the equations, too.",
            "RNN_CLASSPATH in the environment adds jars of your own."
        },
        mixinStandardHelpOptions = true)
public final class PluginsCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            completionCandidates = Names.class,
            description = "Only the plug-ins of this name, such as lstm (default: all).")
    private String only;

    private int listed;

    /** For picocli. */
    public PluginsCommand() {}

    @Override
    public Integer call() {
        Plugins plugins = Plugins.installed();
        list(plugins, "Cells", Cell.class);
        list(plugins, "Activations", Activation.class);
        list(plugins, "Losses", Loss.class);
        list(plugins, "Optimizers", Optimizer.class);
        if (listed == 0) {
            throw new BadInputException("no plug-in '" + only + "' is installed"
                    + plugins.nearest(only)
                            .map(name -> "; did you mean '" + name + "'?")
                            .orElse(": rnn plugins lists all that are"));
        }
        return 0;
    }

    private <P extends Plugin> void list(Plugins plugins, String title, Class<P> service) {
        boolean first = true;
        for (Provider<P> provider : plugins.providers(service)) {
            if (only != null && !only.equals(provider.name())) {
                continue;
            }
            if (first) {
                System.out.println((listed == 0 ? "" : System.lineSeparator()) + title);
                first = false;
            }
            listed++;
            System.out.println("  " + provider.name());
            for (Setting<?> setting : provider.settings()) {
                System.out.printf(
                        "      %-18s %s: %s%s%n",
                        setting.name(), setting.doc(), setting.describe(), setting.required() ? ", required" : "");
            }
            if (only != null) {
                System.out.print(Equations.of(plugins, service, provider).indent(6));
            }
        }
    }

    /** What can be asked for. */
    static final class Names implements Iterable<String> {
        Names() {}

        @Override
        public Iterator<String> iterator() {
            Plugins plugins = Plugins.installed();
            return Stream.of(Cell.class, Activation.class, Loss.class, Optimizer.class)
                    .flatMap(service -> plugins.names(service).stream())
                    .iterator();
        }
    }
}
