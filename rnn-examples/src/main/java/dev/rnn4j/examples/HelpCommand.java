package dev.rnn4j.examples;

import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code rnn help}: what there is; {@code rnn help COMMAND}: all options of a command. */
@Command(
        name = "help",
        mixinStandardHelpOptions = true,
        description = "Lists the commands, or tells all options of one: rnn help music.")
public final class HelpCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "COMMAND",
            completionCandidates = Commands.class,
            description = "The command to tell about (default: list them all).")
    private String about;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public HelpCommand() {}

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        CommandLine command = about == null ? root : root.getSubcommands().get(about);
        if (command == null) {
            throw new UnmatchedArgumentException(root, List.of(about));
        }
        command.usage(spec.commandLine().getOut());
        return 0;
    }

    /** What can be asked about. */
    static final class Commands implements Iterable<String> {
        Commands() {}

        @Override
        public Iterator<String> iterator() {
            return new CommandLine(new Main()).getSubcommands().keySet().iterator();
        }
    }
}
