package dev.rnn4j.core.data;

import com.google.common.primitives.Doubles;
import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An input sequence and what the network should answer.
 *
 * @param input the steps that the network reads (one step for one-to-many)
 * @param target one step for many-to-one; as many as the input for many-to-many; the steps to write for one-to-many. Class
 *     indices, or rows of the output's width (one-hot, soft, or values).
 * @param states the states before the first step, {@code [width]} by public name ({@code h_l0}); where absent the network's
 *     own, learned or zeros
 * @param weight how much the sequence counts in the loss; 1 unless said, 0 as if it had no target
 * @param stepWeights how much each step of the target counts, one for each, 0 as if the step had no target; empty if each
 *     counts 1
 */
public record Example(
        Series input, Series target, Map<String, Tensor> states, double weight, List<Double> stepWeights) {
    /**
     * Keeps a copy of the states.
     *
     * @throws BadInputException if a weight is negative or not finite, or there is not one for each step of the target
     */
    public Example {
        Map<String, Tensor> copy = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> s : states.entrySet()) {
            copy.put(s.getKey(), s.getValue().copy());
        }
        states = Collections.unmodifiableMap(copy);
        stepWeights = List.copyOf(stepWeights);
        checkWeight(weight, "the weight of an example");
        for (int t = 0; t < stepWeights.size(); t++) {
            checkWeight(stepWeights.get(t), "the weight of step " + t);
        }
        if (!stepWeights.isEmpty() && stepWeights.size() != target.length()) {
            throw new BadInputException("there are " + stepWeights.size() + " step weights, but the target has "
                    + target.length() + " steps: give one for each");
        }
    }

    private static void checkWeight(double w, String what) {
        if (!(w >= 0 && w < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(what + " is " + w + ": a weight is 0 or above, and finite");
        }
    }

    /** An example that starts from the network's own states, and whose steps all count the same. */
    public Example(Series input, Series target) {
        this(input, target, Map.of(), 1, List.of());
    }

    /** Many-to-one classification. */
    public static Example of(Series input, int label) {
        return new Example(input, Series.tokens(label));
    }

    /**
     * To predict the next step: the input is all steps but the last, the target all but the first.
     *
     * @throws BadInputException if there are fewer than two steps
     */
    public static Example next(Series series) {
        return streams(series, 1).get(0);
    }

    /**
     * One long series as {@code rows} contiguous examples of predicting the next step, for the rows of a batch to go through
     * in parallel. Every step but the first is a target exactly once: a row's last target is the next row's first input.
     * Lengths differ by one at most.
     *
     * @throws BadInputException if there are fewer steps than one for each row and one more
     */
    public static List<Example> streams(Series series, int rows) {
        int n = series.length() - 1;
        if (n < 1) {
            throw new BadInputException(
                    "a series of " + series.length() + " steps has no next step to predict: it needs at least 2");
        }
        if (rows < 1 || rows > n) {
            throw new BadInputException("a series of " + series.length() + " steps cannot be cut into " + rows
                    + " rows that predict the next step: a row has at least one step and its next, so there are 1 to "
                    + n
                    + " rows");
        }
        List<Series> inputs = series.slice(0, n).split(rows);
        List<Series> targets = series.slice(1, n + 1).split(rows);
        return IntStream.range(0, rows)
                .mapToObj(i -> new Example(inputs.get(i), targets.get(i)))
                .toList();
    }

    /**
     * One long series as successive examples of predicting the next step, as {@link TextFile#windows} makes them of a text
     * that is not in memory: each step but the last is an input once, each but the first a target once.
     *
     * @param steps of each example; the last one may have fewer
     * @throws BadInputException if there are fewer than two steps
     */
    public static List<Example> windows(Series series, int steps) {
        checkSteps(steps);
        Example whole = next(series);
        int n = whole.input.length();
        List<Example> windows = new ArrayList<>();
        int to;
        for (int from = 0; from < n; from = to) {
            to = from + Math.min(steps, n - from);
            windows.add(new Example(whole.input.slice(from, to), whole.target.slice(from, to)));
        }
        return windows;
    }

    static void checkSteps(int steps) {
        if (steps < 1) {
            throw new BadInputException("windows of " + steps + " steps: it takes at least 1");
        }
    }

    /** The same example, one state given: its public name ({@code h_l0}) and its numbers before the first step. */
    public Example withState(String name, double... row) {
        Map<String, Tensor> all = new LinkedHashMap<>(states);
        all.put(name, Tensor.of(row, row.length));
        return new Example(input, target, all, weight, stepWeights);
    }

    /**
     * The same example, counting {@code w} times in the loss and in its mean: what two copies of weight 1 do, one of weight 2
     * does. 0: as if it had no target.
     */
    public Example weighted(double w) {
        return new Example(input, target, states, w, stepWeights);
    }

    /**
     * The same example with a weight for each step of its target, one for many-to-one: the mean is Σ w loss / Σ w. 0: as if
     * the step had no target; what stands there is not read.
     */
    public Example withStepWeights(double... w) {
        return new Example(input, target, states, weight, Doubles.asList(w));
    }
}
