package dev.rnn4j.examples.story;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Accuracy against distance, a line for each cell.
 *
 * @param distances words between the fact and the question, at each point
 * @param lines with an accuracy for each point
 * @param chance what a guess comes to
 * @param longest the distance up to which the networks were trained
 */
record Plot(List<Double> distances, List<Line> lines, double chance, int longest) {
    private static final int ROWS = 20;
    private static final int COLUMNS = 60;
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 610;
    private static final int TOP = 50;
    private static final int BOTTOM = 340;

    /** Told apart by those who see colours otherwise too (Okabe and Ito 2008). */
    private static final List<String> COLOURS =
            List.of("#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    /**
     * One cell's.
     *
     * @param name of the cell
     * @param right an accuracy for each distance, 0 to 1
     */
    record Line(String name, List<Double> right) {}

    /** In characters, for a terminal: a line's points are marked with the first letter of its name. */
    String text() {
        char[][] field = new char[ROWS + 1][COLUMNS + 1];
        for (char[] row : field) {
            Arrays.fill(row, ' ');
        }
        Arrays.fill(field[row(chance)], '.');
        for (Line line : lines) {
            for (int i = 0; i < distances.size(); i++) {
                char[] row = field[row(line.right().get(i))];
                int column = (int) Math.round(share(distances.get(i)) * COLUMNS);
                row[column] =
                        row[column] == ' ' || row[column] == '.' ? line.name().charAt(0) : '*';
            }
        }
        List<String> rows = new ArrayList<>();
        rows.add("right");
        for (int r = 0; r <= ROWS; r++) {
            String label = r % 5 == 0 ? String.format(Locale.ROOT, "%.2f", 1 - (double) r / ROWS) : "";
            rows.add(String.format(Locale.ROOT, "%5s |%s", label, new String(field[r]))
                    .stripTrailing());
        }
        rows.add("      +" + "-".repeat(COLUMNS + 1));
        StringBuilder ticks = new StringBuilder(" ".repeat(COLUMNS + 12));
        for (int tick : ticks()) {
            int at = 7 + (int) Math.round(share(tick) * COLUMNS);
            ticks.replace(at, at + Integer.toString(tick).length(), Integer.toString(tick));
        }
        rows.add(ticks.toString().stripTrailing());
        rows.add("       words between the fact and the question; "
                + String.join(
                        ", ",
                        lines.stream()
                                .map(l -> l.name().charAt(0) + " " + l.name())
                                .toList())
                + ", * several, . chance");
        return String.join(System.lineSeparator(), rows);
    }

    /** As a picture, for a browser. */
    byte[] svg() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"13\">",
                WIDTH,
                HEIGHT,
                WIDTH,
                HEIGHT);
        add(svg, "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        label(svg, (LEFT + RIGHT) / 2.0, 24, "middle", "Who did it? Answers that are right, by distance");
        for (int i = 0; i <= 5; i++) {
            double y = y(i / 5.0);
            line(svg, LEFT, y, RIGHT, y, "#dddddd", "");
            label(svg, LEFT - 8, y + 4, "end", String.format(Locale.ROOT, "%.1f", i / 5.0));
        }
        for (int tick : ticks()) {
            line(svg, x(tick), BOTTOM, x(tick), BOTTOM + 5, "black", "");
            label(svg, x(tick), BOTTOM + 20, "middle", Integer.toString(tick));
        }
        line(svg, LEFT, BOTTOM, RIGHT, BOTTOM, "black", "");
        line(svg, LEFT, TOP, LEFT, BOTTOM, "black", "");
        label(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", "words between the fact and the question");
        add(
                svg,
                "<text x=\"22\" y=\"%.1f\" text-anchor=\"middle\" transform=\"rotate(-90 22 %.1f)\">share of right"
                        + " answers</text>",
                (TOP + BOTTOM) / 2.0,
                (TOP + BOTTOM) / 2.0);
        line(svg, LEFT, y(chance), RIGHT, y(chance), "#666666", " stroke-dasharray=\"6 4\"");
        label(svg, RIGHT - 4, y(chance) + 16, "end", "chance");
        if (longest < last()) {
            line(svg, x(longest), TOP, x(longest), BOTTOM, "#999999", " stroke-dasharray=\"2 4\"");
            label(svg, x(longest) + 4, BOTTOM - 8, "start", "beyond training");
        }
        for (int i = 0; i < lines.size(); i++) {
            curve(svg, lines.get(i), COLOURS.get(i % COLOURS.size()), LEFT + 14 + 100 * i);
        }
        return svg.append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void curve(StringBuilder svg, Line line, String colour, double legend) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < distances.size(); i++) {
            double x = x(distances.get(i));
            double y = y(line.right().get(i));
            points.append(String.format(Locale.ROOT, "%s%.1f,%.1f", i == 0 ? "" : " ", x, y));
            add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>", x, y, colour);
        }
        add(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", points, colour);
        line(svg, legend, TOP - 12, legend + 24, TOP - 12, colour, " stroke-width=\"3\"");
        label(svg, legend + 30, TOP - 8, "start", line.name());
    }

    private static void line(
            StringBuilder svg, double x1, double y1, double x2, double y2, String colour, String more) {
        add(
                svg,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\"%s/>",
                x1,
                y1,
                x2,
                y2,
                colour,
                more);
    }

    /** Names of cells are letters, digits and hyphens, so nothing needs to be escaped. */
    private static void label(StringBuilder svg, double x, double y, String anchor, String text) {
        add(svg, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>", x, y, anchor, text);
    }

    private static void add(StringBuilder svg, String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private double last() {
        return distances.get(distances.size() - 1);
    }

    /** Round numbers, five or so. */
    private List<Integer> ticks() {
        int step = last() > 300 ? 100 : last() > 150 ? 50 : last() > 60 ? 20 : last() > 30 ? 10 : 5;
        List<Integer> ticks = new ArrayList<>();
        for (int tick = 0; tick <= last(); tick += step) {
            ticks.add(tick);
        }
        return ticks;
    }

    private double share(double distance) {
        return distance / last();
    }

    private static int row(double right) {
        return (int) Math.round((1 - right) * ROWS);
    }

    private double x(double distance) {
        return LEFT + share(distance) * (RIGHT - LEFT);
    }

    private static double y(double right) {
        return BOTTOM - right * (BOTTOM - TOP);
    }
}
