package dev.rnn4j.examples.translate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Attention;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.generate.Constraint;
import dev.rnn4j.core.generate.Generator;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Schedule;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.train.TrainingListener;
import dev.rnn4j.examples.Interruption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Turns a text into another, letter by letter: an encoder reads the source in both directions, a decoder with additive
 * attention writes the target.
 */
public final class Translator {
    private static final String END = "<end>";
    private static final String SOURCE_LETTERS = "source.vocabulary";
    private static final String TARGET_LETTERS = "target.vocabulary";
    private static final String REVERSED = "source.reversed";
    private static final int LONGEST = 200;

    private final Vocabulary sourceLetters;
    private final Vocabulary targetLetters;
    private final boolean reversed;
    private final Network network;
    private final Generator generator;

    /**
     * How to train.
     *
     * @param reversed whether sources are read from their end
     */
    record Recipe(
            String cell,
            int units,
            int embedding,
            boolean reversed,
            int epochs,
            int batchSize,
            double learningRate,
            long seed,
            Precision precision) {}

    private Translator(Vocabulary sourceLetters, Vocabulary targetLetters, boolean reversed, Network network) {
        this.sourceLetters = sourceLetters;
        this.targetLetters = targetLetters;
        this.reversed = reversed;
        this.network = network;
        this.generator = Generator.builder(network)
                .beam(3)
                .endToken(targetLetters.index(END))
                .constraint(Constraint.never(targetLetters.index(Vocabulary.UNKNOWN)))
                .maximumLength(LONGEST)
                .build();
    }

    /** A translator that has learned nothing yet. */
    static Translator untrained(List<Pair> pairs, Recipe recipe) {
        if (pairs.isEmpty()) {
            throw new BadInputException("there is no pair to learn from");
        }
        Vocabulary sources =
                Vocabulary.of(pairs.stream().map(p -> letters(p.source())).toList(), 1);
        Vocabulary targets =
                Vocabulary.of(pairs.stream().map(p -> written(p.target())).toList(), 1);
        Network network = Network.builder()
                .tokens(sources.size())
                .embedding(recipe.embedding())
                .bidirectional(recipe.cell(), recipe.units())
                .decodeTokens(targets.size())
                .embedding(recipe.embedding())
                .recurrent(recipe.cell(), recipe.units())
                .attention(Attention.ADDITIVE)
                .dense(targets.size(), "softmax")
                .seed(recipe.seed())
                .precision(recipe.precision())
                .build();
        return new Translator(sources, targets, recipe.reversed(), network);
    }

    /** Learns from pairs; the listener is told after each epoch. */
    void train(List<Pair> pairs, Recipe recipe, TrainingListener listener) {
        List<Example> examples = pairs.stream()
                .map(p -> new Example(source(p.source()), targetLetters.series(written(p.target()))))
                .toList();
        long steps = (long) recipe.epochs() * ((examples.size() + recipe.batchSize() - 1) / recipe.batchSize());
        Trainer trainer = Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", recipe.learningRate()))
                .schedule(Schedule.cosine(steps, 0.01))
                .epochs(recipe.epochs())
                .batchSize(recipe.batchSize())
                .clipNorm(1)
                .seed(recipe.seed())
                .listener(listener)
                .build();
        Interruption.train(trainer, examples);
    }

    /** What a text becomes. */
    public String translate(String text) {
        List<Integer> tokens = generator.generate(source(text)).tokens();
        return tokens.stream()
                .map(targetLetters::word)
                .filter(letter -> !letter.equals(END))
                .collect(Collectors.joining());
    }

    /** The part of the pairs whose target comes out letter by letter. */
    double exact(List<Pair> pairs) {
        long right = pairs.stream()
                .filter(p -> translate(p.source()).equals(p.target()))
                .count();
        return (double) right / pairs.size();
    }

    /** Where the decoder looked while it wrote: {@code [letters and the end, letters of the source in their own order]}. */
    double[][] attention(String source, String written) {
        Tensor weights = network.attention(source(source), targetLetters.series(written(written)));
        int steps = weights.size(1);
        double[][] rows = new double[weights.size(0)][steps];
        for (int t = 0; t < rows.length; t++) {
            for (int s = 0; s < steps; s++) {
                rows[t][reversed ? steps - 1 - s : s] = weights.get(t, s);
            }
        }
        return rows;
    }

    /** The letters of a text that it has never read. */
    List<String> unknown(String text) {
        return letters(text).stream()
                .filter(letter -> sourceLetters.index(letter) == sourceLetters.index(Vocabulary.UNKNOWN))
                .distinct()
                .toList();
    }

    Network network() {
        return network;
    }

    private Series source(String text) {
        List<String> letters = letters(text);
        List<String> read = new ArrayList<>(letters);
        if (reversed) {
            Collections.reverse(read);
        }
        return sourceLetters.series(read);
    }

    static List<String> letters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    private static List<String> written(String text) {
        List<String> letters = new ArrayList<>(letters(text));
        letters.add(END);
        return letters;
    }

    // ---- files

    void save(Path file) {
        network.save(
                file,
                Map.of(
                        SOURCE_LETTERS,
                        sourceLetters.toLines(),
                        TARGET_LETTERS,
                        targetLetters.toLines(),
                        REVERSED,
                        Boolean.toString(reversed)));
    }

    /**
     * Loads what {@link #save} wrote.
     *
     * @throws BadInputException if the file is no such model
     */
    static Translator load(Path file) {
        Network network = Network.load(file);
        Map<String, String> more = network.metadata();
        if (!more.containsKey(SOURCE_LETTERS) || !more.containsKey(TARGET_LETTERS)) {
            throw new BadInputException(file + " holds a network, but not one that translates; give a file that"
                    + " rnn translate --save wrote");
        }
        try {
            Vocabulary sources = Vocabulary.fromLines(more.get(SOURCE_LETTERS));
            Vocabulary targets = Vocabulary.fromLines(more.get(TARGET_LETTERS));
            if (sources.size() != network.inputWidth() || targets.size() != network.outputWidth()) {
                throw new BadInputException("its vocabularies have " + sources.size() + " and " + targets.size()
                        + " letters, its network " + network.inputWidth() + " and " + network.outputWidth()
                        + "; train and save it again");
            }
            return new Translator(sources, targets, Boolean.parseBoolean(more.get(REVERSED)), network);
        } catch (BadInputException e) {
            throw new BadInputException(file + ": " + e.getMessage(), e);
        }
    }
}
