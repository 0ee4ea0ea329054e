package dev.rnn4j.core.pass;

import dev.rnn4j.core.engine.Kernels;
import dev.rnn4j.core.engine.Rows;

/** Reads and writes single rows of tiles. */
final class Places {
    private Places() {}

    static Object[][] make(Kernels kernels, Rows rows, int width) {
        Object[][] all = new Object[rows.capacitySteps()][rows.tiles()];
        for (Object[] tiles : all) {
            for (int k = 0; k < tiles.length; k++) {
                tiles[k] = kernels.allocate(rows.perTile() * width);
            }
        }
        return all;
    }

    static double get(Kernels kernels, Rows rows, Object[] tiles, int width, int row, int column) {
        return kernels.get(tiles[row / rows.perTile()], row % rows.perTile() * width + column);
    }

    static void set(Kernels kernels, Rows rows, Object[] tiles, int width, int row, int column, double x) {
        kernels.set(tiles[row / rows.perTile()], row % rows.perTile() * width + column, x);
    }

    static void fill(Kernels kernels, Rows rows, Object[] tiles, int width, int row, double x) {
        int o = row % rows.perTile() * width;
        kernels.fill(tiles[row / rows.perTile()], o, o + width, x);
    }

    /** Columns of a row from one set of tiles to another. */
    static void copy(
            Rows fromRows,
            Object[] from,
            int fromWidth,
            int fromColumn,
            Rows toRows,
            Object[] to,
            int toWidth,
            int toColumn,
            int row,
            int columns) {
        System.arraycopy(
                from[row / fromRows.perTile()],
                row % fromRows.perTile() * fromWidth + fromColumn,
                to[row / toRows.perTile()],
                row % toRows.perTile() * toWidth + toColumn,
                columns);
    }

    /** A whole row from one set of tiles to a row of another. */
    static void copyRow(Rows fromRows, Object[] from, int fromRow, Rows toRows, Object[] to, int toRow, int width) {
        System.arraycopy(
                from[fromRow / fromRows.perTile()],
                fromRow % fromRows.perTile() * width,
                to[toRow / toRows.perTile()],
                toRow % toRows.perTile() * width,
                width);
    }
}
