package dev.rnn4j.examples.results;

import java.util.List;

/**
 * A task with a known result. Each of its rows is one cell that learns it. A new one is a class of its own, named in {@link
 * ResultsCommand#experiments}; all its texts stand in a table or paragraph of Markdown, so without {@code |}.
 */
interface Experiment {
    /** What it is called on the command line. */
    String name();

    /** The heading on the page. */
    String title();

    /** The task, the network, its training and what is measured, in Markdown. */
    String about();

    /** The cells to run, a row each. */
    List<String> cells();

    /** What a cell's figure is known to be, with the source. */
    String known(String cell);

    /** The figure of one training. */
    double measure(Run run);

    /** A figure as the page shows it. */
    String show(double figure);

    /** The option by which it gets its data, with the label of its value; empty if it makes its own. */
    default String dataOption() {
        return "";
    }

    /** Whether it has its data. */
    default boolean ready() {
        return true;
    }

    /** The name of a cell's row. */
    default String row(String cell) {
        return name() + "-" + cell;
    }

    /** The command line that runs a cell's row. */
    default String command(String cell) {
        return "./rnn results " + row(cell) + (dataOption().isEmpty() ? "" : " " + dataOption());
    }
}
