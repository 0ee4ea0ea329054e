package dev.rnn4j.core.generate;

import com.google.common.primitives.Ints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/** One sequence, token by token; the model reads a token only when the next one is asked for. */
final class Walk implements PrimitiveIterator.OfInt {
    private static final int UNKNOWN = -2;
    private static final int OVER = -1;

    private final TokenModel.Reader reader;
    private final Rules rules;
    private final Choice choice;
    private final List<Integer> soFar;
    private final int from;
    private int coming = UNKNOWN;
    private double logProbability;
    private boolean ended;

    /** Chooses one of the possible tokens. */
    @FunctionalInterface
    interface Choice {
        /** The token of this place from its log-probabilities; −1 if none is possible. */
        int of(double[] logProbabilities, int place);
    }

    Walk(TokenModel.Reader reader, Rules rules, Choice choice) {
        this.reader = reader;
        this.rules = rules;
        this.choice = choice;
        this.soFar = new ArrayList<>(Ints.asList(reader.prompt()));
        this.from = soFar.size();
    }

    @Override
    public boolean hasNext() {
        if (coming == UNKNOWN) {
            coming = look();
        }
        return coming != OVER;
    }

    private int look() {
        int written = soFar.size() - from;
        if (written == rules.maximumLength()) {
            return OVER;
        }
        double[] all =
                written == 0 ? reader.first() : reader.next(new int[] {0}, new int[] {soFar.get(soFar.size() - 1)})[0];
        int token = choice.of(rules.permitted(Collections.unmodifiableList(soFar), all), written);
        if (token < 0) {
            throw rules.nothingLeft(written);
        }
        logProbability += all[token];
        ended = token == rules.endToken();
        return ended ? OVER : token;
    }

    @Override
    public int nextInt() {
        if (!hasNext()) {
            throw new NoSuchElementException("the sequence is complete");
        }
        int token = coming;
        soFar.add(token);
        coming = UNKNOWN;
        return token;
    }

    /** The whole sequence. */
    Generated all() {
        while (hasNext()) {
            nextInt();
        }
        return Generated.of(soFar.subList(from, soFar.size()), ended, logProbability, 0);
    }
}
