package dev.rnn4j.core.engine;

import dev.rnn4j.core.graph.Graph;
import dev.rnn4j.core.graph.Node;
import dev.rnn4j.core.graph.Op;
import dev.rnn4j.core.graph.ParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a backward program leaves for the parameters: products over all rows of all steps, and sums of them. */
final class ParameterGradients {
    /** A gradient that is the sum over all rows of what each has added up over its steps. */
    private record Sum(Object[] perRow, int width, Parameter parameter, int offset) {}

    /** All that adds to some ranges of parameters. */
    private record Task(long workOfRow, List<Range> writes, Work work) {}

    private record Range(Parameter parameter, int from, int to) {
        boolean meets(Range other) {
            return parameter == other.parameter && from < other.to && other.from < to;
        }
    }

    private interface Work {
        void run(Kernels own, int thread, int share, int of);
    }

    /** What one thread does at a time: a share of some tasks, in their order. */
    private record Piece(List<Task> tasks, int share, int of) {
        long workOfRow() {
            return tasks.stream().mapToLong(Task::workOfRow).sum() / of;
        }
    }

    private final Kernels kernels;
    private final Rows rows;
    private final List<WeightProduct> weightProducts = new ArrayList<>();
    private final List<Sum> sums = new ArrayList<>();
    private final Object[] sumSoFar;
    private final Object[] rowToAdd;
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
        sumSoFar = new Object[kernels.threads()];
        rowToAdd = new Object[kernels.threads()];
        Map<Node, List<Graph.WeightGradient>> byOperand = new LinkedHashMap<>();
        for (Graph.WeightGradient w : graph.weightGradients()) {
            byOperand.computeIfAbsent(w.operand(), k -> new ArrayList<>()).add(w);
        }
        for (Map.Entry<Node, List<Graph.WeightGradient>> e : byOperand.entrySet()) {
            Node in = e.getKey();
            Object[][] operand = operands.of(in);
            boolean gathered = tokens != null && in.op() == Op.INPUT && operand == null;
            if (gathered || operand != null) {
                weightProducts.add(new WeightProduct(layout, in, operand, gathered ? tokens : null, e.getValue()));
            }
        }
        for (Map.Entry<Node, Object[]> e : layout.storage().accumulators.entrySet()) {
            ParameterSpec.Block b = e.getKey().vector();
            Parameter p = layout.parameter(b);
            sums.add(new Sum(e.getValue(), e.getKey().width(), p, b.offset()));
        }
        pieces = pieces();
        workOfRow = Arrays.stream(pieces).mapToLong(Piece::workOfRow).sum();
        int widest = sums.stream().mapToInt(Sum::width).max().orElse(0);
        Arrays.setAll(sumSoFar, i -> kernels.allocate(widest));
        Arrays.setAll(rowToAdd, i -> kernels.allocate(widest));
    }

    private void run(Kernels own, int thread, int which) {
        Piece p = pieces[which];
        for (int i = 0; i < p.tasks.size(); i++) {
            p.tasks.get(i).work.run(own, thread, p.share, p.of);
        }
    }

    /** Cuts the work into pieces that any thread can do, the largest first. */
    private Piece[] pieces() {
        int shares = kernels.threads() == 1 ? 1 : kernels.threads() + 1;
        List<Piece> all = new ArrayList<>();
        for (List<Task> tasks : apart()) {
            int of = tasks.size() > 1 ? 1 : shares;
            for (int i = 0; i < of; i++) {
                all.add(new Piece(tasks, i, of));
            }
        }
        all.sort(Comparator.comparingLong(Piece::workOfRow).reversed());
        return all.toArray(new Piece[0]);
    }

    /** All tasks, those that add to the same numbers together. */
    private List<List<Task>> apart() {
        List<Task> tasks = new ArrayList<>();
        for (WeightProduct w : weightProducts) {
            List<Range> writes = new ArrayList<>();
            w.eachBlock((parameter, offset, units) -> writes.add(new Range(parameter, offset, offset + units)));
            tasks.add(new Task(w.workOfRow(), writes, (own, thread, share, of) -> w.run(own, share, of)));
        }
        for (Sum s : sums) {
            Range range = new Range(s.parameter, s.offset, s.offset + s.width);
            tasks.add(new Task(
                    s.width,
                    List.of(range),
                    (own, thread, share, of) ->
                            addSum(own, s, thread, s.width * share / of, s.width * (share + 1) / of)));
        }
        List<List<Task>> apart = new ArrayList<>();
        for (Task t : tasks) {
            List<Task> together = new ArrayList<>();
            apart.removeIf(others -> others.stream().anyMatch(o -> meet(o, t)) && together.addAll(others));
            together.add(t);
            apart.add(together);
        }
        return apart;
    }

    private static boolean meet(Task a, Task b) {
        return a.writes.stream().anyMatch(x -> b.writes.stream().anyMatch(x::meets));
    }

    /** Adds the batch's gradients to those of the parameters. */
    void add() {
        kernels.deal(workOfRow * rows.total() > Program.LITTLE, pieces.length, dealt);
    }

    /** Columns [from, to) of a sum; added up in an array of their own, from whose beginning a loop is vectorised. */
    private void addSum(Kernels own, Sum s, int thread, int from, int to) {
        Object sum = sumSoFar[thread];
        Object row = rowToAdd[thread];
        int n = to - from;
        System.arraycopy(s.parameter.gradient, s.offset + from, sum, 0, n);
        for (int b = 0; b < rows.rows(); b++) {
            System.arraycopy(s.perRow[rows.tile(b)], rows.slot(b) * s.width + from, row, 0, n);
            own.add(sum, row, n);
        }
        System.arraycopy(sum, 0, s.parameter.gradient, s.offset + from, n);
    }
}
