package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds and reads files, with messages for the person who named them. */
final class MusicFiles {
    private MusicFiles() {}

    /** The file itself, or the files of a folder that end so, by name. */
    static List<Path> list(Path path, String... endings) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> inside = Files.list(path)) {
            List<Path> found = inside.filter(file -> Files.isRegularFile(file) && endsWith(file, endings))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new BadInputException("the folder " + path + " has no " + String.join(" or ", endings)
                        + " file; name another folder or a file");
            }
            return found;
        } catch (IOException e) {
            throw new BadInputException(
                    "the folder " + path + " cannot be read (" + OutputFile.reason(e)
                            + "); check that it may be opened",
                    e);
        }
    }

    private static boolean endsWith(Path file, String... endings) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(endings).anyMatch(name::endsWith);
    }

    /** The whole file, which may not be larger than that. */
    static byte[] bytes(Path file, int most) {
        check(file, most);
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /** Refuses what is no file or larger than that. */
    static void check(Path file, int most) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException("there is no file " + file + "; check its name");
        }
        try {
            if (Files.size(file) > most) {
                throw new BadInputException(file + " has more than " + (most >> 20) + " MB; split it");
            }
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BadInputException unreadable(Path file, IOException e) {
        return new BadInputException(
                file + " cannot be read (" + OutputFile.reason(e) + "); check that it may be opened", e);
    }
}
