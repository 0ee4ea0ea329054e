package dev.rnn4j.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program in a JVM of its own: the Java that builds the projects, with nothing in its environment. */
public final class Program {
    private final List<String> options;

    private Program(String... options) {
        this.options = List.of(options);
    }

    /** On the class path: folders, and jars or folders of jars. */
    public static Program onClassPath(String main, File... path) throws IOException {
        return new Program("-cp", joined(path), main);
    }

    /** On the module path: the same. */
    public static Program onModulePath(String moduleAndMain, File... path) throws IOException {
        return new Program("-p", joined(path), "-m", moduleAndMain);
    }

    /** As {@code java -jar}. */
    public static Program jar(File jar) {
        return new Program("-jar", jar.toString());
    }

    private static String joined(File[] path) throws IOException {
        List<String> entries = new ArrayList<>();
        for (File entry : path) {
            if (!entry.exists()) {
                throw new AssertionError(entry + " is not there");
            }
            if (jars(entry).isEmpty()) {
                entries.add(entry.toString());
            } else {
                jars(entry).forEach(jar -> entries.add(new File(entry, jar).toString()));
            }
        }
        return String.join(File.pathSeparator, entries);
    }

    /** The names of the jars in a folder, in alphabetical order. */
    public static List<String> jars(File folder) throws IOException {
        if (!folder.isDirectory()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder.toPath())) {
            return files.map(f -> f.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    /** Runs it to its end. */
    public Outcome run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        String java = System.getProperty("invoker.javaHome", System.getProperty("java.home"));
        command.add(Path.of(java, "bin", "java").toString());
        command.addAll(options);
        Stream.of(arguments).map(String::valueOf).forEach(command::add);
        Path out = Files.createTempFile("program", ".out");
        Path err = Files.createTempFile("program", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().clear();
            int exit = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
            return new Outcome(command, exit, text(out), text(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
