package dev.rnn4j.examples.music;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Chords, step by step: the keys of a piano that sound next, each with a sigmoid of its own.
 *
 * <p>The chords are learned in the keys they come in. Copies in all twelve keys make a simple cell with 100 units worse
 * on the chorales (which come in C major and C minor): it then has twelve times as much to know.
 */
final class ChordTask implements MusicTask {
    /** The steps of an example; longer pieces are cut for learning. */
    private static final int MOST_STEPS = 200;

    private static final int QUARTERS_PER_BAR = 4;
    private static final int BPM = 80;

    private final String source;
    private final Split<ChordSequence> sequences;
    private final int stepsPerQuarter;

    ChordTask(String source, Split<ChordSequence> sequences, int stepsPerQuarter) {
        this.source = source;
        this.sequences = sequences;
        this.stepsPerQuarter = stepsPerQuarter;
    }

    @Override
    public List<Example> train() {
        return ChordCode.examples(sequences.train(), MOST_STEPS);
    }

    @Override
    public List<Example> valid() {
        return ChordCode.examples(sequences.valid(), Integer.MAX_VALUE);
    }

    @Override
    public List<Example> test() {
        return ChordCode.examples(sequences.test(), Integer.MAX_VALUE);
    }

    @Override
    public int inputWidth() {
        return ChordCode.KEYS;
    }

    @Override
    public int outputWidth() {
        return ChordCode.KEYS;
    }

    @Override
    public String activation() {
        return "sigmoid";
    }

    @Override
    public String loss() {
        return "binary-cross-entropy";
    }

    @Override
    public Map<String, ?> lossSettings() {
        return Map.of("reduce-outputs", "sum");
    }

    /**
     * Chosen on the chorales' deciding pieces. Large steps let gated cells generalise: with the simple cell's learning rate
     * an lstm ends there 0.2 higher.
     */
    @Override
    public Defaults defaults(String cell) {
        return switch (cell) {
            case "lstm" -> new Defaults(150, 0.1, 100, 4e-3, 0.95, 1, 0.3, 10, 0.8);
            case "gru" -> new Defaults(150, 0.3, 100, 4e-3, 0.95, 1, 0.3, 10, 0.8);
            default -> new Defaults(100, 0.3, 100, 1e-3, 0.97, 1, 0.3, 10, 0.8);
        };
    }

    @Override
    public void describe(PrintWriter out) {
        KeyCounts counts = new KeyCounts(sequences.train());
        double unigram = counts.unigram(sequences.test());
        double bigram = counts.bigram(sequences.test());
        out.println("Chords of " + source + ": " + sequences.sizes() + ".");
        out.println("The loss is the negative log-likelihood of a step, summed over 88 keys, in nats.");
        out.printf(Locale.ROOT, "  by how often each key sounds               %.3f%n", unigram);
        out.printf(Locale.ROOT, "  by whether it sounded in the step before   %.3f%n", bigram);
    }

    @Override
    public String measure(double loss) {
        return String.format(Locale.ROOT, "negative log-likelihood %.3f", loss);
    }

    @Override
    public void compose(Network network, Sampler sampler, int bars, long seed, Path file, PrintWriter out) {
        SplittableRandom random = new SplittableRandom(seed);
        ChordSequence model =
                sequences.train().get(random.nextInt(sequences.train().size()));
        int bar = QUARTERS_PER_BAR * stepsPerQuarter;
        ChordSequence chords =
                new ChordComposer(network, sampler, random).compose(model, bars * bar, Math.min(bar, bars * bar - 1));
        MidiWriter.write(chords, stepsPerQuarter, BPM, MidiWriter.PIANO, file);
        out.println();
        out.print(PianoRoll.of(chords));
        out.println();
        out.println("Written to " + file + ": " + bars + " bars of " + QUARTERS_PER_BAR + "/4, " + chords.length()
                + " chords.");
    }
}
