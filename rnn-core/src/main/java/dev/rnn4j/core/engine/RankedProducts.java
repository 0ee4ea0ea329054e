package dev.rnn4j.core.engine;

import dev.rnn4j.core.kernel.KernelChoice;
import dev.rnn4j.core.kernel.MatrixKernels;
import dev.rnn4j.core.kernel.MatrixProducts;
import dev.rnn4j.core.kernel.MatrixProducts.Gradient;
import dev.rnn4j.core.kernel.MatrixProducts.Weights;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The products of several kernels, as one: each product and each gradient goes to the first that takes it, the last being
 * plain Java, which takes all. What decides is known before work is shared out, so threads do not change it.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
final class RankedProducts<A> {
    private final List<Ranked<A>> products;
    private final List<MatrixProducts<A>> gradients;

    private record Ranked<A>(MatrixProducts<A> products, boolean exact) {}

    /** Weights as those that do the product want them; by place in the order, so that it is the same for each thread. */
    private record Packed(int by, Object weights) {}

    private RankedProducts(List<Ranked<A>> products, List<MatrixProducts<A>> gradients) {
        this.products = products;
        this.gradients = gradients;
    }

    static <A> RankedProducts<A> of(
            KernelChoice choice, Function<MatrixKernels, MatrixProducts<A>> precision, MatrixProducts<A> plain) {
        List<Ranked<A>> products = new ArrayList<>();
        for (MatrixKernels k : choice.products()) {
            products.add(new Ranked<>(precision.apply(k), k.exact()));
        }
        products.add(new Ranked<>(plain, true));
        List<MatrixProducts<A>> gradients = new ArrayList<>();
        for (MatrixKernels k : choice.gradients()) {
            gradients.add(precision.apply(k));
        }
        gradients.add(plain);
        return new RankedProducts<>(products, gradients);
    }

    /** Whether a batch is so large that its tiles can be the same for any number of threads. */
    static boolean allowsInexact(int batchRows) {
        return batchRows >= 2 * Kernels.FIXED_TILE;
    }

    Object pack(List<Weights<A>> blocks, Rows rows, Object old) {
        Packed before = (Packed) old;
        int by = before == null ? whichTakes(blocks, rows) : before.by;
        Object weights = products.get(by).products.pack(blocks, before == null ? null : before.weights);
        return before != null && weights == before.weights ? before : new Packed(by, weights);
    }

    private int whichTakes(List<Weights<A>> blocks, Rows rows) {
        int inputs = blocks.get(0).inputs();
        int columns = 0;
        for (Weights<A> w : blocks) {
            columns += w.units();
        }
        boolean inexact = allowsInexact(rows.capacityRows());
        for (int by = 0; by < products.size() - 1; by++) {
            Ranked<A> r = products.get(by);
            if ((r.exact || inexact) && r.products.takesProduct(rows.perTile(), inputs, columns)) {
                return by;
            }
        }
        return products.size() - 1;
    }

    void multiply(A a, Object packed, A[] c, int rows) {
        Packed p = (Packed) packed;
        products.get(p.by).products.multiply(a, p.weights, c, rows);
    }

    void multiplyAll(A[] a, Object packed, A[][] c, int[] rows, int parts) {
        Packed p = (Packed) packed;
        products.get(p.by).products.multiplyAll(a, p.weights, c, rows, parts);
    }

    void gradient(Gradient<A> x, int[] part, int[] slot, int rows, int from, int to) {
        int columns = Kernels.sum(x.widths());
        int by = 0;
        while (by < gradients.size() - 1 && !gradients.get(by).takesGradient(rows, x.m(), columns)) {
            by++;
        }
        gradients.get(by).gradient(x, part, slot, rows, from, to);
    }
}
