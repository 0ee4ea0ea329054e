package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.registry.Plugins;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Interruption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A network that reads a text word by word and then says how likely it praises, with the vocabulary it knows.
 *
 * <p>The simple cell reads forwards; it gets rectified units whose recurrent weights start at half the identity (after
 * Le, Jaitly and Hinton 2015): it begins as a fading memory of the words and learns from there what their order changes.
 * Other cells read in both directions; see {@link Reading}. A network is trained to the last epoch, with a learning rate
 * that falls to 0. Stopping at the least loss on held-out texts would be too early: that loss rises while the network
 * grows sure of itself, and only then does it learn to tell orders apart.
 */
public final class SentimentModel {
    private static final String VOCABULARY = "vocabulary";
    private static final double MEMORY = 0.5;

    /** Of fewer texts all words are known: too few would be left. */
    private static final int FEW_TEXTS = 100;

    /** Keeps the probabilities honest where the training texts leave no doubt. */
    private static final double LABEL_SMOOTHING = 0.1;

    /** Of a longer text the end is read, where reviews come to their verdict. */
    private static final int MOST_WORDS = 200;

    private final Vocabulary vocabulary;
    private final Network network;

    private SentimentModel(Vocabulary vocabulary, Network network) {
        this.vocabulary = vocabulary;
        this.network = network;
    }

    /**
     * What the model says about a text.
     *
     * @param label 1 for positive, 0 for negative
     * @param probability of that label, by the network
     * @param unknown the words that it does not know, each once
     */
    public record Answer(int label, double probability, List<String> unknown) {
        /** Keeps its own copy of the list. */
        public Answer {
            unknown = List.copyOf(unknown);
        }

        /** The label as a word. */
        public String word() {
            return label == 1 ? "positive" : "negative";
        }
    }

    /** A model that has learned nothing yet. */
    static SentimentModel untrained(List<LabelledText> texts, Recipe recipe) {
        Reading reading = recipe.reading();
        Vocabulary vocabulary = Vocabulary.of(
                texts.stream().map(text -> words(text.text())).toList(),
                texts.size() < FEW_TEXTS ? 1 : reading.minCount());
        NetworkBuilder builder = Network.builder().tokens(vocabulary.size()).embedding(recipe.embedding());
        dropout(builder, recipe.dropout());
        if (reading == Reading.FORWARDS) {
            builder.recurrent(
                            recipe.cell(),
                            Map.of(
                                    "units",
                                    recipe.units(),
                                    "activation",
                                    Plugins.installed().activation("relu")))
                    .lastStep();
        } else {
            builder.bidirectional(recipe.cell(), recipe.units()).maxPool();
        }
        dropout(builder, reading.outputDropout());
        Network network = builder.dense(2, "softmax")
                .seed(recipe.seed())
                .precision(recipe.precision())
                .build();
        if (reading == Reading.FORWARDS) {
            Tensor start = Tensor.zeros(recipe.units(), recipe.units());
            for (int i = 0; i < recipe.units(); i++) {
                start.set(MEMORY, i, i);
            }
            network.setParameter("weight_hh_l0", start);
        }
        shrink(network, "embedding.weight", reading.embeddingStart());
        return new SentimentModel(vocabulary, network);
    }

    private static void dropout(NetworkBuilder builder, double rate) {
        if (rate > 0) {
            builder.dropout(rate);
        }
    }

    private static void shrink(Network network, String name, double part) {
        Tensor weights = network.parameter(name);
        for (int i = 0; i < weights.size(); i++) {
            weights.setFlat(i, part * weights.flat(i));
        }
        network.setParameter(name, weights);
    }

    /** Learns from the texts; the listener is told after each epoch. */
    void train(List<LabelledText> texts, Recipe recipe, TrainingListener listener) {
        List<Example> examples = texts.stream()
                .map(text -> Example.of(series(text.text()), text.label()))
                .toList();
        int epochs = recipe.epochsFor(count(texts));
        long steps = (long) epochs * ((examples.size() + recipe.batchSize() - 1) / recipe.batchSize());
        Trainer trainer = Trainer.builder(network)
                .loss("cross-entropy", Map.of("label-smoothing", LABEL_SMOOTHING))
                .optimizer("adam", Map.of("learning-rate", recipe.learningRate()))
                .schedule(Schedule.cosine(steps, 0))
                .epochs(epochs)
                .batchSize(recipe.batchSize())
                .clipNorm(1)
                .seed(recipe.seed())
                .listener(listener)
                .build();
        Interruption.train(trainer, examples);
    }

    /** The words of all texts together, as far as they are read. */
    static long count(List<LabelledText> texts) {
        return texts.stream().mapToLong(text -> words(text.text()).size()).sum();
    }

    /** What the model says about a text. */
    public Answer answer(String text) {
        double positive = network.predict(series(text)).get(1);
        int label = positive > 0.5 ? 1 : 0;
        List<String> unknown = words(text).stream()
                .filter(word -> vocabulary.index(word) == 0)
                .distinct()
                .toList();
        return new Answer(label, label == 1 ? positive : 1 - positive, unknown);
    }

    /** The labels of several texts, in their order. */
    public int[] classify(List<LabelledText> texts) {
        return network.predict(texts.stream().map(text -> series(text.text())).toList()).stream()
                .mapToInt(output -> output.get(1) > 0.5 ? 1 : 0)
                .toArray();
    }

    /** The network. */
    public Network network() {
        return network;
    }

    /** The words it knows. */
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    /** Saves the network with its vocabulary to one file. */
    public void save(Path file) {
        network.save(file, Map.of(VOCABULARY, vocabulary.toLines()));
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws BadInputException if the file is no such model
     */
    public static SentimentModel load(Path file) {
        Network network = Network.load(file);
        String lines = network.metadata().get(VOCABULARY);
        if (lines == null
                || !network.readsTokens()
                || !network.manyToOne()
                || network.outputWidth() != 2
                || !network.outputActivation().equals("softmax")) {
            throw new BadInputException(file + " holds a network, but not one that judges sentences; give a file that"
                    + " rnn sentiment --save wrote");
        }
        Vocabulary vocabulary;
        try {
            vocabulary = Vocabulary.fromLines(lines);
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
        if (vocabulary.size() != network.inputWidth()) {
            throw new BadInputException(file + " has a vocabulary of " + vocabulary.size()
                    + " words for a network that reads " + network.inputWidth() + "; train and save it again");
        }
        return new SentimentModel(vocabulary, network);
    }

    private Series series(String text) {
        List<String> words = words(text);
        // A text without words is one that is unknown.
        return words.isEmpty() ? Series.tokens(0) : vocabulary.series(words);
    }

    private static List<String> words(String text) {
        List<String> words = Tokens.of(text);
        return words.subList(Math.max(0, words.size() - MOST_WORDS), words.size());
    }
}
