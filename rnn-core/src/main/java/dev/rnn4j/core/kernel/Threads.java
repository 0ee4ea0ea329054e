package dev.rnn4j.core.kernel;

import dev.rnn4j.api.BadInputException;

/**
 * How many threads a training or a prediction of a batch may use. The results are the same with any number, bit for bit.
 */
public final class Threads {
    /** The system property that limits them. */
    public static final String PROPERTY = "rnn4j.threads";

    private Threads() {}

    /**
     * As many as the system property {@code rnn4j.threads} says; without it, as many as there are processors.
     *
     * @throws BadInputException if it is no number of threads
     */
    public static int limit() {
        String value = System.getProperty(PROPERTY);
        if (value == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        try {
            return check(Integer.parseInt(value.trim()));
        } catch (NumberFormatException e) {
            throw new BadInputException("-D" + PROPERTY + "=" + value + " is no number of threads: 1 or more", e);
        }
    }

    /** @throws BadInputException if it is no number of threads */
    public static int check(int threads) {
        if (threads < 1) {
            throw new BadInputException(threads + " threads: there has to be 1 or more");
        }
        return threads;
    }
}
