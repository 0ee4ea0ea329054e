package dev.rnn4j.examples.music;

import java.util.ArrayList;
import java.util.List;

/**
 * Pieces to learn from, to choose when to stop, and to measure on. Without a split of their own, every tenth piece is
 * measured on and the fifth of every ten decides when to stop, whatever the seed, so that figures can be compared.
 */
record Split<T>(List<T> train, List<T> valid, List<T> test) {
    private static final int OF = 10;

    /** Keeps its own copies of the lists. */
    Split {
        train = List.copyOf(train);
        valid = List.copyOf(valid);
        test = List.copyOf(test);
    }

    /** Splits pieces; of one or two nothing can be held out, so they are all three. */
    static <T> Split<T> of(List<T> pieces) {
        int size = pieces.size();
        if (size < 3) {
            return new Split<>(pieces, pieces, pieces);
        }
        List<T> train = new ArrayList<>();
        List<T> valid = new ArrayList<>();
        List<T> test = new ArrayList<>();
        for (int at = 0; at < size; at++) {
            boolean few = size < OF;
            boolean measured = few ? at == size - 1 : at % OF == OF - 1;
            boolean decides = few ? at == size - 2 : at % OF == OF / 2 - 1;
            (measured ? test : decides ? valid : train).add(pieces.get(at));
        }
        return new Split<>(train, valid, test);
    }

    /** Whether what is measured on was not learned from. */
    boolean holdsOut() {
        return !test.equals(train);
    }

    /** The sizes, as in "59 to learn, 7 to decide when to stop, 7 to measure". */
    String sizes() {
        return holdsOut()
                ? train.size() + " to learn from, " + valid.size() + " to decide when to stop, " + test.size()
                        + " to measure on"
                : train.size() + " to learn from and, as they are so few, to measure on";
    }
}
