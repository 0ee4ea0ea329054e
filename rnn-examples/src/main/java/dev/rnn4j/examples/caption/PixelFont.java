package dev.rnn4j.examples.caption;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Small letters of 5 x 7 pixels: a Java without fonts, as there is on servers, writes them too, and alike everywhere. */
final class PixelFont {
    /** Pixels from one letter to the next. */
    static final int ADVANCE = 6;

    /** Pixels from the top of a letter to the bottom of one with a descender. */
    static final int HEIGHT = 9;

    private static final int ROWS = 7;
    private static final String DESCENDING = "gjpqy";
    private static final int DESCENT = 2;

    private static final String[] LETTERS = {"abcdefghijklm", "nopqrstuvwxyz", "0123456789?"};

    /**
     * For each of the above, the letters side by side: seven rows, six columns for a letter, the last of them empty.
     * Those that descend are written two rows lower.
     */
    private static final String[][] SHAPES = {
        {
            "......#...............#.........##...####.#.......#......#..#......##.........",
            "......#...............#........#....#...#.#.................#.......#.........",
            ".###..####...####..####..###..####..#...#.####...##.....##..#..#....#...##.#..",
            "....#.#...#.#.....#...#.#...#..#....#...#.#...#...#......#..#.#.....#...#.#.#.",
            ".####.#...#.#.....#...#.#####..#.....####.#...#...#......#..##......#...#.#.#.",
            "#...#.#...#.#.....#...#.#......#........#.#...#...#......#..#.#.....#...#.#.#.",
            ".####.####...####..####..####..#.....###..#...#..###...##...#..#...###..#.#.#.",
        },
        {
            "............####...####..............#............................#...#.......",
            "............#...#.#...#..............#............................#...#.......",
            "####...###..#...#.#...#.#.##...####.####..#...#.#...#.#...#.#...#.#...#.#####.",
            "#...#.#...#.#...#.#...#.##....#......#....#...#.#...#.#.#.#..#.#..#...#....#..",
            "#...#.#...#.####...####.#......###...#....#...#.#...#.#.#.#...#....####...#...",
            "#...#.#...#.#.........#.#.........#..#....#...#..#.#..#.#.#..#.#......#..#....",
            "#...#..###..#.........#.#.....####....##...####...#....#.#..#...#..###..#####.",
        },
        {
            ".###....#....###..####..#...#.#####..###..#####..###...###...###..",
            "#...#..##...#...#.....#.#...#.#.....#.........#.#...#.#...#.#...#.",
            "#..##...#.......#.....#.#...#.####..#........#..#...#.#...#.....#.",
            "#.#.#...#......#...###..#####.....#.####....#....###...####....#..",
            "##..#...#.....#.......#.....#.....#.#...#...#...#...#.....#...#...",
            "#...#...#....#........#.....#.#...#.#...#...#...#...#.....#.......",
            ".###...###..#####.####......#..###...###....#....###...###....#...",
        }
    };

    private PixelFont() {}

    /** Writes a line with its upper left corner there; what has no shape is written as a question mark. */
    static void write(BufferedImage image, int left, int top, int rgb, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                letter(image, left + i * ADVANCE, top, rgb, text.charAt(i));
            }
        }
    }

    private static void letter(BufferedImage image, int left, int top, int rgb, char letter) {
        int band = 0;
        while (band < LETTERS.length && LETTERS[band].indexOf(letter) < 0) {
            band++;
        }
        if (band == LETTERS.length) {
            letter(image, left, top, rgb, '?');
            return;
        }
        int column = ADVANCE * LETTERS[band].indexOf(letter);
        int first = top + (DESCENDING.indexOf(letter) < 0 ? 0 : DESCENT);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < ADVANCE; x++) {
                boolean inside = left + x < image.getWidth() && first + y < image.getHeight();
                if (inside && SHAPES[band][y].charAt(column + x) == '#') {
                    image.setRGB(left + x, first + y, rgb);
                }
            }
        }
    }

    /** The words in lines of at most so many letters; a longer word is cut. */
    static List<String> lines(List<String> words, int letters) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : words) {
            String cut = word.substring(0, Math.min(letters, word.length()));
            if (line.length() > 0 && line.length() + 1 + cut.length() > letters) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() > 0 ? " " : "").append(cut);
        }
        lines.add(line.toString());
        return lines;
    }
}
