package dev.rnn4j.examples.forecast;

import dev.rnn4j.api.BadInputException;

/** The scale on which forecasts are made: as it is, or logarithms, where changes by a part become changes by a number. */
enum Scale {
    PLAIN {
        @Override
        double of(double value) {
            return value;
        }

        @Override
        double back(double scaled) {
            return scaled;
        }
    },

    LOG {
        @Override
        double of(double value) {
            if (!(value > 0)) {
                throw new BadInputException(
                        "the value " + value + " has no logarithm, and those at the beginning of the"
                                + " series are all above 0; take it as it is with --no-log");
            }
            return Math.log(value);
        }

        @Override
        double back(double scaled) {
            return Math.exp(scaled);
        }
    };

    /** The value on this scale. */
    abstract double of(double value);

    /** The value that is this on the scale. */
    abstract double back(double scaled);

    /** Logarithms if all values to learn from have one. */
    static Scale of(double[] learned) {
        for (double value : learned) {
            if (!(value > 0)) {
                return PLAIN;
            }
        }
        return LOG;
    }
}
