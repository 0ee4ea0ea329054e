package dev.rnn4j.examples.caption;

import dev.rnn4j.core.Precision;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Pictures with captions, and how to learn from them.
 *
 * @param about what they are, in a line
 * @param all at least one picture, all of one size
 * @param drawn whether more pictures of the kind can be drawn; of others, captions are held out
 */
record CaptionTask(String about, List<Captioned> all, boolean drawn) {
    private static final int DRAWN = 1500;
    private static final int DRAWN_QUICK = 200;
    private static final int DRAWN_TO_MEASURE = 300;
    private static final int QUICK_EPOCHS = 4;

    private static final Recipe ICONS =
            new Recipe("gru", 64, 200, 32, 600, 0.1, 0.3, 0.3, 0.01, 0.005, 32, 30, 0, 0, Precision.FLOAT32);
    private static final Recipe PERSONS =
            new Recipe("gru", 32, 64, 16, 0, 0, 0, 0, 0.01, 0.005, 32, 100, 0, 0, Precision.FLOAT32);

    /** Keeps its own copy of the list. */
    CaptionTask {
        all = List.copyOf(all);
    }

    /** The icons. */
    static CaptionTask icons() {
        SilkIcons.Read read = SilkIcons.read();
        String skipped = read.skipped().isEmpty() ? "" : "; of another size, left out: " + read.skipped();
        return new CaptionTask(
                String.format(Locale.ROOT, "%,d icons: %s%s", read.icons().size(), SilkIcons.CREDIT, skipped),
                read.icons(),
                false);
    }

    /** A folder of pictures. */
    static CaptionTask folder(Path folder) {
        List<Captioned> read = PictureFiles.folder(folder);
        String size = read.get(0).picture().size();
        return new CaptionTask(
                String.format(Locale.ROOT, "%s: %,d pictures of %s pixels", folder, read.size(), size), read, false);
    }

    /** Persons on a hill. */
    static CaptionTask persons(boolean quick) {
        List<Captioned> drawn = Persons.draw(quick ? DRAWN_QUICK : DRAWN, 0);
        return new CaptionTask(
                String.format(
                        Locale.ROOT, "%,d drawn pictures of persons on a hill, others in each epoch", drawn.size()),
                drawn,
                true);
    }

    /**
     * What to learn from and what to measure on.
     *
     * @param fraction the part to hold out, where pictures cannot be drawn
     * @param seed of the choice, or of the pictures that are drawn to be measured on
     * @param validation whether to leave alone what is held out, and to hold out a part of the rest
     */
    HeldOut split(double fraction, long seed, boolean validation) {
        if (drawn) {
            // Those to learn from have the seed 0; a picture's own seed tells all others apart.
            return new HeldOut(all, Persons.draw(DRAWN_TO_MEASURE, (seed << 1 | (validation ? 1 : 0)) + 1_000_003));
        }
        HeldOut held = HeldOut.of(all, fraction, seed);
        return validation ? HeldOut.of(held.train(), fraction, seed) : held;
    }

    /** How to learn from them. */
    Recipe recipe(boolean quick) {
        Recipe usual = drawn ? PERSONS : ICONS;
        return quick ? usual.withEpochs(QUICK_EPOCHS) : usual;
    }

    int width() {
        return all.get(0).picture().width();
    }

    int height() {
        return all.get(0).picture().height();
    }
}
