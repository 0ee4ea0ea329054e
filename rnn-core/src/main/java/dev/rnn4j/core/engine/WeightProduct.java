package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** The gradients of all weights of one operand. */
final class WeightProduct implements GradientTask {
    private final Rows rows;
    private final int[][] operandTokens;
    private final Object[][][] deltas;
    private final int inputs;
    private final int[] widths;
    private final Parameter[] weights;
    private final int[] offsets;
    private final Object gradient;
    private final long workOfRow;

    /**
     * Compiles.
     *
     * @param operand where the operand is; null if it is tokens
     * @param tokens the operand's tokens; null if it has none
     */
    WeightProduct(Layout layout, Node in, Object[][] operand, int[][] tokens, List<Graph.WeightGradient> gradients) {
        Kernels kernels = layout.kernels();
        rows = layout.rows();
        boolean gathered = tokens != null;
        operandTokens = tokens;
        inputs = in.width();
        int n = gradients.size();
        deltas = new Object[n][][];
        widths = new int[n];
        weights = new Parameter[n];
        offsets = new int[n];
        List<Object[]> d = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            Graph.WeightGradient g = gradients.get(i);
            deltas[i] = layout.storage().of(g.delta());
            widths[i] = g.delta().width();
            weights[i] = layout.parameter(g.weights());
            offsets[i] = g.weights().offset();
            d.add(layout.inOneRow(deltas[i]));
        }
        gradient = gathered ? null : kernels.gradientOf(layout.inOneRow(operand), inputs, d, widths, weights, offsets);
        workOfRow = (gathered ? 1L : inputs) * Kernels.sum(widths);
    }

    @Override
    public List<Range> writes() {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            ranges.add(new Range(weights[i], offsets[i], offsets[i] + widths[i]));
        }
        return ranges;
    }

    @Override
    public long workOfRow() {
        return workOfRow;
    }

    /** A share of the rows of the gradient, or of its columns where the operand is tokens. */
    @Override
    public void run(Kernels own, int thread, int share, int of) {
        if (operandTokens != null) {
            gather(own, share, of);
        } else {
            own.gradient(gradient, rows, inputs * share / of, inputs * (share + 1) / of);
        }
    }

    private void gather(Kernels own, int first, int of) {
        for (int i = 0; i < weights.length; i++) {
            int from = widths[i] * first / of;
            int to = widths[i] * (first + 1) / of;
            for (int t = 0; t < rows.steps(); t++) {
                for (int b = 0; b < rows.active(t); b++) {
                    int token = operandTokens[t][b];
                    if (token >= 0) {
                        own.addRow(
                                weights[i].gradient,
                                weights[i].offset(token) + offsets[i] + from,
                                deltas[i][t][rows.tile(b)],
                                rows.slot(b) * widths[i] + from,
                                to - from);
                    }
                }
            }
        }
    }
}
