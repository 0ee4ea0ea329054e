package dev.rnn4j.core.graph;

import java.util.Collection;

/**
 * Rewrites a graph into fewer and larger operations that give the same values: a sum with a linear map accumulates in
 * the map's product, a sum of products becomes a fused multiply-add. Nodes are changed in place.
 */
public final class Rewrite {
    private final int[] uses;
    private final boolean[] stateful;
    private final boolean[] afterProduct;

    private Rewrite(Graph graph, Collection<Node> keep) {
        this.uses = graph.uses();
        for (Node n : keep) {
            if (n.graph == graph) {
                uses[n.id] += 2;
            }
        }
        this.stateful = graph.stateful();
        this.afterProduct = new boolean[graph.nodes().size()];
        for (Node n : graph.nodes()) {
            afterProduct[n.id] = n.op == Op.LINEAR && stateful[n.id];
            for (Node x : n.operands()) {
                afterProduct[n.id] |= afterProduct[x.id];
            }
        }
    }

    /** @param keep values that are read from outside and so must stay as they are */
    public static void fuse(Graph graph, Collection<Node> keep) {
        Rewrite r = new Rewrite(graph, keep);
        for (Node n : graph.nodes()) {
            if (r.uses[n.id] == 0) {
                continue;
            }
            if (n.op == Op.ADD) {
                r.intoProduct(n);
            }
            if (n.op == Op.ADD) {
                r.intoMultiplyAdd(n);
            }
            if (n.op == Op.SUB && r.single(n.args[1], Op.MUL)) {
                Node product = n.args[1];
                n.args = new Node[] {product.args[0], product.args[1], n.args[0]};
                n.op = Op.FNMA;
                r.uses[product.id] = 0;
            }
        }
    }

    private boolean single(Node n, Op op) {
        return n.op == op && uses[n.id] == 1;
    }

    /** base + linear map: the product starts from the base. */
    private void intoProduct(Node sum) {
        for (int q = 1; q >= 0; q--) {
            Node map = sum.args[q];
            Node base = sum.args[1 - q];
            boolean later = !stateful[base.id] || stateful[map.id];
            boolean free = !stateful[base.id] || !afterProduct[base.id];
            if (single(map, Op.LINEAR) && map.base == null && base != map && later && free) {
                sum.op = Op.LINEAR;
                sum.args = map.args;
                sum.weights = map.weights;
                sum.transposed = map.transposed;
                sum.vector = map.vector;
                sum.base = base;
                uses[map.id] = 0;
                afterProduct[sum.id] = stateful[sum.id];
                return;
            }
        }
    }

    private void intoMultiplyAdd(Node sum) {
        for (int q = 1; q >= 0; q--) {
            Node product = sum.args[q];
            Node other = sum.args[1 - q];
            if (uses[product.id] != 1 || product == other) {
                continue;
            }
            Op fused = switch (product.op) {
                case MUL -> Op.FMA;
                case SIGMOID_GRAD -> Op.SIGMOID_GRAD_ADD;
                case TANH_GRAD -> Op.TANH_GRAD_ADD;
                case SCALE -> Op.AXPY;
                default -> null;
            };
            if (fused == Op.AXPY) {
                sum.args = new Node[] {product.args[0], other};
                sum.k = product.k;
                sum.scalar = product.scalar;
            } else if (fused != null) {
                sum.args = new Node[] {product.args[0], product.args[1], other};
            } else {
                continue;
            }
            sum.op = fused;
            uses[product.id] = 0;
            return;
        }
    }
}
