package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that is known to be UTF-8 text, and the words with which an error names a place in it. The whole file is
 * checked before any of it is read, because a reader in mid-parse cannot tell the line of a byte that is wrong.
 */
final class TextFile {
    private static final int BLOCK = 1 << 13;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int SHOWN = 60;

    private final String name;
    private final Source source;

    /** What opens a file anew for each reading. */
    @FunctionalInterface
    interface Source {
        InputStream open() throws IOException;
    }

    TextFile(String name, Source source) {
        this.name = name;
        this.source = source;
        check();
    }

    static TextFile of(Path path) {
        return new TextFile(path.toString(), () -> Files.newInputStream(path));
    }

    String name() {
        return name;
    }

    /** The text from its beginning, without a byte order mark. */
    Reader reader() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(source.open(), StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != BYTE_ORDER_MARK) {
            reader.reset();
        }
        return reader;
    }

    /** The whole text. */
    String text() {
        try (Reader reader = reader()) {
            StringBuilder text = new StringBuilder();
            char[] block = new char[BLOCK];
            for (int n = reader.read(block); n >= 0; n = reader.read(block)) {
                text.append(block, 0, n);
            }
            return text.toString();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** An error in the file as a whole. */
    BadInputException bad(String what) {
        return new BadInputException(shown(name) + ": " + what);
    }

    /** An error at a line, counted from 1. */
    BadInputException bad(long line, String what) {
        return new BadInputException(shown(name) + ", line " + line + ": " + what);
    }

    /** An error at a line and a column, both counted from 1. */
    BadInputException bad(long line, long column, String what) {
        return new BadInputException(shown(name) + ", line " + line + ", column " + column + ": " + what);
    }

    /** The error for a file that the file system does not give. */
    BadInputException unreadable(IOException cause) {
        return unreadable(name, cause);
    }

    /** The error for a path that the file system does not give. */
    static BadInputException unreadable(String name, IOException cause) {
        return new BadInputException(
                shown(name) + ": cannot be read (" + cause.getClass().getSimpleName()
                        + "); check that it exists and that you may read it",
                cause);
    }

    /** A path or a message, as it may stand in an error: on one line. */
    static String shown(String value) {
        return value.replaceAll("[\\p{Cntrl}\u0085\u2028\u2029]", " ");
    }

    /** A value of a file, as it may stand in an error: quoted, on one line, and not too long. */
    static String quoted(String value) {
        int end = Math.min(value.length(), SHOWN);
        if (end < value.length() && Character.isHighSurrogate(value.charAt(end - 1))) {
            end--;
        }
        return "'" + shown(value.substring(0, end)) + (end < value.length() ? "..." : "") + "'";
    }

    private void check() {
        // A new decoder reports what it cannot decode; the convenience methods replace it silently.
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
        CharBuffer chars = CharBuffer.allocate(BLOCK);
        long line = 1;
        try (InputStream in = source.open()) {
            boolean more = true;
            while (more) {
                int n = in.read(bytes.array(), bytes.position(), bytes.remaining());
                more = n >= 0;
                bytes.position(bytes.position() + Math.max(n, 0)).flip();
                CoderResult result = decoder.decode(bytes, chars, !more);
                chars.flip();
                while (chars.hasRemaining()) {
                    char c = chars.get();
                    if (c == '\n') {
                        line++;
                    } else if (c == '\0') {
                        throw bad(line, "is not text, it has a zero byte; give a text file in UTF-8");
                    }
                }
                if (result.isError()) {
                    throw bad(line, "is not UTF-8 text; save the file as UTF-8");
                }
                chars.clear();
                bytes.compact();
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
