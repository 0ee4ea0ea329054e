package dev.rnn4j.examples.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A {@link Picture} in characters: o is a value, * what the networks foretold, # both, - what seasonal naive
 * foretold, where there is nothing else. */
final class TerminalPlot {
    private static final int ROWS = 14;
    private static final int COLUMNS = 66;

    private TerminalPlot() {}

    static List<String> lines(Picture picture) {
        int times = Math.min(COLUMNS, picture.end() - picture.first());
        int from = picture.end() - times;
        int apart = Math.max(1, COLUMNS / times);
        char[][] grid = new char[ROWS][times * apart];
        for (char[] row : grid) {
            Arrays.fill(row, ' ');
        }
        double least = picture.least();
        double greatest = picture.greatest();
        for (int h = 0; h < picture.naivePast().length; h++) {
            put(grid, picture.origin() + h - from, apart, picture.naivePast()[h], least, greatest, '-');
        }
        double[] values = picture.values();
        for (int t = Math.max(0, from); t < values.length; t++) {
            put(grid, t - from, apart, values[t], least, greatest, 'o');
        }
        double[] past = picture.past().forecast();
        for (int h = 0; h < past.length; h++) {
            put(grid, picture.origin() + h - from, apart, past[h], least, greatest, '*');
        }
        double[] next = picture.next().forecast();
        for (int h = 0; h < next.length; h++) {
            put(grid, values.length + h - from, apart, next[h], least, greatest, '*');
        }
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < ROWS; r++) {
            double height = greatest - (greatest - least) * r / (ROWS - 1);
            String edge = r == 0 || r == ROWS - 1 ? String.format(Locale.ROOT, "%9.4g |", height) : "          |";
            lines.add((edge + new String(grid[r])).stripTrailing());
        }
        lines.add("           " + axis(picture, from, apart, times));
        lines.add("           o value   * networks   # both   - seasonal naive");
        return lines;
    }

    private static void put(
            char[][] grid, int time, int apart, double value, double least, double greatest, char mark) {
        if (time < 0) {
            return;
        }
        double height = greatest > least ? (value - least) / (greatest - least) : 0;
        int row = (int) Math.round((1 - height) * (ROWS - 1));
        char there = grid[row][time * apart];
        grid[row][time * apart] = mark == '*' && there == 'o' ? '#' : mark;
    }

    /** The first time, and those at which the two forecasts begin. */
    private static String axis(Picture picture, int from, int apart, int times) {
        StringBuilder axis = new StringBuilder();
        for (int t : new int[] {from, picture.origin(), picture.values().length}) {
            int column = (t - from) * apart;
            if (column >= axis.length() && column < times * apart) {
                axis.append(" ".repeat(column - axis.length()));
                axis.append(t == from ? "" : "^")
                        .append(picture.label().apply(t))
                        .append(' ');
            }
        }
        return axis.toString().stripTrailing();
    }
}
