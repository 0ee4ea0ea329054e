package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class MainTest {
    /** A command that does what goes wrong. */
    @Command(
            name = "rnn",
            subcommands = {Bad.class, Odd.class, Full.class, Fine.class})
    static final class Root implements Runnable {
        @Override
        public void run() {}
    }

    @Command(name = "bad")
    static final class Bad implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new BadInputException("a.json:3: there is no label:\n  add one");
        }
    }

    @Command(name = "odd")
    static final class Odd implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new IllegalStateException("wheels came off");
        }
    }

    @Command(name = "full")
    static final class Full implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new OutOfMemoryError("Java heap space");
        }
    }

    @Command(name = "fine")
    static final class Fine implements Callable<Integer> {
        @Option(names = "--epochs")
        private int epochs;

        @Override
        public Integer call() {
            return epochs;
        }
    }

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private PrintStream print() {
        return new PrintStream(err, true, StandardCharsets.UTF_8);
    }

    private int run(Map<String, String> environment, String... args) {
        return Main.run(new Root(), args, print(), environment);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    @Test
    void theCommandsOwnExitCodeIsPassedOn() {
        assertEquals(3, run(Map.of(), "fine", "--epochs=3"));
        assertEquals("", said());
    }

    @Test
    void badInputIsOneLineAndExitCode2() {
        assertEquals(2, run(Map.of(), "bad"));
        assertEquals("rnn: a.json:3: there is no label: add one", said());
    }

    @Test
    void anUnexpectedExceptionIsOneLineAndExitCode70() {
        assertEquals(70, run(Map.of(), "odd"));
        assertEquals(
                "rnn: unexpected java.lang.IllegalStateException: wheels came off"
                        + " (RNN_DEBUG=1 in the environment shows the stack trace)",
                said());
    }

    @Test
    void debuggingShowsTheStackTrace() {
        assertEquals(70, run(Map.of("RNN_DEBUG", "1"), "odd"));
        assertTrue(said().contains("\tat dev.rnn4j.examples.MainTest"), said());
    }

    @Test
    void outOfMemoryIsOneLine() {
        assertEquals(70, run(Map.of(), "full"));
        assertTrue(said().startsWith("rnn: out of memory (") && said().lines().count() == 1, said());
    }

    @Test
    void anUnknownCommandSuggestsTheNearest() {
        assertEquals(64, run(Map.of(), "fin"));
        assertEquals("rnn: there is no command 'fin'; did you mean 'fine'? (rnn --help tells more)", said());
    }

    @Test
    void anUnknownCommandUnlikeAnyListsThemAll() {
        assertEquals(64, run(Map.of(), "xyz"));
        assertEquals("rnn: there is no command 'xyz'; there are bad, odd, full, fine (rnn --help tells more)", said());
    }

    @Test
    void anUnknownOptionSuggestsTheNearest() {
        assertEquals(64, run(Map.of(), "fine", "--epoch=2"));
        assertEquals(
                "rnn: there is no option '--epoch=2'; did you mean '--epochs'? (rnn fine --help tells more)", said());
    }

    @Test
    void aValueThatDoesNotParseIsOneLine() {
        assertEquals(64, run(Map.of(), "fine", "--epochs=many"));
        assertEquals(
                "rnn: Invalid value for option '--epochs': 'many' is not a whole number (rnn fine --help tells more)",
                said());
    }

    @Test
    void anUnknownPlugInSuggestsTheNearest() {
        assertEquals(2, Main.run(new Main(), new String[] {"plugins", "lsmt"}, print(), Map.of()));
        assertEquals("rnn: no plug-in 'lsmt' is installed; did you mean 'lstm'?", said());
    }

    @Test
    void aPlugInUnlikeAnySaysWhereTheyAreListed() {
        assertEquals(2, Main.run(new Main(), new String[] {"plugins", "zebrafish"}, print(), Map.of()));
        assertEquals("rnn: no plug-in 'zebrafish' is installed: rnn plugins lists all that are", said());
    }

    @Test
    void everyCommandOfTheLauncherHasHelp() {
        new CommandLine(new Main()).getSubcommands().forEach((name, command) -> {
            String help = command.getUsageMessage();
            assertTrue(help.contains("Usage: rnn " + name) && help.contains("--help"), help);
        });
    }
}
