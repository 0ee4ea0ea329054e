package dev.rnn4j.testkit.golden;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.testkit.golden.GoldenJson.Node;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Where golden files come from: a folder, or this module's own resources. */
final class GoldenFiles {
    private static final String INDEX = "index.txt";
    private static final String ENDING = ".json";

    private GoldenFiles() {}

    /** The file names of the built-in set, sorted. */
    static List<String> builtIn() {
        try (InputStream in = resource(INDEX)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A built-in file. */
    static InputStream resource(String name) {
        InputStream in = GoldenFiles.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the golden file " + name + " is not in the jar");
        }
        return in;
    }

    /**
     * The JSON files of a folder, sorted by name.
     *
     * @throws BadInputException if the folder is missing or has none
     */
    static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException(folder + (Files.exists(folder) ? " is not a folder" : " does not exist")
                    + "; name a folder of golden cases (*.json)");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(f -> f.getFileName().toString().endsWith(ENDING) && !Files.isDirectory(f))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new BadInputException("the folder " + folder + " cannot be listed: " + e.getMessage(), e);
        }
        if (files.isEmpty()) {
            throw new BadInputException(folder + " has no golden cases; name a folder with *.json files");
        }
        return files;
    }

    static <R> R open(Path file, BiFunction<String, InputStream, R> reader) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + (Files.exists(file) ? " is not a file" : " does not exist")
                    + "; name a golden case (*.json)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return reader.apply(file.toString(), in);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    static String schema(Node root) {
        return root.field("schema").text();
    }

    static void requireSchema(Node root, String schema) {
        if (!schema(root).equals(schema)) {
            throw root.field("schema").fault("is '" + schema(root) + "'; this reader knows '" + schema + "'");
        }
    }

    /** A file's name without folder and ending. */
    static String nameOf(String source) {
        String name = Path.of(source).getFileName().toString();
        return name.endsWith(ENDING) ? name.substring(0, name.length() - ENDING.length()) : name;
    }
}
