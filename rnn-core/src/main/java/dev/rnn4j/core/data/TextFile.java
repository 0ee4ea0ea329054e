package dev.rnn4j.core.data;

import com.google.common.collect.AbstractIterator;
import com.google.common.collect.Iterators;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.message.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;

/**
 * A text in a file, which is read as it is needed and may be larger than memory. What the methods give is read anew
 * whenever it is gone through, so a trainer can do so in each epoch; there is nothing to close. A byte order mark is passed
 * over. Whatever is wrong in the file, bytes that are not of the charset above all, is refused with a {@link
 * BadInputException} that says where.
 */
public final class TextFile {
    /** Longer lines are hardly lines; reading one must not take all memory. */
    private static final int LONGEST_LINE = 1 << 24;

    /** About as long are the pieces of {@link #pieces}. */
    private static final int PIECE = 1 << 16;

    private final String name;
    private final Charset charset;
    private final Blocks blocks;

    /** Gives the bytes from a place on. */
    @FunctionalInterface
    interface Blocks {
        /** Puts bytes into the buffer; -1 if there are none from that place on. */
        int read(long from, ByteBuffer into) throws IOException;
    }

    TextFile(String name, Charset charset, Blocks blocks) {
        this.name = name;
        this.charset = charset;
        this.blocks = blocks;
    }

    /**
     * A text in UTF-8.
     *
     * @throws BadInputException if there is no such file
     */
    public static TextFile of(Path file) {
        return of(file, StandardCharsets.UTF_8);
    }

    /** A text in another charset. */
    public static TextFile of(Path file, Charset charset) {
        String name = Messages.oneLine(file.toString());
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new BadInputException(
                    name + (Files.exists(file) ? " is a folder: give a file" : " does not exist: check its path"));
        }
        return new TextFile(name, charset, new FileBlocks(name, file));
    }

    /**
     * Opens the file for each block, so that no file stays open if nobody reads to the end; that it is the same file is
     * checked.
     */
    private static final class FileBlocks implements Blocks {
        private final String name;
        private final Path file;
        private FileTime written;
        private long size;

        FileBlocks(String name, Path file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public synchronized int read(long from, ByteBuffer into) throws IOException {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            if (from == 0) {
                written = now.lastModifiedTime();
                size = now.size();
            } else if (now.size() != size || !now.lastModifiedTime().equals(written)) {
                throw new BadInputException(
                        name + " was changed while it was read: read a copy, or wait until it is whole");
            }
            try (SeekableByteChannel channel = Files.newByteChannel(file)) {
                return channel.position(from).read(into);
            }
        }
    }

    /** The lines, without their ends. */
    public Iterable<String> lines() {
        return () -> Iterators.transform(numbered(), Line::text);
    }

    /**
     * An example from each line.
     *
     * @param example makes it; null passes the line over. If it fails, the error names the line.
     */
    public Iterable<Example> examples(Function<String, Example> example) {
        return () -> Iterators.filter(
                Iterators.transform(numbered(), line -> {
                    try {
                        return example.apply(line.text());
                    } catch (RuntimeException e) {
                        throw new BadInputException(
                                name + ", line " + line.number() + ": "
                                        + Messages.oneLine(
                                                e instanceof BadInputException ? e.getMessage() : e.toString()),
                                e);
                    }
                }),
                Objects::nonNull);
    }

    /**
     * The numbers of each line, a line being a row of a table: divided by tabs, semicolons, commas or white space, as the
     * first line shows (by the first of these that it has). A first line without any number is a header and passed over;
     * so are empty lines.
     */
    public Iterable<double[]> numbers() {
        return () -> {
            NumberRows rows = new NumberRows(name);
            return Iterators.filter(
                    Iterators.transform(numbered(), line -> rows.row(line.number(), line.text())), Objects::nonNull);
        };
    }

    /**
     * The whole text, line ends included, in pieces of some ten thousand characters. They are cut behind white space, so
     * that no word is cut in two, unless it is longer than a piece.
     */
    public Iterable<String> pieces() {
        return () -> new AbstractIterator<>() {
            private final Decoding in = new Decoding(name, charset, blocks);
            private final StringBuilder text = new StringBuilder();

            @Override
            protected String computeNext() {
                while (text.length() < PIECE && in.more(text)) {}
                if (text.isEmpty()) {
                    return endOfData();
                }
                int end = text.length() < PIECE ? text.length() : end();
                String piece = text.substring(0, end);
                text.delete(0, end);
                return piece;
            }

            private int end() {
                int end = PIECE;
                while (end > 0 && !Character.isWhitespace(text.charAt(end - 1))) {
                    end--;
                }
                return end > 0 ? end : Character.isHighSurrogate(text.charAt(PIECE - 1)) ? PIECE - 1 : PIECE;
            }
        };
    }

    /**
     * Predicting the next token of the whole text, line ends included, in successive parts, as {@link Example#windows}
     * makes them of a series in memory.
     *
     * @param steps of each part; the last one may have fewer
     */
    public Iterable<Example> windows(TextCodec codec, int steps) {
        Example.checkSteps(steps);
        return () -> new TokenWindows(codec, pieces().iterator(), steps);
    }

    /** A line and its number, from 1. */
    private record Line(long number, String text) {}

    private Iterator<Line> numbered() {
        return new AbstractIterator<>() {
            private final Decoding in = new Decoding(name, charset, blocks);
            private final StringBuilder text = new StringBuilder();
            private int from;
            private long number;

            @Override
            protected Line computeNext() {
                int at = from;
                while (true) {
                    while (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                        at++;
                    }
                    // What follows a carriage return has to be seen before it is known to end the line alone.
                    if (at < text.length() - 1 || at < text.length() && text.charAt(at) == '\n') {
                        break;
                    }
                    if (at - from > LONGEST_LINE) {
                        throw new BadInputException(name + ", line " + (number + 1) + " has more than " + LONGEST_LINE
                                + " characters: give a text of lines, or read it with windows or pieces");
                    }
                    text.delete(0, from);
                    at -= from;
                    from = 0;
                    if (!in.more(text)) {
                        break;
                    }
                }
                if (from == text.length()) {
                    return endOfData();
                }
                Line line = new Line(++number, text.substring(from, at));
                boolean pair = at < text.length() - 1 && text.charAt(at) == '\r' && text.charAt(at + 1) == '\n';
                from = Math.min(text.length(), at + (pair ? 2 : 1));
                return line;
            }
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
