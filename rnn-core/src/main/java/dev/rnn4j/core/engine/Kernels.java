package dev.rnn4j.core.engine;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.kernel.KernelChoice;
import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The arithmetic in one precision. An {@code Object} here is an array of that precision's primitive type. For one thread at
 * a time, as the matrix products have buffers of their own; what belongs to a team has a team's worth of them.
 */
public abstract class Kernels {
    /** Most rows of a tile where numbers depend on the shape of a product. */
    public static final int FIXED_TILE = 32;

    private Kernels[] team = {this};
    private final AtomicInteger next = new AtomicInteger();

    /** Kernels for one thread. */
    public static Kernels of(Precision precision) {
        return of(precision, 1);
    }

    /** Kernels for work that several threads share. */
    public static Kernels of(Precision precision, int threads) {
        Kernels[] team = new Kernels[threads];
        for (int i = 0; i < threads; i++) {
            team[i] = make(precision);
            team[i].team = i == 0 ? team : team[i].team;
        }
        return team[0];
    }

    private static Kernels make(Precision precision) {
        KernelChoice choice = KernelChoice.current();
        return precision == Precision.FLOAT32
                ? new Kernels32(RankedProducts.of(choice, MatrixKernels::float32, new Product32()))
                : new Kernels64(RankedProducts.of(choice, MatrixKernels::float64, new Product64()));
    }

    /**
     * Whether a batch is cut into tiles of {@link #FIXED_TILE} rows whatever the number of threads: with kernels that are
     * not exact, and only for a batch that still makes work for two threads. Smaller ones are left to exact kernels.
     */
    public boolean fixesTiles(int batchRows) {
        return !KernelChoice.current().exact() && RankedProducts.allowsInexact(batchRows);
    }

    /** How many threads may share work. */
    public int threads() {
        return team.length;
    }

    /** What each of the threads does that share some work. */
    interface Share {
        /**
         * Does as much as there is for it.
         *
         * @param own kernels of the thread that does it
         * @param thread which of the team's threads that is
         */
        void run(Kernels own, int thread);
    }

    /** Does some work, in shares by several threads, so many at most; what is computed may not depend on how many. */
    void share(long most, Share work) {
        int shares = (int) Math.min(most, team.length);
        if (shares > 1) {
            Workers.run(shares, i -> work.run(team[i], i));
        } else {
            work.run(this, 0);
        }
    }

    /** One of several pieces of work. */
    interface Piece {
        /**
         * Does it.
         *
         * @param own kernels of the thread that does it
         * @param thread which of the team's threads that is
         * @param which piece it is
         */
        void run(Kernels own, int thread, int which);
    }

    /** Does all pieces of some work, each by whichever of so many threads at most is free; none may need another. */
    void deal(long most, int pieces, Piece work) {
        next.set(0);
        share(Math.min(most, pieces), (own, thread) -> {
            for (int i = next.getAndIncrement(); i < pieces; i = next.getAndIncrement()) {
                work.run(own, thread, i);
            }
        });
    }

    public abstract Object allocate(int length);

    /** An array of arrays of this precision. */
    abstract Object[] arrays(int length);

    /** An array of arrays of arrays of this precision. */
    abstract Object[][] arraysOfArrays(int length);

    public abstract double get(Object array, int i);

    public abstract void set(Object array, int i, double x);

    /** {@code array[at + i] = x[i]} for i below n. */
    public abstract void write(Object array, int at, double[] x, int n);

    /** {@code x[i] = array[at + i]} for i below n. */
    public abstract void read(Object array, int at, double[] x, int n);

    public abstract void fill(Object array, int from, int to, double x);

    abstract double squaredNorm(Object array, int length);

    abstract void scale(Object array, double factor, int length);

    abstract void clamp(Object array, double bound, int length);

    /** y += x. */
    public abstract void add(Object y, Object x, int length);

    /** y[yo + j] += x[xo + j] for j below n. */
    public abstract void addRow(Object y, int yo, Object x, int xo, int n);

    /** One operation on rows [from, to) of a tile. */
    abstract void run(Instruction i, Object y, Object a, Object b, Object c, int from, int to);

    /** Blocks of weights of one operand side by side, to be packed. */
    abstract Object weightsOf(Parameter[] parameters, int[] offsets, int[] units, boolean transposed);

    /** The weights as they are now, as the product with tiles of such rows wants them. */
    abstract Object pack(Object weightsOf, Rows rows, Object old);

    /** {@code c[j] += a · packed_j} for the first rows of a tile. */
    abstract void product(Object a, Object packed, Object[] c, int rows);

    /** The same for many tiles: {@code c[p][j] += a[p] · packed_j} for the first {@code rows[p]} rows of each. */
    abstract void products(Object[] a, Object packed, Object[][] c, int[] rows, int parts);

    /** A sum of outer products to be made. */
    abstract Object gradientOf(
            Object[] operand, int m, List<Object[]> deltas, int[] widths, Parameter[] parameters, int[] offsets);

    /** gradient(parameter_j) += Aᵀ · D_j over all active rows, for rows [from, to) of the gradient. */
    abstract void gradient(Object gradientOf, Rows rows, int from, int to);

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

    static int sum(int[] x) {
        int sum = 0;
        for (int i : x) {
            sum += i;
        }
        return sum;
    }

    /** Blocks of weights; {@code array} finds that of a parameter. */
    static <A> List<MatrixProducts.Weights<A>> weights(
            Parameter[] parameters, List<A> arrays, int[] offsets, int[] units, boolean transposed) {
        List<MatrixProducts.Weights<A>> blocks = new ArrayList<>();
        for (int j = 0; j < parameters.length; j++) {
            Parameter p = parameters[j];
            int inputs = transposed ? units[j] : p.inputs();
            int columns = transposed ? p.inputs() : units[j];
            blocks.add(new MatrixProducts.Weights<>(arrays.get(j), offsets[j], p.units(), inputs, columns, transposed));
        }
        return blocks;
    }
}
