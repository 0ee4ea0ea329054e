package dev.rnn4j.api;

/**
 * The loss of a whole sequence, for losses that are not the sum of what each step loses (CTC). It is written in plain
 * Java on arrays and brings its own gradient, as nothing can be derived from it. The target is tokens, as many as there
 * are, whatever the length of the input; the network has an output at every step (many-to-many).
 *
 * <p>The core weights and adds up the losses of a batch. A sequence weighs as much as its target has tokens, at least 1:
 *
 * <pre>{@code
 * MEAN               Σ loss / Σ max(1, U)
 * MEAN_PER_SEQUENCE  1/B Σ (loss / max(1, U))        B sequences; what PyTorch's CTCLoss calls mean
 * SUM                Σ loss
 * }</pre>
 *
 * Several threads may call it at once, so it keeps nothing between calls. {@link #weight} and {@link #ignoredIndex} are of
 * losses row by row; nobody asks for them here.
 */
public interface SequenceLoss extends Loss {
    /**
     * The loss of one sequence and its gradient.
     *
     * @param output the network's outputs, {@code [T][O]}; its logits if {@link #logitsOf} names an activation. Not to be
     *     changed. T is 0 for an empty sequence.
     * @param target the target's tokens, {@code [U]}; U may be 0. Not to be changed. The core has not compared them with
     *     O: a loss may give tokens above it a meaning.
     * @param gradient ∂loss/∂output, {@code [T][O]}, all 0 when the method is called, to be filled in
     * @return the loss of the whole sequence, not divided by any length
     * @throws BadInputException if the target does not fit; the core puts in front which loss and which example it was
     */
    double ofSequence(double[][] output, int[] target, double[][] gradient);

    /**
     * There is no loss of a single row.
     *
     * @throws BadInputException always
     */
    @Override
    default Value of(Value output, Value target) {
        throw new BadInputException("loss" + (name().isEmpty() ? "" : " '" + name() + "'")
                + " is a loss of whole sequences and has none for a row: give it to a trainer or to Network.gradients, or"
                + " call its ofSequence");
    }
}
