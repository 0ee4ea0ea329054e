package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What holds of all commands alike. */
class CommandLineTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return Main.run(new Main(), arguments, new PrintStream(err, true, StandardCharsets.UTF_8), Map.of());
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8).strip();
    }

    private static String help(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = new CommandLine(new Main()).setOut(new PrintWriter(out));
        assertEquals(0, line.execute(arguments));
        return out.toString();
    }

    @AfterEach
    void forgetThreads() {
        System.clearProperty(ComputingOptions.THREADS);
    }

    @Test
    void everyOptionThatTakesAValueTellsWhatHoldsWithoutIt() {
        List<String> silent = new ArrayList<>();
        new CommandLine(new Main()).getSubcommands().forEach((name, command) -> {
            for (ArgSpec argument : command.getCommandSpec().args()) {
                String text = String.join(" ", argument.description());
                if (argument.arity().max() > 0 && !text.matches("(?s).*\\((default: .+|needed .+)\\)\\..*")) {
                    silent.add(name + " " + argument.paramLabel() + " "
                            + (argument instanceof OptionSpec o ? o.longestName() : "") + ": " + text);
                }
            }
        });
        assertEquals(List.of(), silent);
    }

    @Test
    void helpTellsWhatTheCommandsOwnHelpTells() {
        for (String name : new CommandLine(new Main()).getSubcommands().keySet()) {
            assertEquals(help(name, "--help"), help("help", name));
        }
        assertEquals(help("--help"), help("help"));
    }

    @Test
    void helpOnAMisspelledCommandSuggestsTheNearest() {
        assertEquals(64, run("help", "musik"));
        assertEquals("rnn: there is no command 'musik'; did you mean 'music'? (rnn --help tells more)", said());
    }

    @Test
    void everyCommandThatTrainsHasSeedThreadsAndPrecision() {
        for (String name :
                List.of("sentiment", "music", "text", "story", "translate", "caption", "forecast", "results")) {
            String help = help("help", name);
            for (String option : List.of("--seed=", "--threads=", "--precision=")) {
                assertTrue(help.contains(option), help);
            }
        }
    }

    @Test
    void threadsSetTheLibrarysLimit() {
        CommandLine.populateCommand(new ComputingOptions(), "--threads=3");
        assertEquals("3", System.getProperty("rnn4j.threads"));
    }

    @Test
    void noThreadsAreRefused() {
        assertEquals(64, run("sentiment", "--threads=0"));
        assertEquals("rnn: --threads is 0; give 1 or more (rnn sentiment --help tells more)", said());
    }

    @Test
    void anUnknownPrecisionIsRefused() {
        assertEquals(64, run("text", "--precision=float16"));
        assertEquals(
                "rnn: Invalid value for option '--precision': there is no 'float16'; give float32 or float64 (rnn text"
                        + " --help tells more)",
                said());
    }

    @Test
    void theHelpListsTheExitCodes() {
        String help = help("--help");
        for (String code : List.of("0", "1", "2", "64", "69", "70", "130")) {
            assertTrue(help.matches("(?s).*\n +" + code + "  .*"), help);
        }
    }
}
