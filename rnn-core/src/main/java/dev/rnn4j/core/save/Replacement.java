package dev.rnn4j.core.save;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** Writes a file beside its place and moves it there when it is whole: what was there before is never half overwritten. */
final class Replacement {
    /** What writes the content. */
    @FunctionalInterface
    interface Content {
        /** Writes all of it, from the channel's start. */
        void writeTo(FileChannel channel) throws IOException;
    }

    private Replacement() {}

    /**
     * Puts the content in the file's place, or leaves everything as it was.
     *
     * @throws BadInputException if it cannot be written
     */
    static void write(Path file, Content content) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new BadInputException("cannot write " + file + ": "
                        + (Files.isDirectory(file)
                                ? "it is a directory; name a file in it"
                                : "it is not a plain file"));
            }
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path directory = target.getParent();
            if (directory == null || !Files.isDirectory(directory)) {
                throw new BadInputException(
                        "cannot write " + file + ": there is no directory " + directory + "; make it first");
            }
            Path aside = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                try (FileChannel channel =
                        FileChannel.open(aside, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                    content.writeTo(channel);
                    channel.force(true);
                }
                Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
            settle(directory);
        } catch (IOException e) {
            throw new BadInputException("cannot write " + file + ": " + reason(e), e);
        }
    }

    /** Asks the disk to remember the move, where directories can be asked. */
    private static void settle(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // not everywhere; the file itself is on disk
        }
    }

    /** An I/O failure in words. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file; check its name";
        }
        if (e instanceof AccessDeniedException) {
            return "no permission";
        }
        return Messages.oneLine(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage());
    }
}
