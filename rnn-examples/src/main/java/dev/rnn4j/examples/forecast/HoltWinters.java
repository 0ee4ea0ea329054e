package dev.rnn4j.examples.forecast;

/**
 * Exponential smoothing of level, trend and season (Holt 1957, Winters 1960), additive; on logarithms it is the
 * multiplicative kind:
 *
 * <pre>
 * l' = α (y − s) + (1 − α) (l + b)
 * b' = β (l' − l) + (1 − β) b
 * s' = γ (y − l') + (1 − γ) s
 * ŷ(h) = l + h b + s of that time
 * </pre>
 *
 * The three weights are those of a grid with the least squared error one step ahead.
 */
final class HoltWinters implements Forecaster {
    private static final double[] GRID = {0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9};

    private final Scale scale;
    private final int season;
    private final double alpha;
    private final double beta;
    private final double gamma;

    private HoltWinters(Scale scale, int season, double alpha, double beta, double gamma) {
        this.scale = scale;
        this.season = season;
        this.alpha = alpha;
        this.beta = beta;
        this.gamma = gamma;
    }

    /**
     * Chooses the weights on the values to learn from, two seasons or more.
     *
     * @param season its length; 1 leaves the season out
     */
    static HoltWinters fit(double[] learned, int season, Scale scale) {
        HoltWinters best = null;
        double least = Double.POSITIVE_INFINITY;
        double[] gammas = season == 1 ? new double[] {0} : GRID;
        for (double alpha : GRID) {
            for (double beta : GRID) {
                for (double gamma : gammas) {
                    HoltWinters one = new HoltWinters(scale, season, alpha, beta, gamma);
                    double error = one.read(learned).squaredError;
                    if (error < least) {
                        least = error;
                        best = one;
                    }
                }
            }
        }
        return best;
    }

    @Override
    public double[] forecast(double[] known, int steps) {
        State now = read(known);
        double[] next = new double[steps];
        for (int h = 1; h <= steps; h++) {
            next[h - 1] = scale.back(now.level + h * now.trend + now.seasonal[(known.length + h - 1) % season]);
        }
        return next;
    }

    private static final class State {
        private double level;
        private double trend;
        private final double[] seasonal;
        private double squaredError;

        State(int season) {
            seasonal = new double[season];
        }
    }

    private State read(double[] known) {
        State now = new State(season);
        double first = 0;
        double second = 0;
        for (int t = 0; t < season; t++) {
            first += scale.of(known[t]) / season;
            second += scale.of(known[season + t]) / season;
        }
        // The mean of a season is its level in the middle.
        double middle = (season - 1) / 2.0;
        now.trend = (second - first) / season;
        now.level = first + middle * now.trend;
        for (int t = 0; t < season; t++) {
            now.seasonal[t] = scale.of(known[t]) - first - (t - middle) * now.trend;
        }
        for (int t = season; t < known.length; t++) {
            double y = scale.of(known[t]);
            int place = t % season;
            double expected = now.level + now.trend + now.seasonal[place];
            now.squaredError += (y - expected) * (y - expected);
            double level = alpha * (y - now.seasonal[place]) + (1 - alpha) * (now.level + now.trend);
            now.trend = beta * (level - now.level) + (1 - beta) * now.trend;
            now.seasonal[place] = gamma * (y - level) + (1 - gamma) * now.seasonal[place];
            now.level = level;
        }
        return now;
    }
}
