package dev.rnn4j.core.engine;

/**
 * Which rows take part at which step. Rows are sorted by length, longest first, so the active rows of a step are always
 * the first ones, and rows that have ended cost nothing. Made for a capacity, set anew for each batch.
 */
public final class Rows {
    private final int capacitySteps;
    private final int capacityRows;
    private final int perTile;
    private final int tiles;
    private final int[] active;
    private final int[] start;
    private final int[] stepOf;
    private final int[] rowOf;
    private int steps;
    private int rows;

    /**
     * @param steps most steps of a batch
     * @param rows most rows of a batch
     * @param perTile rows in one tile
     */
    public Rows(int steps, int rows, int perTile) {
        this.capacitySteps = steps;
        this.capacityRows = rows;
        this.perTile = Math.max(1, Math.min(perTile, rows));
        this.tiles = (rows + this.perTile - 1) / this.perTile;
        this.active = new int[steps];
        this.start = new int[steps + 1];
        this.stepOf = new int[steps * rows];
        this.rowOf = new int[steps * rows];
    }

    /**
     * The rows of a batch.
     *
     * @param newSteps steps to run
     * @param lengths each row's steps from the first of these on, longest first
     */
    public void set(int newSteps, int[] lengths) {
        if (newSteps > capacitySteps || lengths.length > capacityRows) {
            throw new IllegalStateException("batch of " + newSteps + " x " + lengths.length + " above the capacity of "
                    + capacitySteps + " x " + capacityRows);
        }
        steps = newSteps;
        rows = lengths.length;
        int n = rows;
        for (int t = 0; t < steps; t++) {
            while (n > 0 && lengths[n - 1] <= t) {
                n--;
            }
            active[t] = n;
            start[t + 1] = start[t] + n;
            for (int b = 0; b < n; b++) {
                stepOf[start[t] + b] = t;
                rowOf[start[t] + b] = b;
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

    public int perTile() {
        return perTile;
    }

    /** Tiles of one step, at capacity. */
    public int tiles() {
        return tiles;
    }

    /** Active rows of a step; 0 outside the sequence. */
    public int active(int step) {
        return step < 0 || step >= steps ? 0 : active[step];
    }

    /** Tiles with an active row at a step. */
    public int activeTiles(int step) {
        return (active[step] + perTile - 1) / perTile;
    }

    /** Active rows of one tile. */
    public int rowsOf(int step, int tile) {
        return Math.min(perTile, active[step] - tile * perTile);
    }

    /** The number of the step's first active row, when the active rows of all steps are counted through. */
    public int start(int step) {
        return start[step];
    }

    /** Active rows of all steps. */
    public int total() {
        return start[steps];
    }

    /** The step of a row counted through all steps. */
    public int stepOf(int index) {
        return stepOf[index];
    }

    /** The row within its step. */
    public int rowOf(int index) {
        return rowOf[index];
    }
}
