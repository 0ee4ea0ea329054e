package dev.rnn4j.examples.music;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** Melodies, symbol by symbol: a softmax over the symbols of {@link MelodyCode}, read with {@link MelodyPlace}. */
final class MelodyTask implements MusicTask {
    private static final int PIANO = MidiWriter.PIANO;

    private final String source;
    private final Split<Tune> tunes;

    MelodyTask(String source, List<Tune> tunes) {
        this.source = source;
        this.tunes = Split.of(tunes);
    }

    private static List<Example> examples(List<Tune> tunes) {
        return tunes.stream().map(MelodyCode::example).toList();
    }

    @Override
    public List<Example> train() {
        return examples(tunes.train());
    }

    @Override
    public List<Example> valid() {
        return examples(tunes.valid());
    }

    @Override
    public List<Example> test() {
        return examples(tunes.test());
    }

    @Override
    public int inputWidth() {
        return MelodyPlace.WIDTH;
    }

    @Override
    public int outputWidth() {
        return MelodyCode.SIZE;
    }

    @Override
    public String activation() {
        return "softmax";
    }

    @Override
    public String loss() {
        return "cross-entropy";
    }

    @Override
    public Map<String, ?> lossSettings() {
        return Map.of();
    }

    @Override
    public Defaults defaults(String cell) {
        return new Defaults(100, 0.3, 40, 3e-3, 0.95, 4, 0.3, 8, 1.0);
    }

    @Override
    public void describe(PrintWriter out) {
        SymbolCounts counts = new SymbolCounts(tunes.train());
        double unigram = counts.unigram(tunes.test());
        double bigram = counts.bigram(tunes.test());
        out.println("Melodies of " + source + ": " + tunes.sizes() + ".");
        out.println("A note is two symbols, its pitch (moved to a key without sharps and flats) and its length.");
        out.println("  by how often each symbol comes       " + measure(unigram));
        out.println("  by the pitch or length before it     " + measure(bigram));
    }

    @Override
    public String measure(double loss) {
        return String.format(Locale.ROOT, "loss %.3f, perplexity %.2f", loss, Math.exp(loss));
    }

    @Override
    public void compose(Network network, Sampler sampler, int bars, long seed, Path file, PrintWriter out) {
        SplittableRandom random = new SplittableRandom(seed);
        Tune model = tunes.train().get(random.nextInt(tunes.train().size()));
        Tune tune = new MelodyComposer(network, sampler, random).compose("Melody No. " + seed, model, bars);
        MidiWriter.write(tune, PIANO, file);
        int eighth = Tune.TICKS_PER_QUARTER / 2;
        boolean eighths = tune.notes().stream().allMatch(note -> note.ticks() % eighth == 0);
        out.println();
        out.print(tune.toAbc());
        out.println();
        out.print(PianoRoll.of(tune, eighths ? 2 : MidiReader.SIXTEENTHS));
        out.println();
        out.println("Written to " + file + ": " + bars + " bars of " + tune.meter() + " in " + tune.key() + ", "
                + tune.notes().size() + " notes.");
    }
}
