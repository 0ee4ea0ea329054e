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
    /** To bash {@code --cell=zo} is three words, to what picocli generates two. */
    private static final String EQUAL_SIGNS = """

            # Leaves out the words that are an equal sign, so that --option=value completes as --option value does.
            function _complete_rnn() {
              local -a given=()
              local word
              for word in "${COMP_WORDS[@]:0:COMP_CWORD+1}"; do
                [ "$word" = "=" ] || given+=("$word")
              done
              [ "${COMP_WORDS[COMP_CWORD]}" != "=" ] || given+=("")
              local -a COMP_WORDS=("${given[@]}")
              local COMP_CWORD=$((${#given[@]} - 1))
              _complete_rnn_words
            }
            """;

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("rnn", spec.root().commandLine())
                .replace("function _complete_rnn() {", "function _complete_rnn_words() {"));
        out.print(EQUAL_SIGNS);
        out.flush();
        return 0;
    }
}
