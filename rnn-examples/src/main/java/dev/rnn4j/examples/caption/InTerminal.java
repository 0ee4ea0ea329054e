package dev.rnn4j.examples.caption;

import java.util.ArrayList;
import java.util.List;

/** Pictures in letters: two pixels in each in colour, where a terminal shows them, or one in two letters by its darkness. */
final class InTerminal {
    private static final String SHADES = " .:-=+*#%@";
    private static final String BETWEEN = "   ";

    private InTerminal() {}

    /** The pictures side by side. */
    static List<String> lines(List<Picture> pictures, boolean colour) {
        List<String> lines = new ArrayList<>();
        int height = pictures.stream().mapToInt(Picture::height).max().orElse(0);
        for (int y = 0; y < height; y += colour ? 2 : 1) {
            StringBuilder line = new StringBuilder();
            for (Picture picture : pictures) {
                line.append(line.length() > 0 ? BETWEEN : "");
                for (int x = 0; x < picture.width(); x++) {
                    if (colour) {
                        line.append(pair(picture, x, y));
                    } else {
                        line.append(String.valueOf(shade(picture, x, y)).repeat(2));
                    }
                }
                line.append(colour ? "\u001b[0m" : "");
            }
            lines.add(colour ? line.toString() : line.toString().stripTrailing());
        }
        return lines;
    }

    /** An upper half block: its own colour above, that of its background below. */
    private static String pair(Picture picture, int x, int y) {
        return "\u001b[38;2;" + rgb(picture, x, y) + ";48;2;" + rgb(picture, x, y + 1) + "m\u2580";
    }

    private static String rgb(Picture picture, int x, int y) {
        int rgb = y < picture.height() ? picture.onWhite(x, y) : 0xFFFFFF;
        return (rgb >> 16) + ";" + (rgb >> 8 & 0xFF) + ";" + (rgb & 0xFF);
    }

    private static char shade(Picture picture, int x, int y) {
        int rgb = y < picture.height() ? picture.onWhite(x, y) : 0xFFFFFF;
        double light = (0.299 * (rgb >> 16) + 0.587 * (rgb >> 8 & 0xFF) + 0.114 * (rgb & 0xFF)) / 255;
        return SHADES.charAt((int) Math.round((1 - light) * (SHADES.length() - 1)));
    }
}
