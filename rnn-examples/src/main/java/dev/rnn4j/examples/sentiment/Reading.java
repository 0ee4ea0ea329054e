package dev.rnn4j.examples.sentiment;

/**
 * How a network with a certain cell reads a text, and what suits it in training unless the user says otherwise. Chosen on
 * a fifth of the training texts, of 3,000 review sentences and of the built-in corpus.
 */
enum Reading {
    /**
     * For the simple cell: forwards, and the last state judges. Much of the training goes into not forgetting, so it is
     * long.
     */
    FORWARDS(1, 2, 0.6, 0, 0.002, 1_800_000),

    /**
     * For all other cells: in both directions, and of each unit the largest output over the words judges, so that a word
     * that tells all is not forgotten by the end. Embeddings start near 0, so a word says nothing before it is learned, and
     * one that occurs once can be known. These networks know small sets by heart within few epochs: more dropout, less
     * reading.
     */
    BOTH_WAYS(0.1, 1, 0.7, 0.5, 0.004, 480_000);

    private static final String SIMPLE = "simple";

    private final double embeddingStart;
    private final int minCount;
    private final double dropout;
    private final double outputDropout;
    private final double learningRate;
    private final double wordsRead;

    Reading(
            double embeddingStart,
            int minCount,
            double dropout,
            double outputDropout,
            double learningRate,
            double wordsRead) {
        this.embeddingStart = embeddingStart;
        this.minCount = minCount;
        this.dropout = dropout;
        this.outputDropout = outputDropout;
        this.learningRate = learningRate;
        this.wordsRead = wordsRead;
    }

    /** What suits a cell. */
    static Reading of(String cell) {
        return cell.equals(SIMPLE) ? FORWARDS : BOTH_WAYS;
    }

    /** The part of their usual size at which embeddings start. */
    double embeddingStart() {
        return embeddingStart;
    }

    /** How often a word occurs at least that is known. */
    int minCount() {
        return minCount;
    }

    /** The part of the embedding left out while training. */
    double dropout() {
        return dropout;
    }

    /** The part of what judges left out while training. */
    double outputDropout() {
        return outputDropout;
    }

    /** Adam's learning rate at the start. */
    double learningRate() {
        return learningRate;
    }

    /** So many words are read in a training whose epochs are not given. */
    double wordsRead() {
        return wordsRead;
    }
}
