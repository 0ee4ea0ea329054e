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
        return kernels.get(tiles[rows.tile(row)], rows.slot(row) * width + column);
    }

    static void set(Kernels kernels, Rows rows, Object[] tiles, int width, int row, int column, double x) {
        kernels.set(tiles[rows.tile(row)], rows.slot(row) * width + column, x);
    }

    /** Sets a row, of as many columns as there are numbers. */
    static void write(Kernels kernels, Rows rows, Object[] tiles, int row, double[] x) {
        kernels.write(tiles[rows.tile(row)], rows.slot(row) * x.length, x, x.length);
    }

    /** Reads a row, of as many columns as there is room for. */
    static void read(Kernels kernels, Rows rows, Object[] tiles, int row, double[] x) {
        kernels.read(tiles[rows.tile(row)], rows.slot(row) * x.length, x, x.length);
    }

    static void fill(Kernels kernels, Rows rows, Object[] tiles, int width, int row, double x) {
        int o = rows.slot(row) * width;
        kernels.fill(tiles[rows.tile(row)], o, o + width, x);
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
                from[fromRows.tile(row)],
                fromRows.slot(row) * fromWidth + fromColumn,
                to[toRows.tile(row)],
                toRows.slot(row) * toWidth + toColumn,
                columns);
    }

    /** A whole row from one set of tiles to a row of another. */
    static void copyRow(Rows fromRows, Object[] from, int fromRow, Rows toRows, Object[] to, int toRow, int width) {
        System.arraycopy(
                from[fromRows.tile(fromRow)],
                fromRows.slot(fromRow) * width,
                to[toRows.tile(toRow)],
                toRows.slot(toRow) * width,
                width);
    }
}
