package dev.rnn4j.core.engine;

import java.util.Arrays;

/**
 * Who does what of a program that runs over several tiles. A tile's work is cut into parts that come one after another,
 * each done by whichever thread is free; the tile with the most parts left is taken first. So a thread that is interrupted
 * does less, and if there are more tiles than threads none waits for another before the end.
 */
final class Turns {
    private final int[] done;
    private final boolean[] taken;
    private int parts;

    Turns(int tiles) {
        done = new int[tiles];
        taken = new boolean[tiles];
    }

    /** Begins anew, each tile with so many parts. */
    synchronized void begin(int newParts) {
        parts = newParts;
        Arrays.fill(done, 0);
        Arrays.fill(taken, false);
    }

    /** A tile whose next part is to be done by who asks, who has to {@linkplain #end end} it; -1 if there is none. */
    synchronized int take() {
        int tile = -1;
        for (int k = 0; k < done.length; k++) {
            if (!taken[k] && done[k] < parts && (tile < 0 || done[k] < done[tile])) {
                tile = k;
            }
        }
        if (tile >= 0) {
            taken[tile] = true;
        }
        return tile;
    }

    /** Which part of a tile that was taken is next. */
    synchronized int part(int tile) {
        return done[tile];
    }

    /** Says that the next part of a tile is done. */
    synchronized void end(int tile) {
        done[tile]++;
        taken[tile] = false;
    }
}
