package dev.rnn4j.examples.note;

import java.io.PrintWriter;
import java.util.Locale;

/** Lays out the walk through the note: headings, tables with a column for each step, remarks; 88 columns wide. */
final class NotePage {
    static final int WIDTH = 88;

    private final PrintWriter out;

    NotePage(PrintWriter out) {
        this.out = out;
    }

    /** A heading: equation numbers, what they are about. */
    void heading(String equations, String about) {
        String text = (equations.isEmpty() ? "" : equations + "  ") + about + " ";
        out.println();
        out.println("── " + text + "─".repeat(Math.max(0, WIDTH - 3 - text.length())));
    }

    /** A formula, set off. */
    void formula(String text) {
        line("    " + text);
    }

    /** A line as it is. */
    void line(String text) {
        out.println(text.stripTrailing());
    }

    void blank() {
        out.println();
    }

    /** Plain words, wrapped. */
    void text(String text) {
        wrap("  ", "  ", text);
    }

    /** What the note prints otherwise, and what comes of it; wrapped. */
    void differs(String text) {
        wrap("  ≠ ", "    ", text);
    }

    private void wrap(String first, String further, String text) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                line(line.toString());
                line.setLength(0);
                line.append(further);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        line(line.toString());
    }

    /** The heads of columns, one for each step. */
    void steps(int steps) {
        StringBuilder line = new StringBuilder(" ".repeat(12));
        for (int t = 0; t < steps; t++) {
            line.append(String.format(Locale.ROOT, "%14s", "t = " + t));
        }
        line(line.toString());
    }

    /** A vector for each step, {@code [t][entry]}, written as columns. */
    void vectors(String name, double[][] values) {
        for (int i = 0; i < values[0].length; i++) {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "  %-10s", i == 0 ? name : ""));
            for (double[] step : values) {
                line.append(String.format(Locale.ROOT, "%14s", number(step[i])));
            }
            line(line.toString());
        }
    }

    /** A number to six decimals; no "−0". */
    static String number(double value) {
        return Math.abs(value) < 5e-7 ? "0.000000" : String.format(Locale.ROOT, "%.6f", value);
    }

    /** A weight as short as it was given. */
    static String weight(double value) {
        return String.format(Locale.ROOT, "%.10f", value).replaceAll("\\.?0+$", "");
    }

    /** The same in brackets if it is negative, to stand in a product. */
    static String factor(double value) {
        String text = Math.rint(value * 100) == value * 100 ? weight(value) : number(value);
        return value < 0 ? "(" + text + ")" : text;
    }

    /** Three digits. */
    static String rough(double value) {
        double size = Math.abs(value);
        if (value == 0) {
            return "0";
        }
        return size < 1e-3 || size >= 1000
                ? String.format(Locale.ROOT, "%.1e", value)
                : String.format(Locale.ROOT, size < 1 ? "%.3f" : "%.2f", value);
    }
}
