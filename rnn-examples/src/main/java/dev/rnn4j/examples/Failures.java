package dev.rnn4j.examples;

import dev.rnn4j.api.BadInputException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells what went wrong in one line, with an exit code; see {@link Main}. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    static final int BAD_INPUT = 2;
    static final int BAD_USAGE = 64;
    static final int UNEXPECTED = 70;

    private final PrintStream err;
    private final boolean debug;

    /** @param debug the value of RNN_DEBUG; anything but "" and "0" asks for stack traces */
    Failures(PrintStream err, String debug) {
        this.err = err;
        this.debug = !debug.isEmpty() && !debug.equals("0");
    }

    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        return report(thrown);
    }

    @Override
    public int handleParseException(ParameterException thrown, String[] args) {
        CommandLine command = thrown.getCommandLine();
        BadInputException bad = badInput(thrown);
        String what = bad != null
                ? bad.getMessage()
                : thrown instanceof UnmatchedArgumentException unmatched
                        ? unmatched(unmatched)
                        : thrown.getMessage()
                                .replaceFirst("is not an? (int|long)$", "is not a whole number")
                                .replaceFirst("is not a double$", "is not a number");
        say(what + " (" + command.getCommandSpec().qualifiedName() + " --help tells more)");
        trace(thrown);
        return BAD_USAGE;
    }

    int report(Throwable thrown) {
        if (thrown instanceof Interrupted) {
            say(thrown.getMessage());
            return Interruption.EXIT_CODE;
        }
        BadInputException bad = badInput(thrown);
        if (bad != null) {
            say(bad.getMessage());
            trace(thrown);
            return BAD_INPUT;
        }
        if (thrown instanceof OutOfMemoryError) {
            say(
                    "out of memory (" + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB): give Java more with RNN_JAVA_OPTS=-Xmx4g, or take less data, fewer units or smaller batches");
        } else {
            String message = thrown.getMessage();
            say("unexpected " + thrown.getClass().getName() + (message == null ? "" : ": " + message)
                    + (debug ? "" : " (RNN_DEBUG=1 in the environment shows the stack trace)"));
        }
        trace(thrown);
        return UNEXPECTED;
    }

    private static BadInputException badInput(Throwable thrown) {
        Throwable t = thrown;
        for (int depth = 0; t != null && depth < 20; depth++) {
            if (t instanceof BadInputException bad) {
                return bad;
            }
            t = t.getCause();
        }
        return null;
    }

    private static String unmatched(UnmatchedArgumentException thrown) {
        String given =
                thrown.getUnmatched().isEmpty() ? "" : thrown.getUnmatched().get(0);
        CommandLine command = thrown.getCommandLine();
        boolean choosesCommand = !command.getSubcommands().isEmpty();
        String what = thrown.isUnknownOption()
                ? "there is no option '" + given + "'"
                : choosesCommand
                        ? "there is no command '" + given + "'"
                        : "nothing is known to do with '" + given + "'";
        List<String> near = thrown.getSuggestions().stream()
                .map(s -> s.split("[=, ]", 2)[0])
                .distinct()
                .limit(1)
                .toList();
        if (!near.isEmpty()) {
            return what + "; did you mean '" + near.get(0) + "'?";
        }
        return choosesCommand && !thrown.isUnknownOption()
                ? what + "; there are "
                        + command.getSubcommands().keySet().stream().collect(Collectors.joining(", "))
                : what;
    }

    private void say(String message) {
        err.println("rnn: " + message.strip().replaceAll("\\s*\\R\\s*", " "));
    }

    private void trace(Throwable thrown) {
        if (debug) {
            thrown.printStackTrace(err);
        }
    }
}
