package dev.rnn4j.core.data;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A sequence of steps: either tokens (class indices) or rows of numbers of one width. Immutable. Length 0 is legal.
 */
public final class Series {
    private final int[] tokens;
    private final double[] rows;
    private final int length;
    private final int width;

    private Series(int[] tokens, double[] rows, int length, int width) {
        this.tokens = tokens;
        this.rows = rows;
        this.length = length;
        this.width = width;
    }

    /** Tokens, or class indices if this is a target. */
    public static Series tokens(int... tokens) {
        return new Series(tokens.clone(), null, tokens.length, 0);
    }

    /** Rows of numbers, {@code [steps][width]}. */
    public static Series rows(double[][] rows) {
        int width = rows.length == 0 ? 0 : rows[0].length;
        double[] flat = new double[rows.length * width];
        for (int t = 0; t < rows.length; t++) {
            if (rows[t].length != width) {
                throw new BadInputException("row width " + rows[t].length + ", expected " + width + ": step " + t
                        + "; all rows of a series are equally wide, fill up what is missing");
            }
            System.arraycopy(rows[t], 0, flat, t * width, width);
        }
        return checked(flat, rows.length, width);
    }

    /** Rows of numbers, {@code [steps][width]}. */
    public static Series rows(float[][] rows) {
        double[][] wide = new double[rows.length][];
        for (int t = 0; t < rows.length; t++) {
            wide[t] = new double[rows[t].length];
            for (int i = 0; i < wide[t].length; i++) {
                wide[t][i] = rows[t][i];
            }
        }
        return rows(wide);
    }

    /** A single row. */
    public static Series row(double... row) {
        return rows(new double[][] {row});
    }

    private static Series checked(double[] flat, int length, int width) {
        for (int i = 0; i < flat.length; i++) {
            if (!Double.isFinite(flat[i])) {
                throw new BadInputException("step " + i / width + ", column " + i % width + " is " + flat[i]
                        + ": data must be finite; replace or leave out what is missing");
            }
        }
        return new Series(null, flat, length, width);
    }

    /** Steps. */
    public int length() {
        return length;
    }

    /** Whether the steps are tokens. */
    public boolean isTokens() {
        return tokens != null;
    }

    /** Numbers in a step; 0 for tokens. */
    public int width() {
        return width;
    }

    /**
     * The token of a step.
     *
     * @throws BadInputException if the series has rows
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public int token(int step) {
        if (tokens == null) {
            throw new BadInputException("a series of rows has no tokens: use get(step, column)");
        }
        return tokens[Objects.checkIndex(step, length)];
    }

    /**
     * One number.
     *
     * @throws BadInputException if the series has tokens
     * @throws IndexOutOfBoundsException if there is no such step or column
     */
    public double get(int step, int column) {
        if (tokens != null) {
            throw new BadInputException("a series of tokens has no columns: use token(step)");
        }
        return rows[Objects.checkIndex(step, length) * width + Objects.checkIndex(column, width)];
    }

    /**
     * Copies one step.
     *
     * @param to room for {@link #width} numbers
     * @throws BadInputException if the series has tokens, or there is another number of places
     * @throws IndexOutOfBoundsException if there is no such step
     */
    public void copyRow(int step, double[] to) {
        if (tokens != null) {
            throw new BadInputException("a series of tokens has no columns: use token(step)");
        }
        if (to.length != width) {
            throw new BadInputException(
                    "room for " + to.length + " numbers, but a step has " + width + ": give new double[" + width + "]");
        }
        System.arraycopy(rows, Objects.checkIndex(step, length) * width, to, 0, width);
    }

    /**
     * Steps {@code from} to {@code to − 1}.
     *
     * @throws IndexOutOfBoundsException if they are not steps of the series
     */
    public Series slice(int from, int to) {
        Objects.checkFromToIndex(from, to, length);
        return tokens != null
                ? new Series(Arrays.copyOfRange(tokens, from, to), null, to - from, 0)
                : new Series(null, Arrays.copyOfRange(rows, from * width, to * width), to - from, width);
    }

    /**
     * Cuts the series into contiguous parts in order, for one row of a batch each. Their lengths differ by one step at most,
     * the longer ones come first, and nothing is lost.
     *
     * @throws BadInputException if there are fewer steps than parts
     */
    public List<Series> split(int parts) {
        if (parts < 1 || parts > length) {
            throw new BadInputException("a series of " + length + " steps cannot be split into " + parts
                    + " parts: a part has at least one step, so there are 1 to " + length);
        }
        List<Series> all = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < parts; i++) {
            int to = from + length / parts + (i < length % parts ? 1 : 0);
            all.add(slice(from, to));
            from = to;
        }
        return all;
    }

    @Override
    public String toString() {
        return length + (tokens != null ? " tokens" : " steps of width " + width);
    }
}
