package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script rnn, in a folder that looks built, with a java that prints how it was started. */
class LauncherTest {
    @TempDir
    private Path root;

    @BeforeEach
    void lookBuilt() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no shell here");
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("rnn"))) {
            here = here.getParent();
        }
        Files.copy(here.resolve("rnn"), root.resolve("rnn"));
        Files.createFile(root.resolve("pom.xml"));
        Files.createDirectories(root.resolve("rnn-examples/src/main"));
        Files.createFile(root.resolve("rnn-examples/pom.xml"));
        Files.createDirectories(root.resolve("rnn-examples/target/classes"));
        Files.createDirectories(root.resolve("rnn-examples/target/lib"));
        Files.createFile(root.resolve("rnn-examples/target/rnn.built"));
        Path java = Files.createDirectories(root.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, """
                #!/bin/sh
                case "$*" in
                    *-version) echo 'openjdk version "17.0.1" 2021-10-19' >&2 ;;
                    *) printf '%s\\n' "$@" ;;
                esac
                """);
        assertTrue(java.toFile().setExecutable(true));
    }

    private record Ended(int code, String said) {}

    private Ended run(Map<String, String> environment, String... arguments) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("/bin/sh", root.resolve("rnn").toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(root.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("RNN_"));
        builder.environment().put("JAVA_HOME", root.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }

    @Test
    void theArgumentsReachTheMainClassAsTheyAre() throws Exception {
        Ended ended = run(Map.of(), "sentiment", "--ask=not bad at all");
        assertEquals(0, ended.code(), ended.said());
        assertTrue(ended.said().endsWith("dev.rnn4j.examples.Main\nsentiment\n--ask=not bad at all\n"), ended.said());
    }

    @Test
    void jarsOfOnesOwnComeBehindThoseOfTheDemos() throws Exception {
        Files.createFile(root.resolve("my plug-in.jar"));
        Files.createDirectories(root.resolve("classes"));
        Ended ended = run(Map.of("RNN_CLASSPATH", "my plug-in.jar:classes:classes/*"), "plugins");
        assertEquals(0, ended.code(), ended.said());
        assertTrue(ended.said().contains("/target/lib/*:my plug-in.jar:classes:classes/*\n"), ended.said());
    }

    @Test
    void aJarThatIsNotThereIsToldInOneLine() throws Exception {
        Files.createFile(root.resolve("a.jar"));
        Ended ended = run(Map.of("RNN_CLASSPATH", "a.jar:b.jar"), "plugins");
        assertEquals(2, ended.code());
        assertTrue(
                ended.said().startsWith("rnn: RNN_CLASSPATH names b.jar, which is not there; check the path (relative"),
                ended.said());
        assertEquals(1, ended.said().lines().count());
    }
}
