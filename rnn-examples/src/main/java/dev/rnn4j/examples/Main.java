package dev.rnn4j.examples;

import dev.rnn4j.examples.caption.CaptionCommand;
import dev.rnn4j.examples.conformance.ConformanceCommand;
import dev.rnn4j.examples.forecast.ForecastCommand;
import dev.rnn4j.examples.music.MusicCommand;
import dev.rnn4j.examples.note.NoteCommand;
import dev.rnn4j.examples.results.ResultsCommand;
import dev.rnn4j.examples.sentiment.SentimentCommand;
import dev.rnn4j.examples.story.StoryCommand;
import dev.rnn4j.examples.text.TextCommand;
import dev.rnn4j.examples.translate.TranslateCommand;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The command {@code rnn}: its subcommands are the demos. Whatever goes wrong is one line on the error stream and an
 * exit code:
 *
 * <table>
 * <caption>Exit codes</caption>
 * <tr><td>0</td><td>all is well</td></tr>
 * <tr><td>1</td><td>the command ran and its answer is no, such as a conformance case that fails</td></tr>
 * <tr><td>2</td><td>bad input: a file, a name, a setting, a number</td></tr>
 * <tr><td>64</td><td>a command line that does not parse</td></tr>
 * <tr><td>69</td><td>of the shell script: Java or Maven is missing, or the build failed</td></tr>
 * <tr><td>70</td><td>an error nobody expected; with {@code RNN_DEBUG=1} in the environment its stack trace follows</td></tr>
 * <tr><td>130</td><td>ended by Ctrl-C; see {@link Interruption}</td></tr>
 * </table>
 */
@Command(
        name = "rnn",
        description = "Recurrent neural networks for the JVM: demos and checks.",
        mixinStandardHelpOptions = true,
        versionProvider = InfoCommand.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SentimentCommand.class,
            MusicCommand.class,
            TextCommand.class,
            StoryCommand.class,
            TranslateCommand.class,
            CaptionCommand.class,
            ForecastCommand.class,
            NoteCommand.class,
            ConformanceCommand.class,
            ResultsCommand.class,
            PluginsCommand.class,
            InfoCommand.class,
            JshellCommand.class,
            HelpCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Begin with \"rnn sentiment\": ten seconds, nothing to download. "
                    + "\"rnn help COMMAND\" tells a command's options.",
            "",
            "Environment:",
            "  RNN_CLASSPATH   jars with plug-ins of your own, or folders of classes, parted by colons",
            "  RNN_JAVA_OPTS   more options for Java, such as -Xmx2g",
            "  RNN_DEBUG       1: an error that nobody expected shows its stack trace",
            "  JAVA_HOME       the JDK to run on, 17 or later; else the java on the PATH"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is well",
            "1:the command ran and its answer is no, such as a conformance case that fails",
            "2:bad input: a file, a name, a setting, a number",
            "64:a command line that does not parse",
            "69:Java or Maven is missing, or the build failed",
            "70:an error of rnn4j's own; with RNN_DEBUG=1 in the environment its stack trace follows",
            "130:ended by Ctrl-C; what was learned is saved, and a line says where"
        })
public final class Main implements Callable<Integer> {
    /** One line up, and that one cleared: the JVM's about its incubator module. */
    private static final String WIPE = "\033[1A\033[2K";

    /** Which kernels the library takes is told by {@code rnn info}, not by its log; held, as loggers are collected. */
    private static final Logger LIBRARY = Logger.getLogger("dev.rnn4j.core");

    @Spec
    private CommandSpec spec;

    /** For picocli. */
    public Main() {}

    /** Runs a command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        if (Boolean.getBoolean("rnn.wipe")) {
            System.err.print(WIPE);
        }
        LIBRARY.setLevel(Level.WARNING);
        int code = run(new Main(), args, System.err, System.getenv());
        System.out.flush();
        System.exit(code);
    }

    /** Without a command: what there is. */
    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return 0;
    }

    /** Runs a command of {@code root} and gives its exit code; what goes wrong is told on {@code err}. */
    static int run(Object root, String[] args, PrintStream err, Map<String, String> environment) {
        Failures failures = new Failures(err, environment.getOrDefault("RNN_DEBUG", ""));
        try {
            return new CommandLine(root)
                    .setUsageHelpAutoWidth(false)
                    .setUsageHelpWidth(100)
                    .setParameterExceptionHandler(failures)
                    .setExecutionExceptionHandler(failures)
                    .execute(args);
        } catch (Throwable thrown) { // errors, which picocli lets through: the user gets one line for them as well
            return failures.report(thrown);
        }
    }
}
