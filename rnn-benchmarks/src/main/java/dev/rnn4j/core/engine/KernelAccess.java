package dev.rnn4j.core.engine;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Naming;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.TracedStep;
import java.util.Arrays;
import java.util.List;

/**
 * The door through which benchmarks reach the kernels. It lies in the engine's own package, as a second part of it, so
 * that nothing is made public in the core to be measured; that works on the class path, where benchmarks are run. It asks
 * the engine for one operation or one product, as a compiled network does.
 */
public final class KernelAccess {
    private KernelAccess() {}

    /** One element-by-element operation on arrays of n numbers, {@code float[]} or {@code double[]}. */
    public static final class Loop {
        private final Kernels kernels;
        private final Instruction instruction;

        /** An operation by its name in the graph, with the two constants that some have. */
        public Loop(String op, int n, double k, double k2, Precision precision) {
            kernels = Kernels.of(precision);
            instruction = new Instruction(Op.valueOf(op), n, n, 0, k, k2, null, null);
        }

        /** y = op(a, b, c). */
        public void run(Object y, Object a, Object b, Object c) {
            kernels.run(instruction, y, a, b, c, 0, 1);
        }
    }

    /** The matrix product C = A · W and the gradient of the weights, W' += Aᵀ · D, of m rows, k inputs and n units. */
    public static final class Product {
        private final Kernels kernels;
        private final Parameter[] weights;
        private final Object packed;
        private final Object a;
        private final Object[] c;
        private final Object gradient;
        private final Rows rows;
        private final int m;
        private final int length;
        private final int inputs;

        /**
         * A product with its arrays.
         *
         * @param a {@code [m, k]}
         * @param w {@code [k, n]}
         * @param c {@code [m, n]}, the result of the product and D of the gradient
         */
        public Product(int m, int k, int n, Object a, Object w, Object c, Precision precision) {
            this.m = m;
            length = m * n;
            inputs = k;
            kernels = Kernels.of(precision);
            Graph graph = new Graph("");
            TracedStep step = new TracedStep(graph, k, Naming.layer("w"), false);
            step.linear(n).noBias().of(step.input());
            weights =
                    new Parameter[] {new Parameter(graph.parameters().iterator().next(), kernels)};
            for (int i = 0; i < k; i++) {
                for (int u = 0; u < n; u++) {
                    weights[0].set(i, u, kernels.get(w, i * n + u));
                }
            }
            rows = new Rows(1, m, m);
            packed = kernels.pack(kernels.weightsOf(weights, new int[1], new int[] {n}, false), rows, null);
            int[] lengths = new int[m];
            Arrays.fill(lengths, 1);
            rows.set(1, lengths);
            this.a = a;
            this.c = kernels.arrays(1);
            this.c[0] = c;
            gradient = kernels.gradientOf(
                    new Object[] {a}, k, List.<Object[]>of(this.c), new int[] {n}, weights, new int[1]);
        }

        /** C = A · W. */
        public void product() {
            kernels.fill(c[0], 0, length, 0);
            kernels.product(a, packed, c, m);
        }

        /** The gradient of W, from 0. */
        public void weightGradient() {
            weights[0].clearGradient();
            kernels.gradient(gradient, rows, 0, inputs);
        }

        /** One number of the gradient of W. */
        public double gradient(int input, int unit) {
            return weights[0].gradient(input, unit);
        }
    }
}
