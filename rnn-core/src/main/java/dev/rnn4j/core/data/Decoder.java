package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * From the outputs of a sequence to the tokens that they say.
 *
 * <pre>{@code
 * int[] said = Decoder.ctcBestPath(0).decode(network.predict(input));
 * }</pre>
 */
@FunctionalInterface
public interface Decoder {
    /**
     * The tokens of one sequence.
     *
     * @param outputs {@code [T][O]}, T may be 0
     */
    int[] decode(double[][] outputs);

    /**
     * The same for what a network predicts.
     *
     * @param outputs {@code [T, O]}, or {@code [O]} of a many-to-one network for one step
     */
    default int[] decode(Tensor outputs) {
        int[] shape = outputs.shape();
        if (shape.length < 1 || shape.length > 2) {
            throw new BadInputException("outputs to decode have shape " + Arrays.toString(shape)
                    + ", expected [T, O]: decode one sequence at a time");
        }
        int width = shape[shape.length - 1];
        double[][] rows = new double[shape.length == 1 ? 1 : shape[0]][width];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < width; i++) {
                rows[t][i] = outputs.flat(t * width + i);
            }
        }
        return decode(rows);
    }

    /**
     * A token at each step: the class with the largest output, the first one of several. With a single output it is 1 from
     * one half on, else 0.
     */
    static Decoder stepByStep() {
        return outputs -> Arrays.stream(outputs).mapToInt(Decoder::largest).toArray();
    }

    /**
     * Best path decoding for networks trained with CTC (Graves et al. 2006, section 3.2): the largest output at each step,
     * repeats merged, then blanks dropped. Quick, but the most probable path need not say the most probable labelling.
     *
     * @param blank the class that stands for no token, as in the loss
     */
    static Decoder ctcBestPath(int blank) {
        return outputs -> collapse(stepByStep().decode(outputs), blank);
    }

    /**
     * What a path of CTC says: repeats merged, then blanks dropped, so {@code 1 1 0 1 2} with blank 0 says
     * {@code 1 1 2}.
     */
    static int[] collapse(int[] path, int blank) {
        return IntStream.range(0, path.length)
                .filter(t -> path[t] != blank && (t == 0 || path[t] != path[t - 1]))
                .map(t -> path[t])
                .toArray();
    }

    /** The class of a single row, as {@link #stepByStep} takes it. */
    static int largest(double[] row) {
        if (row.length == 1) {
            return row[0] >= 0.5 ? 1 : 0;
        }
        int best = 0;
        for (int i = 1; i < row.length; i++) {
            if (row[i] > row[best]) {
                best = i;
            }
        }
        return best;
    }
}
