package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.List;

/** Products of the same operands, as one. */
final class ProductCode implements Code {
    /** Numbers of the results that stay in the cache, and the fewest and most rows at once where steps do not wait. */
    private static final int GROUP = 64 * 1024;

    private static final int FEWEST_ROWS = 96;
    private static final int MOST_ROWS = 512;

    private final Layout layout;
    private final Kernels kernels;
    private final Rows rows;
    private final Object[][][] operands;
    private final Object[][][] bases;
    private final Object[][][] results;
    private final int[] widths;
    private final Object[] weights;
    private final Parameter[] biases;
    private final int[] biasOffsets;
    /** Each bias repeated for the rows of a tile; null where there is none. */
    private final Object[] biasRows;

    private final Object[] packedWeights;
    private final int enough;
    private final Group[] groups;

    ProductCode(Layout layout, Plan.Item item) {
        this.layout = layout;
        kernels = layout.kernels();
        rows = layout.rows();
        groups = new Group[kernels.threads()];
        Node first = item.values.get(0);
        int inputs = first.args().length;
        int n = item.values.size();
        operands = layout.sideBySide(List.of(first.args()));
        results = layout.sideBySide(item.values);
        List<Node> added = new ArrayList<>();
        widths = new int[n];
        for (int j = 0; j < n; j++) {
            added.add(item.values.get(j).base());
            widths[j] = item.values.get(j).width();
        }
        bases = layout.sideBySide(added);
        enough = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, GROUP / Math.max(1, Kernels.sum(widths))));
        weights = new Object[inputs];
        packedWeights = new Object[inputs];
        biases = new Parameter[n];
        biasOffsets = new int[n];
        biasRows = new Object[n];
        for (int i = 0; i < inputs; i++) {
            weights[i] = weightsOf(item.values, i, first.transposed());
        }
        for (int j = 0; j < n; j++) {
            Node v = item.values.get(j);
            if (v.vector() != null) {
                biases[j] = layout.parameter(v.vector());
                biasOffsets[j] = v.vector().offset();
                biasRows[j] = kernels.allocate(rows.perTile() * widths[j]);
            }
        }
    }

    /** The weights of one operand. */
    private Object weightsOf(List<Node> values, int operand, boolean transposed) {
        Parameter[] of = new Parameter[values.size()];
        int[] offsets = new int[of.length];
        int[] units = new int[of.length];
        for (int j = 0; j < of.length; j++) {
            ParameterSpec.Block w = values.get(j).weights()[operand];
            of[j] = layout.parameter(w);
            offsets[j] = w.offset();
            units[j] = w.units();
        }
        return kernels.weightsOf(of, offsets, units, transposed);
    }

    void pack() {
        for (int j = 0; j < biases.length; j++) {
            for (int r = 0; biases[j] != null && r < rows.perTile(); r++) {
                System.arraycopy(biases[j].value, biasOffsets[j], biasRows[j], r * widths[j], widths[j]);
            }
        }
        for (int i = 0; i < packedWeights.length; i++) {
            packedWeights[i] = kernels.pack(weights[i], rows, packedWeights[i]);
        }
    }

    @Override
    public void step(Kernels own, int t, int tile) {
        int n = rows.rowsOf(t, tile);
        for (int j = 0; j < widths.length; j++) {
            start(own, results[t][tile][j], bases[t][tile][j], j, n);
        }
        for (int i = 0; i < packedWeights.length; i++) {
            Object a = operands[t][tile][i];
            if (a != null) {
                own.product(a, packedWeights[i], results[t][tile], n);
            }
        }
    }

    /** As many steps at once as have enough rows, but no more than stay in the cache. */
    @Override
    public void steps(Kernels own, int thread, int from, int to, int tile) {
        if (groups[thread] == null) {
            groups[thread] = new Group();
        }
        Group group = groups[thread];
        for (int t = from; t < to; t++) {
            group.add(t, rows.rowsOf(t, tile));
            if (group.rowsInAll >= enough) {
                group.run(own, tile);
            }
        }
        group.run(own, tile);
    }

    /** Several steps of a tile. */
    private final class Group {
        private final int[] step = new int[MOST_ROWS];
        private final int[] rowsOf = new int[MOST_ROWS];
        private final Object[] a = kernels.arrays(MOST_ROWS);
        private final Object[][] c = kernels.arraysOfArrays(MOST_ROWS);
        private int size;
        private int rowsInAll;

        void add(int t, int n) {
            step[size++] = t;
            rowsInAll += n;
        }

        void run(Kernels own, int tile) {
            for (int p = 0; p < size; p++) {
                int t = step[p];
                for (int j = 0; j < widths.length; j++) {
                    start(own, results[t][tile][j], bases[t][tile][j], j, rows.rowsOf(t, tile));
                }
            }
            for (int i = 0; i < packedWeights.length; i++) {
                int parts = 0;
                for (int p = 0; p < size; p++) {
                    int t = step[p];
                    Object operand = operands[t][tile][i];
                    if (operand != null) {
                        a[parts] = operand;
                        c[parts] = results[t][tile];
                        rowsOf[parts++] = rows.rowsOf(t, tile);
                    }
                }
                own.products(a, packedWeights[i], c, rowsOf, parts);
            }
            size = 0;
            rowsInAll = 0;
        }
    }

    /** What a result starts from: its base, its bias, or 0. */
    private void start(Kernels own, Object c, Object base, int j, int n) {
        int length = n * widths[j];
        Object bias = biasRows[j];
        if (base == null && bias == null) {
            own.fill(c, 0, length, 0);
        } else if (base == null) {
            System.arraycopy(bias, 0, c, 0, length);
        } else {
            if (base != c) {
                System.arraycopy(base, 0, c, 0, length);
            }
            if (bias != null) {
                own.add(c, bias, length);
            }
        }
    }
}
