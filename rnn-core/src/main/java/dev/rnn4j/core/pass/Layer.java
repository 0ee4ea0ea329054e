package dev.rnn4j.core.pass;

import dev.rnn4j.api.Activation;
import dev.rnn4j.api.Cell;
import dev.rnn4j.core.Merge;

/** What a network is made of, as its builder describes it. */
public sealed interface Layer {
    /** The name in messages, summaries and files. */
    String name();

    /** Tokens to learned rows; weight {@code [tokens, width]}. */
    record Embedding(String name, int width) implements Layer {}

    /**
     * A cell unrolled over the steps.
     *
     * @param merge how both directions become one; without meaning for one direction
     * @param learnsStates whether its states start from parameters, not from zeros
     */
    record Recurrent(String name, Cell cell, int index, Direction direction, Merge merge, boolean learnsStates)
            implements Layer {
        public Recurrent(String name, Cell cell, int index, Direction direction) {
            this(name, cell, index, direction, Merge.CONCAT, false);
        }
    }

    /** Elements set to 0 with probability {@code rate} while training, the others divided by 1 − rate. */
    record Dropout(String name, double rate) implements Layer {}

    /** Each step's row normalised, times a gain, plus a bias, both {@code [width]} (Ba et al. 2016, eq 4). */
    record LayerNorm(String name) implements Layer {}

    /** From many steps to one row. */
    record ReadOut(String name, Reading reading) implements Layer {}

    /** {@code activation(W x + b)} at each step; weight {@code [units, inputs]}. */
    record Dense(String name, int units, Activation activation) implements Layer {}

    /** How many steps become one row. */
    enum Reading {
        /** The last valid step. */
        LAST_STEP,
        /** The mean over the valid steps, element by element; 0 without any. */
        MEAN,
        /** The largest over the valid steps, element by element; 0 without any. */
        MAX
    }

    /** The border between an encoder and its decoder, which reads its own target one step late. */
    record Decoder(String name, int width, boolean tokens) implements Layer {}

    /** Attention of a decoder to its encoder's outputs. */
    record Attention(String name, dev.rnn4j.core.Attention kind) implements Layer {}

    /** What the encoder reads out, beside the decoder's own values at each step. */
    record Context(String name) implements Layer {}

    /** The direction of time. */
    enum Direction {
        FORWARD,
        REVERSE,
        /** Both, their outputs merged. */
        BOTH
    }
}
