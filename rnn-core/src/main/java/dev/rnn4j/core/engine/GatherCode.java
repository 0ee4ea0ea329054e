package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.ParameterSpec;

/** A product with one-hot rows: rows of the weights, picked by token; a negative token is a row of zeros. */
final class GatherCode implements Code {
    private final Layout layout;
    private final Rows rows;
    private final int[][] tokens;
    private final Rowed[] values;

    /** A result, and what its rows are picked from and start from; no base and no bias where there is none. */
    private record Rowed(
            Object[][] place,
            int width,
            Parameter weight,
            int offset,
            Object[][] base,
            Parameter bias,
            int biasOffset) {}

    GatherCode(Layout layout, int[][] tokens, Plan.Item item) {
        this.layout = layout;
        this.rows = layout.rows();
        this.tokens = tokens;
        values = item.values.stream().map(this::rowed).toArray(Rowed[]::new);
    }

    private Rowed rowed(Node v) {
        ParameterSpec.Block w = v.weights()[0];
        ParameterSpec.Block bias = v.vector();
        return new Rowed(
                layout.storage().of(v),
                v.width(),
                layout.parameter(w),
                w.offset(),
                v.base() == null ? null : layout.storage().of(v.base()),
                bias == null ? null : layout.parameter(bias),
                bias == null ? 0 : bias.offset());
    }

    @Override
    public void step(Kernels own, int t, int tile) {
        for (Rowed v : values) {
            for (int b = rows.first(tile); b < rows.active(t); b += rows.tiles()) {
                pick(own, v, t, b, tile);
            }
        }
    }

    private void pick(Kernels own, Rowed v, int t, int b, int tile) {
        int o = rows.slot(b) * v.width;
        Object to = v.place[t][tile];
        int token = tokens[t][b];
        if (token < 0) {
            own.fill(to, o, o + v.width, 0);
        } else {
            System.arraycopy(v.weight.value, v.weight.offset(token) + v.offset, to, o, v.width);
        }
        if (v.base != null) {
            own.addRow(to, o, v.base[t][tile], o, v.width);
        }
        if (v.bias != null) {
            own.addRow(to, o, v.bias.value, v.biasOffset, v.width);
        }
    }
}
