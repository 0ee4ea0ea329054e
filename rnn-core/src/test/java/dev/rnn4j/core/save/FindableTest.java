package dev.rnn4j.core.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.api.Cell;
import dev.rnn4j.api.Step;
import dev.rnn4j.api.Value;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is saved can be loaded. */
class FindableTest {
    private static final String OWN = FindableTest.class.getName();

    @TempDir
    private Path folder;

    /** A cell that has a name and nothing else. */
    private record Named(String name) implements Cell {
        @Override
        public void step(Step t) {
            t.emit(t.next("h", t.state("h", 2)));
        }
    }

    private record NamedActivation(String name) implements Activation {
        @Override
        public Value apply(Value z) {
            return z;
        }
    }

    private void refused(String message, Cell cell, Activation last) {
        Path file = folder.resolve("model.safetensors");
        Network network =
                Network.builder().inputs(2).recurrent(cell).dense(1, last).build();
        assertEquals(
                message,
                assertThrows(BadInputException.class, () -> network.save(file)).getMessage());
        assertFalse(Files.exists(file));
    }

    @Test
    void a_cell_that_nobody_provides_is_refused() {
        refused(
                "cannot save layer 'mine-0': its cell 'mine' has no provider, so the file could not be loaded again: list its"
                        + " CellProvider in META-INF/services and in module-info",
                new Named("mine"),
                NetworkDescription.NO_ACTIVATION);
    }

    @Test
    void an_activation_that_nobody_provides_is_refused() {
        refused(
                "cannot save layer 'out': its activation 'odd' has no provider, so the file could not be loaded again: list"
                        + " its ActivationProvider in META-INF/services and in module-info",
                new ElmanCell(2),
                new NamedActivation("odd"));
    }

    @Test
    void so_is_one_inside_another() {
        refused(
                "cannot save layer 'simple-0': its cell 'simple' has the setting 'activation', whose plug-in 'odd' has no"
                        + " provider, so the file could not be loaded again: list its ActivationProvider in"
                        + " META-INF/services and in module-info",
                new ElmanCell(2, new NamedActivation("odd")),
                NetworkDescription.NO_ACTIVATION);
    }

    @Test
    void a_cell_under_the_name_of_another_is_refused_since_the_other_would_be_loaded() {
        refused(
                "cannot save layer 'simple-0': its cell 'simple' could not be loaded again with its settings: cell 'simple'"
                        + " needs the setting 'units' (a whole number of at least 1): give it a value",
                new Named("simple"),
                NetworkDescription.NO_ACTIVATION);
        refused(
                "cannot save layer 'out': its activation 'toy-square' is a " + OWN
                        + "$NamedActivation, but the provider of that name makes a dev.rnn4j.core.toys.Toys$ToySquare, which"
                        + " the loaded network would have: give yours another name",
                new ElmanCell(2),
                new NamedActivation("toy-square"));
    }
}
