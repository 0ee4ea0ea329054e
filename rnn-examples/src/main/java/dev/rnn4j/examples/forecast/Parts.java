package dev.rnn4j.examples.forecast;

import dev.rnn4j.api.BadInputException;

/**
 * A series divided in order of time.
 *
 * @param validation the index of the first value to validate on; those before it are learned from
 * @param test the index of the first value to test on
 */
record Parts(int validation, int test) {
    private static final int FEWEST_EXAMPLES = 10;

    /** Of so many values the last part is for testing and as large a part before it for validation. */
    static Parts of(int values, double part, int season, int horizon) {
        Parts parts = of(values, part);
        if (!parts.enough(values, season, horizon)) {
            long needed = values;
            while (needed < 1_000_000_000 && !of((int) needed, part).enough((int) needed, season, horizon)) {
                needed += 1 + needed / 1000;
            }
            throw new BadInputException("the series has " + values + " values, too few for a season of " + season
                    + " and a horizon of " + horizon + ": about " + needed
                    + " are needed; give a longer one, or a smaller --season, --horizon or --test-fraction");
        }
        return parts;
    }

    private static Parts of(int values, double part) {
        int held = (int) Math.round(part * values);
        return new Parts(values - 2 * held, values - held);
    }

    private boolean enough(int values, int season, int horizon) {
        return values - test >= horizon
                && test - validation >= horizon
                && validation - horizon - Windows.least(season) >= FEWEST_EXAMPLES - 1;
    }
}
