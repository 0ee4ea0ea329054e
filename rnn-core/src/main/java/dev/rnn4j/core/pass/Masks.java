package dev.rnn4j.core.pass;

import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Rows;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.random.Draws;
import java.util.function.IntFunction;

/** Draws masks into their places. */
public final class Masks {
    private Masks() {}

    /**
     * Where a row finds its draws.
     *
     * @param draws the stream
     * @param first the step of the sequence that the first one here is
     * @param rows how many rows share the stream
     * @param row which of them this is, in the caller's order, so that draws do not depend on how rows are sorted
     */
    public record RowDraws(Draws draws, long first, int rows, int row) {}

    /**
     * Draws one mask for all steps and rows.
     *
     * @param place where it is stored, {@code [step][tile]}; null if nothing reads it
     */
    public static void draw(Node mask, Object[][] place, Kernels kernels, Rows rows, IntFunction<RowDraws> of) {
        int w = mask.width();
        for (int b = 0; place != null && b < rows.active(0); b++) {
            RowDraws row = of.apply(b);
            for (int t = 0; t < (mask.perSequence() ? 1 : rows.steps()) && b < rows.active(t); t++) {
                long step = mask.perSequence() ? 0 : row.first() + t;
                long at = (step * row.rows() + row.row()) * w;
                for (int i = 0; i < w; i++) {
                    double x = row.draws().uniform(at + i) < mask.k() ? mask.k2() : 0;
                    Places.set(kernels, rows, place[t], w, b, i, x);
                }
            }
        }
    }
}
