package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/** One pass through the bytes of a text, strictly decoded, a block at a time. */
final class Decoding {
    static final int BLOCK = 1 << 16;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final Charset charset;
    private final TextFile.Blocks blocks;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK);
    private final CharBuffer chars = CharBuffer.allocate(BLOCK);
    private long read;
    private boolean first = true;
    private boolean ended;
    private long line = 1;
    private char last;

    Decoding(String name, Charset charset, TextFile.Blocks blocks) {
        this.name = name;
        this.charset = charset;
        this.blocks = blocks;
        this.decoder = charset.newDecoder(); // it reports what it cannot decode
    }

    /** Appends some more of the text; false if there is none. */
    boolean more(StringBuilder text) {
        while (!ended) {
            int n = block();
            bytes.flip();
            CoderResult result = decoder.decode(bytes, chars, n < 0);
            if (n < 0 && !result.isError() && !result.isOverflow()) {
                result = decoder.flush(chars);
                ended = !result.isOverflow();
            }
            chars.flip();
            boolean some = take(text);
            if (result.isError()) {
                throw bad("is not text in " + charset + ": save it so, or name its charset");
            }
            bytes.compact();
            chars.clear();
            if (some) {
                return true;
            }
        }
        return false;
    }

    private int block() {
        try {
            int n = bytes.hasRemaining() ? blocks.read(read, bytes) : 0;
            read += Math.max(n, 0);
            return n;
        } catch (IOException e) {
            throw new BadInputException(
                    name + " cannot be read (" + e.getClass().getSimpleName()
                            + "): check that it exists and that you may read it",
                    e);
        }
    }

    private boolean take(StringBuilder text) {
        if (first && chars.hasRemaining()) {
            first = false;
            if (chars.get(chars.position()) == BYTE_ORDER_MARK) {
                chars.get();
            }
        }
        boolean some = chars.hasRemaining();
        for (int i = chars.position(); i < chars.limit(); i++) {
            char c = chars.get(i);
            if (c == '\0') {
                throw new BadInputException(name + ", line " + line
                        + " has a zero character: it is not text, or in another charset than " + charset
                        + ": name its charset");
            }
            if (c == '\r' || c == '\n' && last != '\r') {
                line++;
            }
            last = c;
        }
        text.append(chars);
        return some;
    }

    private BadInputException bad(String what) {
        // The buffer begins behind what was decoded; bytes are counted from 1 as lines are.
        return new BadInputException(
                name + ", line " + line + ", byte " + (read - bytes.remaining() + 1) + " of the file: " + what);
    }
}
