package dev.rnn4j.core.pass;

import dev.rnn4j.core.Reduction;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Evaluates a batch: losses added up, and each row and sequence that has a target shown with its output. */
public final class RowResults {
    /** Is shown a row: its output, its target, its loss. With a loss of whole sequences there are none. */
    public interface RowVisitor {
        void row(double[] output, double[] target, double loss);
    }

    /**
     * Is shown a sequence: its outputs, its target, its loss. With a loss row by row it is only the steps that have a
     * target, so both have the same length, at least 1.
     */
    public interface SequenceVisitor {
        void sequence(double[][] outputs, Series target, double loss);
    }

    private final Pass pass;
    private final Batch batch;
    private final Reduction reduction;
    private final RowScales weights;
    private double sum;

    public RowResults(Pass pass, Batch batch, Reduction reduction) {
        this.pass = pass;
        this.batch = batch;
        this.reduction = reduction;
        this.weights = new RowScales(reduction, batch, pass.ofRows());
    }

    /**
     * The losses added up, such that divided by {@link #weight} they are the mean of the reduction. A batch with more steps
     * than the pass has is run in segments.
     *
     * @param sequences null if they need not be shown, which spares the memory for their outputs
     */
    public double run(RowVisitor rows, SequenceVisitor sequences) {
        double[] ofRow = new double[batch.rows()];
        Shown shown = new Shown(rows, sequences, ofRow);
        new StartStates(pass, batch, Map.of()).set();
        for (int from = 0; from < Math.max(1, batch.steps()); from += pass.capacitySteps()) {
            segment(from, Math.min(pass.capacitySteps(), batch.steps() - from), shown);
            if (from + pass.capacitySteps() < batch.steps()) {
                pass.carry();
            }
        }
        shown.finish();
        if (reduction != Reduction.MEAN_PER_SEQUENCE) {
            return sum;
        }
        double means = 0;
        for (int b = 0; b < batch.rows(); b++) {
            means += weights.of(b) > 0 ? batch.weight(b) * ofRow[b] / weights.of(b) : 0;
        }
        return means;
    }

    private void segment(int from, int count, Shown shown) {
        LossPart part = pass.loss();
        pass.load(batch, from, count);
        pass.loadInputs();
        double[][] ones = part.loadTargets();
        weights.add(ones, part.steps());
        for (int t = 0; t < part.steps(); t++) {
            for (int b = 0; b < batch.rows(); b++) {
                ones[t][b] = ones[t][b] > 0 ? 1 : 0;
            }
        }
        pass.forward();
        pass.activate();
        part.forward(ones);
        part.show(ones, pass.outputs(), shown);
    }

    /** After a run: how much the rows weigh. */
    public double weight() {
        return reduction == Reduction.MEAN_PER_SEQUENCE ? weights.nonEmpty() : weights.all();
    }

    /** Adds losses up, and rows to sequences. */
    private final class Shown implements LossPart.Shown {
        private final RowVisitor rows;
        private final SequenceVisitor sequences;
        private final double[] ofRow;
        private final List<List<double[]>> outputs = new ArrayList<>();
        private final List<List<Integer>> steps = new ArrayList<>();

        Shown(RowVisitor rows, SequenceVisitor sequences, double[] ofRow) {
            this.rows = rows;
            this.sequences = sequences;
            this.ofRow = ofRow;
            for (int b = 0; b < batch.rows(); b++) {
                outputs.add(new ArrayList<>());
                steps.add(new ArrayList<>());
            }
        }

        @Override
        public void row(int b, int at, double[] output, double[] target, double loss) {
            add(b, batch.stepWeight(b, at) * loss);
            rows.row(output, target, loss);
            if (sequences != null) {
                outputs.get(b).add(output);
                steps.get(b).add(at);
            }
        }

        @Override
        public void sequence(int b, double[][] output, double loss) {
            add(b, loss);
            if (sequences != null) {
                sequences.sequence(output, batch.target(b), loss);
            }
        }

        private void add(int b, double loss) {
            sum += batch.weight(b) * loss;
            ofRow[b] += loss;
        }

        void finish() {
            for (int b = 0; b < batch.rows(); b++) {
                if (!outputs.get(b).isEmpty()) {
                    sequences.sequence(outputs.get(b).toArray(new double[0][]), target(b), ofRow[b]);
                }
            }
        }

        private Series target(int b) {
            Series s = batch.target(b);
            IntStream at = steps.get(b).stream().mapToInt(Integer::intValue);
            return s.isTokens()
                    ? Series.tokens(at.map(s::token).toArray())
                    : Series.rows(at.mapToObj(t -> IntStream.range(0, s.width())
                                    .mapToDouble(i -> s.get(t, i))
                                    .toArray())
                            .toArray(double[][]::new));
        }
    }
}
