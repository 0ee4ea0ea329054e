package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Operations element by element and row by row, as many rows at once as stay in the cache. */
final class ElementCode implements Code {
    /** Numbers of a result that a chain of operations works through at once, so that they stay in the nearest cache. */
    private static final int CHUNK = 2048;

    private final Rows rows;
    private final Instruction[] instructions;
    private final int chunk;

    ElementCode(Layout layout, Plan.Item item) {
        rows = layout.rows();
        List<Instruction> list = new ArrayList<>();
        int widest = 1;
        for (Node v : item.values) {
            Instructions.compile(v, v.width(), layout.storage()::of, list);
            widest = Math.max(widest, v.width());
            for (Node x : v.args()) {
                widest = Math.max(widest, x.width());
            }
        }
        instructions = list.toArray(new Instruction[0]);
        chunk = Math.max(1, CHUNK / widest);
    }

    @Override
    public void step(Kernels own, int t, int tile) {
        int n = rows.rowsOf(t, tile);
        for (int r = 0; r < n; r += chunk) {
            int to = Math.min(n, r + chunk);
            for (Instruction i : instructions) {
                own.run(
                        i,
                        i.y[t][tile],
                        i.a == null ? null : i.a[t][tile],
                        i.b == null ? null : i.b[t][tile],
                        i.c == null ? null : i.c[t][tile],
                        r,
                        to);
            }
        }
    }
}
