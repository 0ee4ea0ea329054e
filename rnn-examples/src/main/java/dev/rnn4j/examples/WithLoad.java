package dev.rnn4j.examples;

import dev.rnn4j.api.BadInputException;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What cannot be said of a network that is loaded. */
public final class WithLoad {
    private WithLoad() {}

    /**
     * Refuses options that say how to train, and that would be passed over in silence.
     *
     * @param options their long names
     * @throws BadInputException if one of them was given
     */
    public static void refuse(CommandSpec command, Set<String> options) {
        for (OptionSpec option : command.commandLine().getParseResult().matchedOptions()) {
            if (options.contains(option.longestName())) {
                throw new BadInputException(option.longestName()
                        + " is of no use with --load, which takes a network as it was saved; leave one of the two out");
            }
        }
    }
}
