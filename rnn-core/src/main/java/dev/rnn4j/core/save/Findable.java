package dev.rnn4j.core.save;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Loss;
import dev.rnn4j.api.Optimizer;
import dev.rnn4j.api.Plugin;
import dev.rnn4j.core.message.Messages;
import dev.rnn4j.core.pass.Layer;
import dev.rnn4j.core.registry.Plugins;
import java.util.List;

/** Refuses to save a network that could not be loaded again, or would come back with other plug-ins. */
final class Findable {
    private static final List<Class<? extends Plugin>> SERVICES =
            List.of(Cell.class, Activation.class, Loss.class, Optimizer.class);

    private Findable() {}

    /**
     * Checks the plug-ins of all layers.
     *
     * @throws BadInputException if nobody provides one of them, or somebody provides another one under its name
     */
    static void check(NetworkDescription network, Plugins plugins) {
        for (Layer layer : network.layers()) {
            String where = "cannot save layer " + Messages.quote(layer.name()) + ": its ";
            if (layer instanceof Layer.Recurrent r) {
                check(where + "cell", Cell.class, r.cell(), plugins);
            } else if (layer instanceof Layer.Dense d && d.activation() != NetworkDescription.NO_ACTIVATION) {
                check(where + "activation", Activation.class, d.activation(), plugins);
            }
        }
    }

    private static <P extends Plugin> void check(String where, Class<P> service, Plugin plugin, Plugins plugins) {
        String what = where + " '" + plugin.name() + "'";
        if (!plugins.names(service).contains(plugin.name())) {
            throw new BadInputException(what + " has no provider, so the file could not be loaded again: list its "
                    + service.getSimpleName() + "Provider in META-INF/services and in module-info");
        }
        plugin.settings().asMap().forEach((name, value) -> {
            for (Class<? extends Plugin> its : SERVICES) {
                if (its.isInstance(value)) {
                    check(what + " has the setting '" + name + "', whose plug-in", its, (Plugin) value, plugins);
                }
            }
        });
        P again;
        try {
            again = plugins.create(service, plugin.name(), plugin.settings().asMap());
        } catch (BadInputException e) {
            throw new BadInputException(
                    what + " could not be loaded again with its settings: " + Messages.oneLine(e.getMessage()), e);
        }
        if (!again.getClass().getName().equals(plugin.getClass().getName())) {
            throw new BadInputException(what + " is a " + plugin.getClass().getName()
                    + ", but the provider of that name makes a "
                    + again.getClass().getName()
                    + ", which the loaded network would have: give yours another name");
        }
    }
}
