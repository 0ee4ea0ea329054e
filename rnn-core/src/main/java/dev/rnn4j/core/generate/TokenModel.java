package dev.rnn4j.core.generate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Series;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a generator needs of a model: how likely each token is to be the next one. A network that reads its own tokens is
 * one; a decoder whose start state comes from a source can be another.
 */
interface TokenModel {
    /** How many tokens there are. */
    int tokens();

    /** The token after which a sequence is complete, if the model itself has one. */
    default OptionalInt endToken() {
        return OptionalInt.empty();
    }

    /**
     * The same model with sequences that start from given states.
     *
     * @param states {@code [width]} by public name
     * @throws BadInputException if they are not the model's, or its sequences start from a source
     */
    default TokenModel from(Map<String, Tensor> states) {
        throw new BadInputException("states for a decoder, which starts from its source: leave them out");
    }

    /**
     * Begins with what is given: a prompt to go on from, or a source to decode.
     *
     * @throws BadInputException if the model cannot begin with it
     */
    Reader begin(Series given);

    /** Sequences side by side, of one model and one beginning; for one thread. At first there is one. */
    interface Reader {
        /** The tokens that what is written goes on from; empty for a source. */
        int[] prompt();

        /** Log-probabilities of the first token to write, {@code [tokens]}. */
        double[] first();

        /**
         * Reads one more token of each sequence.
         *
         * @param parents the i-th sequence goes on from where the one of this number stood
         * @param read the token that it reads
         * @return log-probabilities of the token after it, {@code [i][tokens]}
         */
        double[][] next(int[] parents, int[] read);
    }
}
