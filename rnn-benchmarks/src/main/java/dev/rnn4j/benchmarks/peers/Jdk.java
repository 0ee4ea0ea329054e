package dev.rnn4j.benchmarks.peers;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java to run things on.
 *
 * @param java its program
 * @param feature its version, such as 17
 */
record Jdk(Path java, int feature) {
    private static final Pattern VERSION = Pattern.compile("java\\.specification\\.version = (\\d+)");

    /** The one of this process. */
    static Jdk current() {
        return new Jdk(
                program(Path.of(System.getProperty("java.home"))),
                Runtime.version().feature());
    }

    /**
     * One that is installed elsewhere. It is asked for its version.
     *
     * @param home its folder, which has {@code bin/java}
     * @throws BadInputException if there is none
     */
    static Jdk at(Path home) {
        Path java = program(home);
        String said;
        try {
            Process process = new ProcessBuilder(java.toString(), "-XshowSettings:properties", "-version")
                    .redirectErrorStream(true)
                    .start();
            said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException("there is no Java to run in " + home + ": write --jdk=FOLDER with bin/java", e);
        }
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw new BadInputException(java + " does not tell its version: rnn4j needs Java 17 or later");
        }
        return new Jdk(java, Integer.parseInt(version.group(1)));
    }

    private static Path program(Path home) {
        return home.resolve("bin").resolve("java");
    }
}
