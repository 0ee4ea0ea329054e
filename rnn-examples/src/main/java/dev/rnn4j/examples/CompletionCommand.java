package dev.rnn4j.examples;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code rnn completion}: a script for the shell, so that the tabulator key completes commands, options and names. */
@Command(
        name = "completion",
        mixinStandardHelpOptions = true,
        description = {
            "Prints a script with which bash and zsh complete commands, options and the names of cells and plug-ins.",
            "",
            "For this shell:  eval \"$(./rnn completion)\"",
            "For each new one:  ./rnn completion > ~/.rnn-completion && echo '. ~/.rnn-completion' >> ~/.bashrc",
            "(of zsh: ~/.zshrc)"
        })
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("rnn", spec.root().commandLine()));
        out.flush();
        return 0;
    }
}
