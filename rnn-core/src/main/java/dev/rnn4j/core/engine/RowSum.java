package dev.rnn4j.core.engine;

import java.util.List;

/** A gradient that is the sum over all rows of a batch of what each has added up over its steps. */
final class RowSum implements GradientTask {
    private final Rows rows;
    private final Object[] tiles;
    private final int width;
    private final Parameter parameter;
    private final int offset;
    /** The sum so far and the row to add, by thread: arrays from whose beginning a loop is vectorised. */
    private final Object[] sums;

    private final Object[] addends;

    /** Sums {@code tiles}, rows of such a width, into a parameter from {@code offset} on. */
    RowSum(Layout layout, Object[] tiles, int width, Parameter parameter, int offset) {
        this.rows = layout.rows();
        this.tiles = tiles;
        this.width = width;
        this.parameter = parameter;
        this.offset = offset;
        int threads = layout.kernels().threads();
        sums = new Object[threads];
        addends = new Object[threads];
        for (int i = 0; i < threads; i++) {
            sums[i] = layout.kernels().allocate(width);
            addends[i] = layout.kernels().allocate(width);
        }
    }

    @Override
    public List<Range> writes() {
        return List.of(new Range(parameter, offset, offset + width));
    }

    @Override
    public long workOfRow() {
        return width;
    }

    /** A share of the columns. */
    @Override
    public void run(Kernels own, int thread, int share, int of) {
        Object sum = sums[thread];
        Object row = addends[thread];
        int from = width * share / of;
        int n = width * (share + 1) / of - from;
        System.arraycopy(parameter.gradient, offset + from, sum, 0, n);
        for (int b = 0; b < rows.rows(); b++) {
            System.arraycopy(tiles[rows.tile(b)], rows.slot(b) * width + from, row, 0, n);
            own.add(sum, row, n);
        }
        System.arraycopy(sum, 0, parameter.gradient, offset + from, n);
    }
}
