package dev.rnn4j.examples;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Files that commands write, with messages for the person who named them. */
public final class OutputFile {
    private OutputFile() {}

    /**
     * Refuses a file that cannot be written, before the minutes in which its content is made.
     *
     * @param file null for none
     * @param option that names it
     * @throws BadInputException if it is a folder, or in none that exists
     */
    public static void check(Path file, String option) {
        if (file == null) {
            return;
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(option + " names the folder " + file + "; name a file in it");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException(option + " names " + file + ", but there is no folder " + folder + "; make it");
        }
    }

    /** Writes beside the file and then moves, so that nobody ever sees half of it. */
    public static void replace(Path file, byte[] bytes) {
        Path target = file.toAbsolutePath();
        // Not a temporary file of the JDK, which only its owner may read, and so would the target be.
        Path aside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".part");
        try {
            Files.write(aside, bytes, StandardOpenOption.CREATE_NEW);
            try {
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(aside, target, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new BadInputException(
                    file + " cannot be written (" + reason(e)
                            + "); name a file in a folder that exists and may be written to",
                    e);
        } finally {
            delete(aside);
        }
    }

    private static void delete(Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            // The target is whole or the writing has already failed with its own message.
            aside.toFile().deleteOnExit();
        }
    }

    /** An I/O failure in a few words. */
    public static String reason(IOException e) {
        String message = e.getMessage() == null
                ? ""
                : ": " + e.getMessage().lines().findFirst().orElse("");
        return e.getClass().getSimpleName() + message;
    }
}
