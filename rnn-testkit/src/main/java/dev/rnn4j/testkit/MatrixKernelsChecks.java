package dev.rnn4j.testkit;

import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;
import dev.rnn4j.core.kernel.MatrixProducts.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** The rules of {@link MatrixKernelsContract}, each for one shape, in both precisions. */
public final class MatrixKernelsChecks {
    private MatrixKernelsChecks() {}

    /**
     * The shape of a product, or of a gradient.
     *
     * @param rows of the operand
     * @param inputs of the operand, its width
     * @param widths of the blocks of weights
     * @param seed of all numbers
     */
    public record Shape(int rows, int inputs, List<Integer> widths, long seed) {
        int columns() {
            return widths.stream().mapToInt(w -> w).sum();
        }
    }

    /** A product with its operand and what it is added to, among numbers that nobody may touch. */
    private static final class Product<A> {
        final Floats<A> floats;
        final Shape shape;
        final List<Weights<A>> blocks = new ArrayList<>();
        final A a;
        final A[] c;

        Product(Floats<A> floats, Shape shape, boolean transposed) {
            this.floats = floats;
            this.shape = shape;
            Draw draw = new Draw(shape.seed());
            A numbers = floats.draw(draw, shape.inputs() * shape.columns());
            int beside = draw.below(3);
            int offset = draw.below(3);
            a = floats.guards(shape.rows() * shape.inputs() + 2);
            for (int i = 0; i < shape.rows() * shape.inputs(); i++) {
                floats.set(a, i, 2 * draw.uniform() - 1);
            }
            c = floats.arrays(shape.widths().size());
            int at = 0;
            for (int j = 0; j < c.length; j++) {
                int n = shape.widths().get(j);
                c[j] = floats.guards(shape.rows() * n + 3);
                for (int i = 0; i < shape.rows() * n; i++) {
                    floats.set(c[j], i, 2 * draw.uniform() - 1);
                }
                blocks.add(block(numbers, at, n, offset, beside, transposed));
                at += shape.inputs() * n;
            }
        }

        private Weights<A> block(A numbers, int at, int n, int offset, int beside, boolean transposed) {
            int k = shape.inputs();
            int stride = (transposed ? k : n) + beside;
            A array = floats.guards(offset + (transposed ? n : k) * stride);
            for (int i = 0; i < k; i++) {
                for (int u = 0; u < n; u++) {
                    int to = offset + (transposed ? u * stride + i : i * stride + u);
                    floats.set(array, to, floats.get(numbers, at + i * n + u));
                }
            }
            return new Weights<>(array, offset, stride, k, n, transposed);
        }

        /** That a number is the plain sum, within what the order of its terms may change. */
        void check(MatrixKernels kernels, String what, int j, int row, int n, double actual) {
            int width = blocks.get(j).units();
            double sum = floats.get(c[j], row * width + n);
            double size = Math.abs(sum);
            for (int k = 0; k < shape.inputs(); k++) {
                double term = floats.get(a, row * shape.inputs() + k) * weight(j, k, n);
                sum += term;
                size += Math.abs(term);
            }
            near(kernels, what, floats, shape.inputs(), size, sum, actual, j, row * width + n, width);
        }

        double weight(int j, int k, int n) {
            Weights<A> w = blocks.get(j);
            return floats.get(w.array(), w.offset() + (w.transposed() ? n * w.stride() + k : k * w.stride() + n));
        }

        A[] run(MatrixProducts<A> products, Object packed) {
            A[] to = floats.copies(c);
            products.multiply(a, packed, to, shape.rows());
            return to;
        }

        A[] run(MatrixProducts<A> products) {
            return run(products, products.pack(blocks, null));
        }
    }

    /** Products agree with plain sums, and nothing else is written. */
    public static void product(MatrixKernels kernels, Shape shape) {
        product(kernels, shape, Floats.FLOAT32);
        product(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void product(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        Product<A> x = new Product<>(floats, shape, false);
        A[] result = x.run(floats.products(kernels));
        for (int j = 0; j < result.length; j++) {
            int n = shape.widths().get(j);
            for (int i = 0; i < shape.rows() * n; i++) {
                x.check(kernels, "the product", j, i / n, i % n, floats.get(result[j], i));
            }
            for (int i = shape.rows() * n; i < floats.length(result[j]); i++) {
                double untouched = floats.get(x.c[j], i);
                near(kernels, "the product", floats, 0, 0, untouched, floats.get(result[j], i), j, i, n);
            }
        }
    }

    /**
     * A number has the same bits whatever rows are computed with it; of kernels that are not {@linkplain
     * MatrixKernels#exact exact}, it is then the plain sum, too.
     */
    public static void rows(MatrixKernels kernels, Shape shape) {
        rows(kernels, shape, Floats.FLOAT32);
        rows(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void rows(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        Product<A> x = new Product<>(floats, shape, false);
        MatrixProducts<A> products = floats.products(kernels);
        Object packed = products.pack(x.blocks, null);
        A[] whole = x.run(products, packed);
        Draw draw = new Draw(shape.seed() + 1);
        for (int row = 0; row < shape.rows(); ) {
            int m = row == 0 ? 1 : Math.min(shape.rows() - row, 1 + draw.below(9));
            A[] part = floats.arrays(x.c.length);
            for (int j = 0; j < part.length; j++) {
                part[j] = floats.part(
                        x.c[j], row * shape.widths().get(j), m * shape.widths().get(j));
            }
            products.multiply(floats.part(x.a, row * shape.inputs(), m * shape.inputs()), packed, part, m);
            for (int j = 0; j < part.length; j++) {
                int n = shape.widths().get(j);
                String what = "the product of " + m + " rows";
                if (kernels.exact()) {
                    same(kernels, what, floats, floats.part(whole[j], row * n, m * n), part[j], j, n);
                }
                for (int i = 0; i < m * n && !kernels.exact(); i++) {
                    x.check(kernels, what, j, row + i / n, i % n, floats.get(part[j], i));
                }
            }
            row += m;
        }
    }

    /**
     * Operands that are multiplied together give what they give one by one, to the bit; of kernels that are not {@linkplain
     * MatrixKernels#exact exact}, the plain sum. The same kernels multiplied others before.
     */
    public static void together(MatrixKernels kernels, Shape shape) {
        together(kernels, shape, Floats.FLOAT32);
        together(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void together(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        MatrixProducts<A> products = floats.products(kernels);
        List<Integer> wider = new ArrayList<>(shape.widths());
        wider.add(7);
        Shape before = new Shape(3, shape.inputs() + 1, wider, shape.seed() + 1);
        Product<A> other = new Product<>(floats, before, false);
        together(other, products, products.pack(other.blocks, null), new int[] {1, 2});
        Product<A> x = new Product<>(floats, shape, false);
        Object packed = products.pack(x.blocks, null);
        A[] expected = x.run(products, packed);
        Draw draw = new Draw(shape.seed() + 1);
        int[] sizes = new int[shape.rows()];
        int parts = 0;
        for (int rows = 0; rows < shape.rows(); rows += sizes[parts++]) {
            sizes[parts] = Math.min(shape.rows() - rows, 1 + draw.below(draw.below(4) == 0 ? 9 : 2));
        }
        A[] actual = together(x, products, packed, Arrays.copyOf(sizes, parts));
        for (int j = 0; j < expected.length; j++) {
            int n = shape.widths().get(j);
            String what = "the product of " + parts + " operands together";
            if (kernels.exact()) {
                A one = floats.part(expected[j], 0, shape.rows() * n);
                same(kernels, what, floats, one, floats.part(actual[j], 0, shape.rows() * n), j, n);
            }
            for (int i = 0; i < shape.rows() * n && !kernels.exact(); i++) {
                x.check(kernels, what, j, i / n, i % n, floats.get(actual[j], i));
            }
        }
    }

    /** A product whose rows are cut into parts; all that it gives, rows under one another. */
    private static <A> A[] together(Product<A> x, MatrixProducts<A> products, Object packed, int[] sizes) {
        Floats<A> floats = x.floats;
        A[] a = floats.arrays(sizes.length);
        List<A[]> c = new ArrayList<>();
        for (int p = 0, row = 0; p < sizes.length; row += sizes[p++]) {
            a[p] = floats.part(x.a, row * x.shape.inputs(), sizes[p] * x.shape.inputs());
            A[] to = floats.arrays(x.c.length);
            for (int j = 0; j < to.length; j++) {
                int n = x.shape.widths().get(j);
                to[j] = floats.part(x.c[j], row * n, sizes[p] * n);
            }
            c.add(to);
        }
        products.multiplyAll(a, packed, c.toArray(floats.arraysOfArrays(0)), sizes, sizes.length);
        A[] all = floats.copies(x.c);
        for (int p = 0, row = 0; p < sizes.length; row += sizes[p++]) {
            for (int j = 0; j < all.length; j++) {
                int n = x.shape.widths().get(j);
                for (int i = 0; i < sizes[p] * n; i++) {
                    floats.set(all[j], row * n + i, floats.get(c.get(p)[j], i));
                }
            }
        }
        return all;
    }

    /** The same, whatever columns are computed with it. */
    public static void columns(MatrixKernels kernels, Shape shape) {
        columns(kernels, shape, Floats.FLOAT32);
        columns(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void columns(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        Product<A> x = new Product<>(floats, shape, false);
        MatrixProducts<A> products = floats.products(kernels);
        A[] whole = x.run(products);
        Draw draw = new Draw(shape.seed() + 1);
        for (int j = 0; j < x.c.length; j++) {
            Weights<A> w = x.blocks.get(j);
            int from = draw.below(w.units());
            int n = 1 + draw.below(w.units() - from);
            Weights<A> some = new Weights<>(w.array(), w.offset() + from, w.stride(), w.inputs(), n, false);
            A[] part = floats.arrays(1);
            part[0] = columns(floats, x.c[j], w.units(), from, n, shape.rows());
            products.multiply(x.a, products.pack(List.of(some), null), part, shape.rows());
            A expected = columns(floats, whole[j], w.units(), from, n, shape.rows());
            String what = "the product of " + n + " columns";
            if (kernels.exact()) {
                same(kernels, what, floats, expected, part[0], j, n);
            }
            for (int i = 0; i < shape.rows() * n && !kernels.exact(); i++) {
                x.check(kernels, what, j, i / n, from + i % n, floats.get(part[0], i));
            }
        }
    }

    private static <A> A columns(Floats<A> floats, A array, int width, int from, int n, int rows) {
        A some = floats.allocate(rows * n);
        for (int i = 0; i < rows * n; i++) {
            floats.set(some, i, floats.get(array, i / n * width + from + i % n));
        }
        return some;
    }

    /**
     * Weights that are stored transposed give the same bits (the plain sum, of kernels that are not exact); weights packed
     * over old ones give those of weights packed first.
     */
    public static void packing(MatrixKernels kernels, Shape shape) {
        packing(kernels, shape, Floats.FLOAT32);
        packing(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void packing(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        MatrixProducts<A> products = floats.products(kernels);
        A[] expected = new Product<>(floats, shape, false).run(products);
        Product<A> x = new Product<>(floats, shape, true);
        Shape other = new Shape(shape.rows(), shape.inputs(), shape.widths(), shape.seed() + 1);
        Object old = products.pack(new Product<>(floats, other, true).blocks, null);
        A[] fresh = x.run(products);
        A[] again = x.run(products, products.pack(x.blocks, old));
        for (int j = 0; j < expected.length; j++) {
            int n = shape.widths().get(j);
            String what = "the product with transposed weights";
            if (kernels.exact()) {
                same(kernels, what, floats, expected[j], fresh[j], j, n);
            }
            for (int i = 0; i < shape.rows() * n && !kernels.exact(); i++) {
                x.check(kernels, what, j, i / n, i % n, floats.get(fresh[j], i));
            }
            same(kernels, "the product with weights packed again", floats, fresh[j], again[j], j, n);
        }
    }

    /** Threads may read the same packed weights at once. */
    public static void threads(MatrixKernels kernels, Shape shape) {
        threads(kernels, shape, Floats.FLOAT32);
        threads(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void threads(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        Product<A> x = new Product<>(floats, shape, false);
        MatrixProducts<A> products = floats.products(kernels);
        Object packed = products.pack(x.blocks, null);
        A[] expected = x.run(products, packed);
        List<CompletableFuture<A[]>> results = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> x.run(floats.products(kernels), packed)))
                .toList();
        for (CompletableFuture<A[]> r : results) {
            for (int j = 0; j < expected.length; j++) {
                String what = "the product in another thread";
                same(
                        kernels,
                        what,
                        floats,
                        expected[j],
                        r.join()[j],
                        j,
                        shape.widths().get(j));
            }
        }
    }

    /** A gradient, its rows in parts of a size drawn, among numbers that nobody may touch. */
    private static final class Gradient<A> {
        final Floats<A> floats;
        final MatrixProducts.Gradient<A> x;
        final int[] part;
        final int[] slot;
        final int rows;

        /**
         * Draws numbers.
         *
         * @param layout seed of what does not matter: where the rows lie
         * @param absent whether the operand of some parts is missing; else it is there and zero
         */
        Gradient(Floats<A> floats, Shape shape, long layout, boolean absent) {
            this.floats = floats;
            rows = shape.rows();
            part = new int[rows];
            slot = new int[rows];
            int m = shape.inputs();
            Draw draw = new Draw(shape.seed());
            A operand = floats.draw(draw, rows * m);
            List<A> deltas = shape.widths().stream()
                    .map(n -> floats.draw(draw, rows * n))
                    .toList();
            boolean[] zero = new boolean[rows];
            for (int r = 0; r < rows; r++) {
                zero[r] = r / 5 * 31 % 7 == 0;
            }
            Draw place = new Draw(layout);
            List<A> a = new ArrayList<>();
            List<List<A>> d = new ArrayList<>();
            deltas.forEach(all -> d.add(new ArrayList<>()));
            for (int r0 = 0; r0 < rows; ) {
                int size = Math.min(rows - r0, absent ? 5 - r0 % 5 : 1 + place.below(9));
                int[] order = place.permutation(size);
                A ofPart = absent && zero[r0] ? null : floats.guards(size * m);
                for (int q = 0; q < size; q++) {
                    part[r0 + q] = a.size();
                    slot[r0 + q] = order[q];
                    for (int i = 0; ofPart != null && i < m; i++) {
                        double value = zero[r0 + q] ? 0 : floats.get(operand, (r0 + q) * m + i);
                        floats.set(ofPart, order[q] * m + i, value);
                    }
                }
                for (int j = 0; j < d.size(); j++) {
                    int n = shape.widths().get(j);
                    A delta = floats.guards(size * n);
                    for (int i = 0; i < size * n; i++) {
                        floats.set(delta, order[i / n] * n + i % n, floats.get(deltas.get(j), r0 * n + i));
                    }
                    d.get(j).add(delta);
                }
                a.add(ofPart);
                r0 += size;
            }
            int[] widths = shape.widths().stream().mapToInt(n -> n).toArray();
            int[] offsets = new int[widths.length];
            int[] strides = new int[widths.length];
            List<A> g = new ArrayList<>();
            for (int j = 0; j < widths.length; j++) {
                offsets[j] = 1 + j;
                strides[j] = widths[j] + j % 3;
                A array = floats.guards(offsets[j] + m * strides[j] + 2);
                for (int i = 0; i < m * widths[j]; i++) {
                    int to = offsets[j] + i / widths[j] * strides[j] + i % widths[j];
                    floats.set(array, to, 2 * draw.uniform() - 1);
                }
                g.add(array);
            }
            x = new MatrixProducts.Gradient<>(a, m, d, widths, g, offsets, strides);
        }

        /** Adds up, the rows of the gradient in shares of these sizes. */
        List<A> run(MatrixKernels kernels, int... shares) {
            int from = 0;
            for (int share : shares) {
                floats.products(kernels).gradient(x, part, slot, rows, from, from + share);
                from += share;
            }
            return x.g();
        }
    }

    /** Gradients agree with plain sums, and nothing else is written. */
    public static void gradient(MatrixKernels kernels, Shape shape) {
        gradient(kernels, shape, Floats.FLOAT32);
        gradient(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void gradient(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        Gradient<A> z = new Gradient<>(floats, shape, shape.seed(), true);
        Draw draw = new Draw(shape.seed());
        int from = draw.below(shape.inputs());
        int to = from + draw.below(shape.inputs() - from + 1);
        List<A> before = z.x.g().stream().map(floats::copy).toList();
        floats.products(kernels).gradient(z.x, z.part, z.slot, z.rows, from, to);
        for (int j = 0; j < before.size(); j++) {
            int n = z.x.widths()[j];
            int stride = z.x.strides()[j];
            for (int at = 0; at < floats.length(before.get(j)); at++) {
                int i = Math.floorDiv(at - z.x.offsets()[j], stride);
                int column = Math.floorMod(at - z.x.offsets()[j], stride);
                double sum = floats.get(before.get(j), at);
                double size = Math.abs(sum);
                for (int r = 0; r < z.rows && i >= from && i < to && column < n; r++) {
                    A a = z.x.a().get(z.part[r]);
                    A d = z.x.d().get(j).get(z.part[r]);
                    double left = a == null ? 0 : floats.get(a, z.slot[r] * shape.inputs() + i);
                    double term = left * floats.get(d, z.slot[r] * n + column);
                    sum += term;
                    size += Math.abs(term);
                }
                double actual = floats.get(z.x.g().get(j), at);
                near(kernels, "the gradient", floats, z.rows, size, sum, actual, j, at, stride);
            }
        }
    }

    /** A number of a gradient has the same bits however its rows are shared out and wherever the batch's rows lie. */
    public static void shares(MatrixKernels kernels, Shape shape) {
        shares(kernels, shape, Floats.FLOAT32);
        shares(kernels, shape, Floats.FLOAT64);
    }

    private static <A> void shares(MatrixKernels kernels, Shape shape, Floats<A> floats) {
        int m = shape.inputs();
        List<A> expected = new Gradient<>(floats, shape, 1, false).run(kernels, m);
        int share = new Draw(shape.seed()).below(m + 1);
        List<A> shared = new Gradient<>(floats, shape, 1, false).run(kernels, share, m - share);
        List<A> moved = new Gradient<>(floats, shape, 2, false).run(kernels, m);
        List<A> absent = new Gradient<>(floats, shape, 2, true).run(kernels, m);
        for (int j = 0; j < expected.size(); j++) {
            int n = shape.widths().get(j) + j % 3;
            same(kernels, "the gradient in two shares", floats, expected.get(j), shared.get(j), j, n);
            same(kernels, "the gradient of rows in other parts", floats, expected.get(j), moved.get(j), j, n);
            same(kernels, "the gradient with an absent operand", floats, expected.get(j), absent.get(j), j, n);
        }
    }

    private static void near(
            MatrixKernels kernels,
            String what,
            Floats<?> floats,
            int terms,
            double size,
            double expected,
            double actual,
            int block,
            int i,
            int width) {
        boolean same = Double.isNaN(expected) ? Double.isNaN(actual) : expected == actual;
        if (!same && !(Math.abs(actual - expected) <= 2 * (terms + 2) * floats.unit() * size)) {
            throw new AssertionError("matrix kernels '" + kernels.name() + "': " + what + " of block " + block + " at "
                    + Arrays.toString(new int[] {i / width, i % width}) + " is " + actual + " instead of " + expected);
        }
    }

    private static <A> void same(
            MatrixKernels kernels, String what, Floats<A> floats, A expected, A actual, int block, int width) {
        for (int i = 0; i < floats.length(expected); i++) {
            near(kernels, what, floats, -2, 0, floats.get(expected, i), floats.get(actual, i), block, i, width);
        }
    }
}
