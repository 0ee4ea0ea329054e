package dev.rnn4j.examples;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdk.jshell.tool.JavaShellToolBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code rnn jshell}: Java line by line, with rnn4j on the class path and its packages imported. */
@Command(
        name = "jshell",
        mixinStandardHelpOptions = true,
        description = {
            "Java line by line, with rnn4j and its plug-ins on the class path, and its packages imported.",
            "",
            "Try:  println(Network.builder().inputs(2).recurrent(\"gru\", 8).dense(1).build())",
            "/exit ends it. With -, lines are read from the standard input."
        })
public final class JshellCommand implements Callable<Integer> {
    private static final String STARTUP = "startup.jsh";

    @Parameters(
            arity = "0..*",
            paramLabel = "FILE",
            description = "Run the lines of these files first; - for the standard input alone (default: none).")
    private List<String> files = List.of();

    /** For picocli. */
    public JshellCommand() {}

    @Override
    public Integer call() throws Exception {
        if (ModuleLayer.boot().findModule("jdk.jshell").isEmpty()) {
            throw new BadInputException("this Java, in " + System.getProperty("java.home")
                    + ", has no jshell: let JAVA_HOME name a JDK, 17 or later");
        }
        for (String file : files) {
            if (!file.equals("-") && !Files.isReadable(Path.of(file))) {
                throw new BadInputException(file + ": does not exist or cannot be read; check the path");
            }
        }
        Path startup = Files.createTempFile("rnn-", ".jsh");
        try {
            return Shell.run(arguments(startup, files));
        } finally {
            Files.deleteIfExists(startup);
        }
    }

    /**
     * How jshell is started. What is typed runs in another JVM, which gets this one's class path and options.
     *
     * @param startup a file for the imports, which is written here
     */
    static List<String> arguments(Path startup, List<String> files) throws IOException {
        try (InputStream in = JshellCommand.class.getResourceAsStream(STARTUP)) {
            Files.write(startup, in.readAllBytes());
        }
        List<String> all = new ArrayList<>();
        all.add("--class-path");
        all.add(System.getProperty("java.class.path"));
        for (String option : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            all.add("-R" + option);
        }
        all.add("--startup");
        all.add(startup.toString());
        all.addAll(files);
        return all;
    }

    /** Apart, so that a Java without jshell can load the command. */
    private static final class Shell {
        private Shell() {}

        static int run(List<String> arguments) throws Exception {
            return JavaShellToolBuilder.builder().interactiveTerminal(true).start(arguments.toArray(new String[0]));
        }
    }
}
