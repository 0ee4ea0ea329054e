package dev.rnn4j.core.engine;

import java.util.List;

/** Adds to the gradients of some parameters. Tasks that add to other numbers may run at the same time. */
interface GradientTask {
    /** Some numbers of a parameter: these columns of all its rows. */
    record Range(Parameter parameter, int from, int to) {
        boolean meets(Range other) {
            return parameter == other.parameter && from < other.to && other.from < to;
        }
    }

    /** What it adds to. */
    List<Range> writes();

    /** Multiplications for one row of the batch at one step, roughly. */
    long workOfRow();

    /**
     * Does one of several shares, which together do all.
     *
     * @param thread which of the team's threads does it
     */
    void run(Kernels own, int thread, int share, int of);

    /** Whether they add to the same numbers. */
    default boolean meets(GradientTask other) {
        for (Range mine : writes()) {
            for (Range others : other.writes()) {
                if (mine.meets(others)) {
                    return true;
                }
            }
        }
        return false;
    }
}
