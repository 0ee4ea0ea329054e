package dev.rnn4j.examples.music;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is learned and composed: melodies or chords. */
interface MusicTask {
    /**
     * What is done unless the user says otherwise.
     *
     * @param start the part of their usual size at which the weights of recurrent layers start
     * @param decay the factor of the learning rate after each epoch
     * @param patience epochs without a better loss on the deciding pieces before training stops
     */
    record Defaults(
            int units,
            double start,
            int epochs,
            double learningRate,
            double decay,
            int batchSize,
            double dropout,
            int patience,
            double temperature) {}

    /** The examples to learn from. */
    List<Example> train();

    /** The examples that decide when to stop. */
    List<Example> valid();

    /** The examples to measure on. */
    List<Example> test();

    /** The numbers the network reads in a step. */
    int inputWidth();

    /** The numbers it answers. */
    int outputWidth();

    /** What makes probabilities of them. */
    String activation();

    /** The name of the loss. */
    String loss();

    /** The settings of the loss. */
    Map<String, ?> lossSettings();

    /**
     * What fits this data.
     *
     * @param cell the name of the recurrent cell
     */
    Defaults defaults(String cell);

    /** Says what the data is and what simple counting reaches on the pieces to measure on. */
    void describe(PrintWriter out);

    /** A loss in the terms of this music. */
    String measure(double loss);

    /**
     * Composes, prints and writes a piece.
     *
     * @param bars its length
     * @param seed of all that chance decides
     */
    void compose(Network network, Sampler sampler, int bars, long seed, Path file, PrintWriter out);
}
