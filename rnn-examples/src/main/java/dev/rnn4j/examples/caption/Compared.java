package dev.rnn4j.examples.caption;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** How the network does on pictures held out, beside two models that are not recurrent. */
record Compared(Scores network, Scores linear, Scores nearest) {
    /** Measures all three, the other two trained on the same pictures. */
    static Compared of(CaptionModel model, HeldOut split) {
        return new Compared(
                Scores.of(split.test(), model.captions(split.test())),
                Scores.of(split.test(), Baselines.linear(split.train(), split.test())),
                Scores.of(split.test(), Baselines.nearest(split.train(), split.test())));
    }

    /** The mean of several. */
    static Compared mean(List<Compared> all) {
        return new Compared(
                Scores.mean(all.stream().map(Compared::network).toList()),
                Scores.mean(all.stream().map(Compared::linear).toList()),
                Scores.mean(all.stream().map(Compared::nearest).toList()));
    }

    /** As a table. */
    void print(String title, PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "%-34s  network  linear  nearest%n", title);
        row("captions right, of " + network.captions(), network.right(), linear.right(), nearest.right(), out);
        row("words in their place", network.words(), linear.words(), nearest.words(), out);
        out.flush();
    }

    private static void row(String what, double network, double linear, double nearest, PrintWriter out) {
        out.printf(Locale.ROOT, "%-34s  %7.3f  %6.3f  %7.3f%n", what, network, linear, nearest);
    }
}
