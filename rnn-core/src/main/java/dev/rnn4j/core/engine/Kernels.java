package dev.rnn4j.core.engine;

import dev.rnn4j.core.Precision;

/**
 * The arithmetic in one precision. An {@code Object} here is an array of that precision's primitive type. Not for use
 * by several threads at once: the matrix product has buffers of its own.
 */
public abstract class Kernels {
    /** Kernels for a precision, with buffers of their own. */
    public static Kernels of(Precision precision) {
        return precision == Precision.FLOAT32 ? new Kernels32() : new Kernels64();
    }

    public abstract Object allocate(int length);

    public abstract double get(Object array, int i);

    public abstract void set(Object array, int i, double x);

    public abstract void fill(Object array, int from, int to, double x);

    abstract double squaredNorm(Object array, int length);

    abstract void scale(Object array, double factor, int length);

    abstract void clamp(Object array, double bound, int length);

    /** y += x. */
    public abstract void add(Object y, Object x, int length);

    /** y[yo + j] += x[xo + j] for j below n. */
    public abstract void addRow(Object y, int yo, Object x, int xo, int n);

    /** One operation on the rows of a tile. */
    abstract void run(Instruction i, Object y, Object a, Object b, Object c, int rows);

    /** Weights side by side as the product wants them: {@code blocks[k][n]}, operands down, results across. */
    abstract Object pack(Parameter[][] parameters, int[][] offsets, int[][] units, boolean transposed, Object old);

    /** C = base + bias + A · packed, for {@code count} rows from {@code first} on; base and bias may be null. */
    abstract void product(View a, Object packed, View base, Object bias, View c, int first, int count);

    /** gradient(parameter[n]) += Aᵀ · D over all active rows, D's n-th block into columns from offsets[n] on. */
    abstract void weightGradient(View a, View d, Parameter[] parameters, int[] offsets);

    Object[] tiles(Rows rows, int width) {
        Object[] tiles = new Object[rows.tiles()];
        for (int i = 0; i < tiles.length; i++) {
            tiles[i] = allocate(rows.perTile() * width);
        }
        return tiles;
    }

    /** A place of its own for each step. */
    Object[][] perStep(Rows rows, int width) {
        Object[][] all = new Object[rows.capacitySteps()][];
        for (int t = 0; t < all.length; t++) {
            all[t] = tiles(rows, width);
        }
        return all;
    }
}
