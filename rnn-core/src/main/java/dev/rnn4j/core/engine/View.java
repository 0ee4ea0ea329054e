package dev.rnn4j.core.engine;

/** The columns of some values side by side; rows are all active rows of all steps, counted through. */
final class View {
    final Rows rows;
    /** By block {@code [step][tile]}; a null block reads as zeros. */
    final Object[][][] blocks;

    final int[] widths;
    final int[] offsets;
    final int width;

    View(Rows rows, Object[][][] blocks, int[] widths) {
        this.rows = rows;
        this.blocks = blocks;
        this.widths = widths;
        this.offsets = new int[widths.length + 1];
        for (int i = 0; i < widths.length; i++) {
            offsets[i + 1] = offsets[i] + widths[i];
        }
        this.width = offsets[widths.length];
    }

    /** The block that holds a column. */
    int blockOf(int column) {
        int b = 0;
        while (offsets[b + 1] <= column) {
            b++;
        }
        return b;
    }
}
