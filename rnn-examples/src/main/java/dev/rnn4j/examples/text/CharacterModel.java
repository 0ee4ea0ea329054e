package dev.rnn4j.examples.text;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Truncation;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.TextCodec;
import dev.rnn4j.core.data.Tokenizer;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.generate.Constraint;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Interruption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A network that reads characters and says how likely each is to be the next, with the characters it knows. A character
 * that occurs only once in the text it learns from, or is not among the most frequent, is unknown: all such are one.
 */
final class CharacterModel {
    /** A character with fewer occurrences is unknown. */
    static final int MIN_COUNT = 2;

    /** Enough for alphabets; of Chinese the most frequent. */
    static final int MOST_CHARACTERS = 500;

    private static final String CODEC = "codec";
    private static final double CLIP = 1;

    /** At its end the learning rate has become this part. */
    private static final double LAST_RATE = 0.02;

    private final TextCodec codec;
    private final Network network;

    private CharacterModel(TextCodec codec, Network network) {
        this.codec = codec;
        this.network = network;
    }

    /**
     * A model that has learned nothing yet.
     *
     * @param text to learn from; its characters are those that the model knows
     * @throws BadInputException if no character comes twice in it
     */
    static CharacterModel untrained(String text, Recipe recipe) {
        Tokenizer characters = Tokenizer.characters();
        List<String> all = characters.split(text);
        if (all.size() == all.stream().distinct().count()) {
            throw new BadInputException("no character comes twice in the part to learn from; give a longer text");
        }
        TextCodec codec = TextCodec.of(
                characters,
                Vocabulary.builder()
                        .minCount(MIN_COUNT)
                        .maxSize(MOST_CHARACTERS)
                        .build(List.of(all)));
        NetworkBuilder builder = Network.builder().tokens(codec.size());
        for (int layer = 0; layer < recipe.layers(); layer++) {
            builder.recurrent(recipe.cell(), recipe.units());
        }
        return new CharacterModel(
                codec,
                builder.dense(codec.size(), "softmax")
                        .seed(recipe.seed())
                        .precision(recipe.precision())
                        .build());
    }

    /**
     * Learns to predict the next character, by backpropagation through time truncated to chunks: the text is cut into rows
     * that are read side by side, there is an update after each chunk, and a row's state is carried from chunk to chunk.
     */
    void train(String text, Recipe recipe, TrainingListener listener) {
        Series series = codec.encode(text);
        int rows = recipe.rowsFor(series.length());
        Trainer trainer = Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", recipe.learningRate()))
                .schedule(Schedule.cosine(recipe.updates(series.length()), LAST_RATE))
                .truncation(Truncation.chunks(recipe.chunk()))
                .updateEachChunk()
                .batchSize(rows)
                .shuffle(false)
                .clipNorm(CLIP)
                .epochs(recipe.epochs())
                .seed(recipe.seed())
                .listener(listener)
                .build();
        Interruption.train(trainer, Example.streams(series, rows));
    }

    /** The bits per character that the model needs for a text: the mean of −log2 p over all its characters but the first. */
    double bits(String text) {
        Metric bits = Metric.bitsPerSymbol();
        return Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam")
                .metrics(bits)
                .build()
                .evaluate(List.of(Example.next(codec.encode(text))))
                .metrics()
                .get(bits.name());
    }

    /** How many characters of a text are unknown. */
    long unknown(String text) {
        return text.codePoints().filter(c -> !knows(c)).count();
    }

    private boolean knows(int codePoint) {
        return codec.vocabulary().contains(Character.toString(codePoint));
    }

    /**
     * Refuses a prompt that the model cannot read.
     *
     * @throws BadInputException if it is empty, or has a character that the model does not know
     */
    void check(String prompt) {
        if (prompt.isEmpty()) {
            throw new BadInputException("--prompt is empty; give some characters, or leave it out");
        }
        prompt.codePoints().filter(c -> !knows(c)).findFirst().ifPresent(c -> {
            String shown = Character.isISOControl(c) || Character.isWhitespace(c)
                    ? String.format("U+%04X", c)
                    : "'" + Character.toString(c) + "'";
            throw new BadInputException("--prompt has the character " + shown + ", which is not among the " + known()
                    + " that the network knows from its text; leave it out");
        });
    }

    /**
     * Text that the model writes.
     *
     * @param prompt what it reads first; empty for the beginning of a paragraph
     */
    String write(String prompt, Writing writing) {
        Generator.Builder builder = Generator.builder(network)
                .maximumLength(writing.length())
                .seed(writing.seed())
                .constraint(Constraint.never(codec.vocabulary().index(Vocabulary.UNKNOWN)));
        if (writing.temperature() > 0) {
            builder.temperature(writing.temperature()).nucleus(writing.nucleus());
        }
        String first = !prompt.isEmpty()
                ? prompt
                : knows('\n') ? "\n\n" : codec.vocabulary().word(1);
        return codec.decode(builder.build().generate(codec.encode(first)).toArray());
    }

    /**
     * How text is written.
     *
     * @param length in characters
     * @param temperature 0 for the likeliest character at every step
     * @param nucleus the share of the probability to draw from
     * @param seed of the draws
     */
    record Writing(int length, double temperature, double nucleus, long seed) {}

    Network network() {
        return network;
    }

    TextCodec codec() {
        return codec;
    }

    /** How many characters it knows. */
    int known() {
        return codec.size() - 1;
    }

    /** Saves the network with its characters to one file. */
    void save(Path file) {
        network.save(file, Map.of(CODEC, codec.toLines()));
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws BadInputException if the file is no such model
     */
    static CharacterModel load(Path file) {
        Network network = Network.load(file);
        String lines = network.metadata().get(CODEC);
        if (lines == null || !network.readsTokens() || network.manyToOne()) {
            throw new BadInputException(
                    file + " holds a network, but not one that writes text; give a file that rnn text --save wrote");
        }
        TextCodec codec;
        try {
            codec = TextCodec.fromLines(lines);
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
        if (!codec.tokenizer().name().equals(Tokenizer.characters().name())
                || !codec.vocabulary().contains(Vocabulary.UNKNOWN)
                || codec.size() != network.inputWidth()
                || codec.size() != network.outputWidth()) {
            throw new BadInputException(file + " has the codec " + codec + " for a network that reads "
                    + network.inputWidth() + " and predicts " + network.outputWidth()
                    + "; give a file that rnn text --save wrote");
        }
        return new CharacterModel(codec, network);
    }
}
