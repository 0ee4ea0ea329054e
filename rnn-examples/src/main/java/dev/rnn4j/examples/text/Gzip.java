package dev.rnn4j.examples.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** What gzip makes of a text. */
final class Gzip {
    private Gzip() {}

    /**
     * The bits per character by which gzip's file, at its best level, grows if this text follows another one.
     *
     * @param before may be empty
     */
    static double bits(String before, String text) {
        int characters = text.codePointCount(0, text.length());
        return 8.0 * (size(before + text) - (before.isEmpty() ? 0 : size(before))) / characters;
    }

    private static int size(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new Best(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }

    private static final class Best extends GZIPOutputStream {
        Best(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
