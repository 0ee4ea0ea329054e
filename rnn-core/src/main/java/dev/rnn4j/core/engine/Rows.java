package dev.rnn4j.core.engine;

import java.util.Arrays;

/**
 * Which rows take part at which step, and where they lie. Rows are sorted by length, longest first, so the active rows of
 * a step are always the first ones, and rows that have ended cost nothing. They are dealt out to the tiles in turn, so that
 * at each step all tiles have the same number of active rows, or one less, and the active rows of a tile are its first
 * ones. Made for a capacity, set anew for each batch.
 */
public final class Rows {
    private final int capacitySteps;
    private final int capacityRows;
    private final int perTile;
    private final int tiles;
    private final int[] active;
    private final int[] start;
    private final int[] part;
    private final int[] slot;
    /** The lengths that were set last. */
    private final int[] current;

    private int steps;
    private int rows;

    /**
     * @param steps most steps of a batch
     * @param rows most rows of a batch
     * @param perTile most rows in one tile
     */
    public Rows(int steps, int rows, int perTile) {
        this.capacitySteps = steps;
        this.capacityRows = rows;
        int most = Math.max(1, Math.min(perTile, rows));
        this.tiles = (rows + most - 1) / most;
        this.perTile = (rows + tiles - 1) / tiles;
        this.current = new int[rows];
        this.active = new int[steps];
        this.start = new int[steps + 1];
        this.part = new int[steps * rows];
        this.slot = new int[steps * rows];
    }

    /**
     * The rows of a batch.
     *
     * @param newSteps steps to run
     * @param lengths each row's steps from the first of these on, longest first
     */
    public void set(int newSteps, int[] lengths) {
        set(newSteps, lengths, lengths.length);
    }

    /**
     * The rows of a batch.
     *
     * @param newSteps steps to run
     * @param lengths each row's steps from the first of these on, longest first
     * @param count how many of them there are
     */
    public void set(int newSteps, int[] lengths, int count) {
        if (newSteps > capacitySteps || count > capacityRows) {
            throw new IllegalStateException("batch of " + newSteps + " x " + count + " above the capacity of "
                    + capacitySteps + " x " + capacityRows);
        }
        if (newSteps == steps && Arrays.equals(lengths, 0, count, current, 0, rows)) {
            return;
        }
        System.arraycopy(lengths, 0, current, 0, count);
        steps = newSteps;
        rows = count;
        int n = rows;
        for (int t = 0; t < steps; t++) {
            while (n > 0 && lengths[n - 1] <= t) {
                n--;
            }
            active[t] = n;
            start[t + 1] = start[t] + n;
            for (int b = 0; b < n; b++) {
                part[start[t] + b] = t * tiles + tile(b);
                slot[start[t] + b] = slot(b);
            }
        }
    }

    public int capacitySteps() {
        return capacitySteps;
    }

    public int capacityRows() {
        return capacityRows;
    }

    public int steps() {
        return steps;
    }

    public int rows() {
        return rows;
    }

    /** Most rows of one tile. */
    public int perTile() {
        return perTile;
    }

    /** Tiles of one step, at capacity. */
    public int tiles() {
        return tiles;
    }

    /** The tile in which a row lies. */
    public int tile(int row) {
        return row % tiles;
    }

    /** The first row of a tile; the next ones come {@link #tiles} rows apart. */
    int first(int tile) {
        return tile;
    }

    /** Which row of its tile a row is. */
    public int slot(int row) {
        return row / tiles;
    }

    /** Active rows of a step; 0 outside the sequence. */
    public int active(int step) {
        return step < 0 || step >= steps ? 0 : active[step];
    }

    /** Tiles with an active row at a step. */
    public int activeTiles(int step) {
        return Math.min(tiles, active[step]);
    }

    /** Active rows of one tile; 0 outside the sequence. */
    public int rowsOf(int step, int tile) {
        return Math.max(0, (active(step) - tile + tiles - 1) / tiles);
    }

    /** Steps at which a tile has rows. */
    int steps(int tile) {
        return tile < rows ? Math.max(0, Math.min(steps, current[tile])) : 0;
    }

    /** Active rows of all steps, which are counted through step by step. */
    public int total() {
        return start[steps];
    }

    /** For each row counted through: its tile counted through all steps. */
    int[] parts() {
        return part;
    }

    /** For each row counted through: which row of its tile it is. */
    int[] slots() {
        return slot;
    }
}
