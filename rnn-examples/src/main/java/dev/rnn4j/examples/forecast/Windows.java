package dev.rnn4j.examples.forecast;

import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a network reads of a series and what it answers. At each origin the season is estimated from what is known then,
 * as the mean distance from a centred moving average in the last seasons, and taken away; so is the level, the mean of the
 * last season. The network reads what is left of the last values and answers what will be left of the next ones. An answer
 * of zeros continues the level and the season, so whatever the network learns is a correction of that.
 *
 * <p>All is divided by one number, the root mean square of the answers wanted on the values to learn from.
 */
final class Windows {
    /** From so many seasons, at most, the season is estimated; and so many are read. */
    static final int SEASONS = 6;

    private static final int FEWEST_STEPS = 12;

    private final Scale scale;
    private final int season;
    private final int horizon;
    private final double unit;

    /**
     * Measures the values to learn from; no other is looked at.
     *
     * @param season length of a season; 1 if there is none
     * @param horizon values to answer
     */
    Windows(double[] learned, Scale scale, int season, int horizon) {
        this.scale = scale;
        this.season = season;
        this.horizon = horizon;
        double squares = 0;
        int count = 0;
        for (int origin = least(season); origin <= learned.length - horizon; origin++) {
            for (double left : left(learned, origin)) {
                squares += left * left;
                count++;
            }
        }
        unit = squares > 0 ? Math.sqrt(squares / count) : 1;
    }

    /** How many values are known at the first origin. */
    static int least(int season) {
        return 2 * season + 2;
    }

    /**
     * An example for each origin from {@code from} on whose next values lie before {@code to}: the input {@code [steps][1]},
     * the target {@code [1][horizon]}.
     */
    List<Example> examples(double[] values, int from, int to) {
        List<Example> examples = new ArrayList<>();
        for (int origin = from; origin <= to - horizon; origin++) {
            double[] target = left(values, origin);
            for (int h = 0; h < horizon; h++) {
                target[h] /= unit;
            }
            examples.add(new Example(input(Arrays.copyOf(values, origin)), Series.row(target)));
        }
        return examples;
    }

    /**
     * The example upside down. A network that learns from both does not take a direction of the whole past, such as growth,
     * for a law.
     */
    static Example mirrored(Example example) {
        return new Example(negative(example.input()), negative(example.target()));
    }

    private static Series negative(Series series) {
        double[][] rows = new double[series.length()][series.width()];
        for (int t = 0; t < rows.length; t++) {
            for (int i = 0; i < rows[t].length; i++) {
                rows[t][i] = -series.get(t, i);
            }
        }
        return Series.rows(rows);
    }

    /** The end of what is known, as the network reads it: {@code [steps][1]}. */
    Series input(double[] known) {
        Adjusted now = adjusted(known);
        int from = Math.max(0, known.length - Math.max(FEWEST_STEPS, SEASONS * season));
        double[][] rows = new double[known.length - from][];
        for (int t = from; t < known.length; t++) {
            rows[t - from] = new double[] {(now.scaled[t] - now.expected(t)) / unit};
        }
        return Series.rows(rows);
    }

    /** The forecast that an answer of the network means. */
    double[] forecast(double[] known, double[] answer) {
        Adjusted now = adjusted(known);
        double[] next = new double[answer.length];
        for (int h = 0; h < answer.length; h++) {
            next[h] = scale.back(now.expected(known.length + h) + unit * answer[h]);
        }
        return next;
    }

    /** What is left of the next values when level and season are taken away. */
    private double[] left(double[] values, int origin) {
        Adjusted now = adjusted(Arrays.copyOf(values, origin));
        double[] left = new double[horizon];
        for (int h = 0; h < horizon; h++) {
            left[h] = scale.of(values[origin + h]) - now.expected(origin + h);
        }
        return left;
    }

    private record Adjusted(double[] scaled, double level, double[] seasonal) {
        double expected(int t) {
            return level + seasonal[t % seasonal.length];
        }
    }

    private Adjusted adjusted(double[] known) {
        double[] scaled = Arrays.stream(known).map(scale::of).toArray();
        int half = season / 2;
        int end = scaled.length - half;
        double[] seasonal = new double[season];
        int[] counts = new int[season];
        for (int t = Math.max(half, end - SEASONS * season); t < end; t++) {
            seasonal[t % season] += scaled[t] - movingAverage(scaled, t);
            counts[t % season]++;
        }
        for (int i = 0; i < season; i++) {
            seasonal[i] /= counts[i];
        }
        double middle = Arrays.stream(seasonal).average().orElseThrow();
        for (int i = 0; i < season; i++) {
            seasonal[i] -= middle;
        }
        double level = Arrays.stream(scaled, scaled.length - season, scaled.length)
                .average()
                .orElseThrow();
        return new Adjusted(scaled, level, seasonal);
    }

    /** Over one season around t; with an even number of values in it, the outermost two count half. */
    private double movingAverage(double[] scaled, int t) {
        int half = season / 2;
        double sum = 0;
        for (int k = -half; k <= half; k++) {
            sum += scaled[t + k] * (season % 2 == 0 && Math.abs(k) == half ? 0.5 : 1);
        }
        return sum / season;
    }
}
