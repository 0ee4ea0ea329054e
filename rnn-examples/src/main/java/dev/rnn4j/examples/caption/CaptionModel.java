package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.generate.Constraint;
import dev.rnn4j.core.generate.Generated;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An encoder-decoder that reads a picture, in one step or column by column, and writes a caption, with the words that it knows. */
final class CaptionModel {
    /** Ends a caption. It is a token of the vocabulary, and no word of a caption. */
    static final String END = ".";

    private static final String VOCABULARY = "vocabulary";
    private static final String WIDTH = "picture-width";
    private static final String HEIGHT = "picture-height";
    private static final String LONGEST = "longest";
    private static final int BEAM = 5;

    private final Network network;
    private final Vocabulary vocabulary;
    private final int width;
    private final int height;
    private final Map<String, String> metadata;
    private final Generator generator;

    /**
     * A trained network with its words.
     *
     * @param longest words of a caption at most
     * @param more text to save along with it
     */
    CaptionModel(Network network, Vocabulary vocabulary, int width, int height, int longest, Map<String, String> more) {
        this.network = network;
        this.vocabulary = vocabulary;
        this.width = width;
        this.height = height;
        Map<String, String> all = new HashMap<>(more);
        all.put(VOCABULARY, vocabulary.toLines());
        all.put(WIDTH, Integer.toString(width));
        all.put(HEIGHT, Integer.toString(height));
        all.put(LONGEST, Integer.toString(longest));
        metadata = Map.copyOf(all);
        generator = Generator.builder(network)
                .beam(BEAM)
                .endToken(vocabulary.index(END))
                .maximumLength(longest + 1)
                .constraint(Constraint.never(0))
                .build();
    }

    /**
     * What the model says about a picture.
     *
     * @param words the caption
     * @param probability of the whole caption, by the network
     */
    record Caption(List<String> words, double probability) {
        /** Keeps its own copy of the words. */
        Caption {
            words = List.copyOf(words);
        }

        /** The words as one line. */
        String text() {
            return String.join(" ", words);
        }
    }

    /** A caption as the decoder learns it. */
    static List<String> ended(List<String> words) {
        List<String> ended = new ArrayList<>(words);
        ended.add(END);
        return ended;
    }

    /**
     * Writes a caption, by beam search.
     *
     * @throws BadInputException if the picture has another size than those that were learned from
     */
    Caption caption(Picture picture) {
        check(picture, "the picture");
        Generated written = generator.generate(byColumns() ? picture.columns() : picture.series());
        return new Caption(
                written.tokens().stream().map(vocabulary::word).toList(), Math.exp(written.logProbability()));
    }

    /** The words of the captions of several pictures, in their order. */
    List<List<String>> captions(List<Captioned> pictures) {
        return pictures.stream().map(one -> caption(one.picture()).words()).toList();
    }

    private boolean byColumns() {
        return network.inputWidth() == Picture.CHANNELS * height;
    }

    /** Refuses a picture of another size. */
    void check(Picture picture, String name) {
        checkSize(picture, name, width, height);
    }

    /** Refuses a picture of another size. */
    static void checkSize(Picture picture, String name, int width, int height) {
        if (picture.width() != width || picture.height() != height) {
            throw new BadInputException(name + " is " + picture.size() + " pixels; expected are " + width + " x "
                    + height + ", the size of the pictures that are learned from");
        }
    }

    /** The network. */
    Network network() {
        return network;
    }

    /** How many words it can write. */
    int words() {
        return words(vocabulary);
    }

    /** The tokens without those for unknown words and for the end. */
    static int words(Vocabulary vocabulary) {
        return vocabulary.size() - 2;
    }

    /** What was saved with it. */
    Map<String, String> metadata() {
        return metadata;
    }

    /** Saves the network with its words to one file. */
    void save(Path file) {
        network.save(file, metadata);
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws BadInputException if the file is no such model
     */
    static CaptionModel load(Path file) {
        Network network = Network.load(file);
        Map<String, String> saved = network.metadata();
        try {
            Vocabulary vocabulary = Vocabulary.fromLines(saved.getOrDefault(VOCABULARY, ""));
            int width = number(saved, WIDTH, PictureFiles.LARGEST_SIDE);
            int height = number(saved, HEIGHT, PictureFiles.LARGEST_SIDE);
            if (network.readsTokens()
                    || (network.inputWidth() != Picture.CHANNELS * width * height
                            && network.inputWidth() != Picture.CHANNELS * height)
                    || network.outputWidth() != vocabulary.size()
                    || vocabulary.index(END) == 0) {
                throw new BadInputException("it reads or writes other numbers than it says");
            }
            return new CaptionModel(network, vocabulary, width, height, number(saved, LONGEST, 1000), saved);
        } catch (BadInputException e) {
            throw new BadInputException(
                    file + " holds a network, but not one that writes captions (" + e.getMessage()
                            + "); give a file that rnn caption --save wrote",
                    e);
        }
    }

    private static int number(Map<String, String> saved, String name, int most) {
        String text = saved.getOrDefault(name, "");
        if (!text.matches("[0-9]{1,9}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > most) {
            throw new BadInputException(name + " is '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
