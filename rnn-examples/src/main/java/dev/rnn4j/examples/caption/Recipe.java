package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;

/**
 * How a {@link CaptionModel} is made.
 *
 * @param cell the name of the decoder's recurrent cell
 * @param units hidden units of the cell
 * @param features numbers that the encoder makes of a picture
 * @param embedding numbers that stand for a word
 * @param components how many principal components of the pictures the encoder reads at most; 0 for an encoder that reads
 *     them column by column with a recurrent cell
 * @param pixelDropout the part of the components left out while training
 * @param dropout the part of the hidden units left out while training
 * @param wordDropout the part of the numbers that stand for the word before left out while training
 * @param weightDecay AdamW's
 * @param learningRate AdamW's, at the start
 * @param batchSize pictures in a minibatch
 * @param epochs how often to go through the pictures
 * @param moved the part of the pictures that are moved by a pixel while training, drawn anew in each epoch
 * @param seed of all that chance decides
 * @param precision of the network
 */
record Recipe(
        String cell,
        int units,
        int features,
        int embedding,
        int components,
        double pixelDropout,
        double dropout,
        double wordDropout,
        double weightDecay,
        double learningRate,
        int batchSize,
        int epochs,
        double moved,
        long seed,
        Precision precision) {
    Recipe {
        atLeastOne(units, "--units");
        atLeastOne(batchSize, "--batch-size");
        atLeastOne(epochs, "--epochs");
        part(dropout, "--dropout");
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new BadInputException("--learning-rate is " + learningRate + "; give a number above 0, up to 1");
        }
    }

    /** The same with another seed. */
    Recipe withSeed(long newSeed) {
        return with(epochs, newSeed);
    }

    /** The same with other epochs. */
    Recipe withEpochs(int newEpochs) {
        return with(newEpochs, seed);
    }

    private Recipe with(int newEpochs, long newSeed) {
        return new Recipe(
                cell,
                units,
                features,
                embedding,
                components,
                pixelDropout,
                dropout,
                wordDropout,
                weightDecay,
                learningRate,
                batchSize,
                newEpochs,
                moved,
                newSeed,
                precision);
    }

    private static void part(double number, String option) {
        if (!(number >= 0 && number < 1)) {
            throw new BadInputException(option + " is " + number + "; give a number from 0 to below 1");
        }
    }

    private static void atLeastOne(int number, String option) {
        if (number < 1) {
            throw new BadInputException(option + " is " + number + "; give 1 or more");
        }
    }
}
