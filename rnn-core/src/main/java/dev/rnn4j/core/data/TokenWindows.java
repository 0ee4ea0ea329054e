package dev.rnn4j.core.data;

import com.google.common.collect.AbstractIterator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Next-token examples from a text that comes in pieces. */
final class TokenWindows extends AbstractIterator<Example> {
    private final TextCodec codec;
    private final Iterator<String> pieces;
    private final int steps;
    private int[] tokens = new int[0];
    private int from;
    private boolean begun;
    private boolean ended;

    TokenWindows(TextCodec codec, Iterator<String> pieces, int steps) {
        this.codec = codec;
        this.pieces = pieces;
        this.steps = steps;
    }

    @Override
    protected Example computeNext() {
        while (tokens.length - from <= steps && !ended) {
            append();
        }
        int n = Math.min(steps, tokens.length - from - 1);
        if (n < 1) {
            return endOfData();
        }
        Series window = Series.tokens(Arrays.copyOfRange(tokens, from, from + n + 1));
        from += n;
        return Example.next(window);
    }

    private void append() {
        List<String> more;
        if (!begun && codec.isFramed()) {
            more = List.of(TextCodec.START);
        } else if (pieces.hasNext()) {
            more = codec.tokenizer().split(pieces.next());
        } else {
            more = codec.isFramed() ? List.of(TextCodec.END) : List.of();
            ended = true;
        }
        begun = true;
        int kept = tokens.length - from;
        int[] encoded = codec.vocabulary().encode(more);
        int[] all = Arrays.copyOfRange(tokens, from, from + kept + encoded.length);
        System.arraycopy(encoded, 0, all, kept, encoded.length);
        tokens = all;
        from = 0;
    }
}
