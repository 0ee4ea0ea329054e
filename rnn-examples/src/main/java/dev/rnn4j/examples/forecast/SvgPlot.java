package dev.rnn4j.examples.forecast;

import java.util.Locale;
import java.util.function.IntToDoubleFunction;

/** A {@link Picture} as SVG, which every browser shows. */
final class SvgPlot {
    private static final int WIDTH = 960;
    private static final int HEIGHT = 440;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 64;
    private static final int BOTTOM = 50;
    private static final int MOST_MARKS = 7;

    private static final String TRUTH = "#222222";
    private static final String NETWORK = "#1f6fb4";
    private static final String NAIVE = "#d9822b";

    private final Picture picture;
    private final double least;
    private final double greatest;
    private final StringBuilder svg = new StringBuilder();

    private SvgPlot(Picture picture) {
        this.picture = picture;
        double range = picture.greatest() - picture.least();
        double margin = range > 0 ? 0.05 * range : 1;
        least = picture.least() - margin;
        greatest = picture.greatest() + margin;
    }

    /** The whole file. */
    static String draw(Picture picture) {
        return new SvgPlot(picture).drawn();
    }

    private String drawn() {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH, HEIGHT, WIDTH, HEIGHT);
        add("<rect width=\"%d\" height=\"%d\" fill=\"white\"/>", WIDTH, HEIGHT);
        text(LEFT, 22, "start", picture.title());
        heights();
        times();
        int origin = picture.origin();
        int end = picture.values().length;
        band(origin, picture.past());
        band(end, picture.next());
        line(picture.first(), end, t -> picture.values()[t], TRUTH, "");
        line(origin, end, t -> picture.naivePast()[t - origin], NAIVE, " stroke-dasharray=\"6 4\"");
        line(origin, end, t -> picture.past().forecast()[t - origin], NETWORK, "");
        line(end, picture.end(), t -> picture.next().forecast()[t - end], NETWORK, "");
        legend();
        return svg.append("</svg>\n").toString();
    }

    private void heights() {
        double step = roundStep((greatest - least) / MOST_MARKS);
        for (long k = (long) Math.ceil(least / step); k * step <= greatest; k++) {
            double y = y(k * step);
            add("<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e4e4e4\"/>", LEFT, y, WIDTH - RIGHT, y);
            text(LEFT - 8, y + 4, "end", number(k * step));
        }
    }

    /** 1, 2 or 5 times a power of ten, not below what is given. */
    private static double roundStep(double least) {
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        double part = least / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.6g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }

    private void times() {
        int count = picture.end() - picture.first();
        int every = Math.max(1, (count + 9) / 10);
        for (int t = picture.first(); t < picture.end(); t += every) {
            text(x(t), HEIGHT - BOTTOM + 20, "middle", picture.label().apply(t));
        }
        for (int t : new int[] {picture.origin(), picture.values().length}) {
            double x = (x(t - 1) + x(t)) / 2;
            add(
                    "<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#999999\" stroke-dasharray=\"2 3\"/>",
                    x, TOP, x, HEIGHT - BOTTOM);
        }
    }

    private void band(int from, Picture.Foretold foretold) {
        StringBuilder points = new StringBuilder();
        int n = foretold.forecast().length;
        for (int h = 0; h < n; h++) {
            points.append(point(from + h, foretold.upper()[h]));
        }
        for (int h = n - 1; h >= 0; h--) {
            points.append(point(from + h, foretold.lower()[h]));
        }
        add(
                "<polygon points=\"%s\" fill=\"%s\" fill-opacity=\"0.18\"/>",
                points.toString().strip(), NETWORK);
    }

    private void line(int from, int to, IntToDoubleFunction value, String color, String style) {
        StringBuilder points = new StringBuilder();
        for (int t = from; t < to; t++) {
            points.append(point(t, value.applyAsDouble(t)));
        }
        add(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                points.toString().strip(), color, style);
    }

    private void legend() {
        String[][] entries = {
            {"what came", TRUTH, ""},
            {"networks, with a band of " + Math.round(100 * Band.SHARE) + " %", NETWORK, ""},
            {"seasonal naive", NAIVE, " stroke-dasharray=\"6 4\""}
        };
        int x = LEFT;
        for (String[] entry : entries) {
            add(
                    "<line x1=\"%d\" y1=\"42\" x2=\"%d\" y2=\"42\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                    x, x + 26, entry[1], entry[2]);
            text(x + 32, 46, "start", entry[0]);
            x += 60 + 6 * entry[0].length();
        }
    }

    private String point(int t, double value) {
        return String.format(Locale.ROOT, "%.1f,%.1f ", x(t), y(value));
    }

    private double x(double t) {
        return LEFT + (t - picture.first()) * (WIDTH - LEFT - RIGHT) / Math.max(1, picture.end() - 1 - picture.first());
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (value - least) / (greatest - least) * (HEIGHT - TOP - BOTTOM);
    }

    private void text(double x, double y, String anchor, String text) {
        String escaped = text.replaceAll("\\p{Cntrl}", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#444444\">%s</text>", x, y, anchor, escaped);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
