package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a backward program leaves for the parameters: products over all rows of all steps, and sums of them. */
final class ParameterGradients {
    /** A gradient that is the sum of rows: of a delta over all steps, or of what was summed up per row. */
    private record Sum(Object[][] deltas, Object[] perRow, int width, Parameter parameter, int offset) {}

    private final Layout layout;
    private final Kernels kernels;
    private final Rows rows;
    private final List<WeightProduct> weightProducts = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private final Kernels.Share allSums = this::addSums;
    private final Object[] sumSoFar;
    private final Object[] rowToAdd;
    private final long widthOfSums;

    /**
     * Compiles.
     *
     * @param graph that of the backward program
     * @param operands the places of the forward program
     * @param tokens those that the forward program reads; null for none
     */
    ParameterGradients(Layout layout, Graph graph, Storage operands, int[][] tokens) {
        this.layout = layout;
        kernels = layout.kernels();
        rows = layout.rows();
        sumSoFar = new Object[kernels.threads()];
        rowToAdd = new Object[kernels.threads()];
        Map<Node, List<Graph.WeightGradient>> byOperand = new LinkedHashMap<>();
        for (Graph.WeightGradient w : graph.weightGradients()) {
            byOperand.computeIfAbsent(w.operand(), k -> new ArrayList<>()).add(w);
            if (w.bias() != null) {
                addSum(w.delta(), w.bias());
            }
        }
        for (Map.Entry<Node, List<Graph.WeightGradient>> e : byOperand.entrySet()) {
            Node in = e.getKey();
            Object[][] operand = operands.of(in);
            boolean gathered = tokens != null && in.op() == Op.INPUT && operand == null;
            weightProducts.add(new WeightProduct(layout, in, operand, gathered ? tokens : null, e.getValue()));
        }
        for (Map.Entry<Node, Object[]> e : layout.storage().accumulators.entrySet()) {
            ParameterSpec.Block b = e.getKey().vector();
            Parameter p = layout.parameter(b);
            sums.add(new Sum(null, e.getValue(), e.getKey().width(), p, b.offset()));
        }
        widthOfSums = sums.stream().mapToLong(Sum::width).sum();
        int widest = sums.stream().mapToInt(Sum::width).max().orElse(0);
        Arrays.setAll(sumSoFar, i -> kernels.allocate(widest));
        Arrays.setAll(rowToAdd, i -> kernels.allocate(widest));
    }

    private void addSum(Node delta, ParameterSpec.Block b) {
        Parameter p = layout.parameter(b);
        sums.add(new Sum(layout.storage().of(delta), null, delta.width(), p, b.offset()));
    }

    /** Adds the batch's gradients to those of the parameters. */
    void add() {
        weightProducts.forEach(WeightProduct::run);
        kernels.share(widthOfSums * rows.total() > Program.LITTLE, allSums);
    }

    private void addSums(Kernels own, int first, int of) {
        for (int i = 0; i < sums.size(); i++) {
            Sum s = sums.get(i);
            addSum(own, s, first, s.width * first / of, s.width * (first + 1) / of);
        }
    }

    /** Columns [from, to) of a sum; added up in an array of their own, from whose beginning a loop is vectorised. */
    private void addSum(Kernels own, Sum s, int thread, int from, int to) {
        Object sum = sumSoFar[thread];
        Object row = rowToAdd[thread];
        int n = to - from;
        System.arraycopy(s.parameter.gradient, s.offset + from, sum, 0, n);
        int steps = s.deltas == null ? 1 : rows.steps();
        for (int t = 0; t < steps; t++) {
            Object[] tiles = s.deltas == null ? s.perRow : s.deltas[t];
            int active = s.deltas == null ? rows.rows() : rows.active(t);
            for (int b = 0; b < active; b++) {
                System.arraycopy(tiles[rows.tile(b)], rows.slot(b) * s.width + from, row, 0, n);
                own.add(sum, row, n);
            }
        }
        System.arraycopy(sum, 0, s.parameter.gradient, s.offset + from, n);
    }
}
