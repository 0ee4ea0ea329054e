package dev.rnn4j.examples;

import dev.rnn4j.api.Cell;
import dev.rnn4j.core.registry.Plugins;
import java.util.Iterator;

/** The installed cells, to complete {@code --cell=}. */
public final class CellNames implements Iterable<String> {
    /** For picocli. */
    public CellNames() {}

    @Override
    public Iterator<String> iterator() {
        return Plugins.installed().names(Cell.class).iterator();
    }
}
