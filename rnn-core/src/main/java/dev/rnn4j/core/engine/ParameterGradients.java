package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a backward program leaves for the parameters: products over all rows of all steps, and sums of them. */
final class ParameterGradients {
    /** What one thread does at a time: a share of some tasks, in their order. */
    private record Piece(List<GradientTask> tasks, int share, int of) {}

    private final Kernels kernels;
    private final Rows rows;
    private final Piece[] pieces;
    private final long workOfRow;
    private final Kernels.Piece dealt = this::run;

    /**
     * Compiles.
     *
     * @param graph that of the backward program
     * @param operands the places of the forward program
     * @param tokens those that the forward program reads; null for none
     */
    ParameterGradients(Layout layout, Graph graph, Storage operands, int[][] tokens) {
        kernels = layout.kernels();
        rows = layout.rows();
        Map<Node, List<Graph.WeightGradient>> byOperand = new LinkedHashMap<>();
        for (Graph.WeightGradient w : graph.weightGradients()) {
            List<Graph.WeightGradient> of = byOperand.get(w.operand());
            if (of == null) {
                of = new ArrayList<>();
                byOperand.put(w.operand(), of);
            }
            of.add(w);
        }
        List<GradientTask> tasks = new ArrayList<>();
        for (Map.Entry<Node, List<Graph.WeightGradient>> e : byOperand.entrySet()) {
            Node in = e.getKey();
            Object[][] operand = operands.of(in);
            boolean gathered = tokens != null && in.op() == Op.INPUT && operand == null;
            if (gathered || operand != null) {
                tasks.add(new WeightProduct(layout, in, operand, gathered ? tokens : null, e.getValue()));
            }
        }
        for (Map.Entry<Node, Object[]> e : layout.storage().accumulators.entrySet()) {
            ParameterSpec.Block b = e.getKey().vector();
            tasks.add(new RowSum(layout, e.getValue(), e.getKey().width(), layout.parameter(b), b.offset()));
        }
        workOfRow = work(tasks);
        pieces = pieces(tasks, kernels.threads());
    }

    /** Cuts the work into pieces that any thread can do, largest tasks first; those that meet go together. */
    private static Piece[] pieces(List<GradientTask> tasks, int threads) {
        List<Piece> all = new ArrayList<>();
        for (List<GradientTask> together : apart(tasks)) {
            int of = together.size() > 1 || threads == 1 ? 1 : threads + 1;
            for (int i = 0; i < of; i++) {
                all.add(new Piece(together, i, of));
            }
        }
        return all.toArray(new Piece[0]);
    }

    private static List<List<GradientTask>> apart(List<GradientTask> tasks) {
        List<List<GradientTask>> apart = new ArrayList<>();
        for (GradientTask t : tasks) {
            List<GradientTask> together = new ArrayList<>();
            for (int i = apart.size() - 1; i >= 0; i--) {
                if (meets(apart.get(i), t)) {
                    together.addAll(0, apart.remove(i));
                }
            }
            together.add(t);
            int at = 0;
            while (at < apart.size() && work(apart.get(at)) >= work(together)) {
                at++;
            }
            apart.add(at, together);
        }
        return apart;
    }

    private static boolean meets(List<GradientTask> some, GradientTask other) {
        for (GradientTask t : some) {
            if (t.meets(other)) {
                return true;
            }
        }
        return false;
    }

    private static long work(List<GradientTask> tasks) {
        long work = 0;
        for (GradientTask t : tasks) {
            work += t.workOfRow();
        }
        return work;
    }

    /** Adds the batch's gradients to those of the parameters. */
    void add() {
        kernels.deal(workOfRow * rows.total() / Program.LITTLE, pieces.length, dealt);
    }

    private void run(Kernels own, int thread, int which) {
        Piece p = pieces[which];
        for (int i = 0; i < p.tasks.size(); i++) {
            p.tasks.get(i).run(own, thread, p.share, p.of);
        }
    }
}
