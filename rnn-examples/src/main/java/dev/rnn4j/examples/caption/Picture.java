package dev.rnn4j.examples.caption;

import dev.rnn4j.core.data.Series;
import java.awt.image.BufferedImage;

/** A small picture. Immutable. */
final class Picture {
    /** Numbers of a pixel: red, green, blue, each times the opacity, and the opacity, from 0 to 1. */
    static final int CHANNELS = 4;

    private final int width;
    private final int height;
    private final int[] argb;

    /**
     * A picture of its own copy of these pixels.
     *
     * @param argb {@code [height · width]}, row by row from the top: opacity, red, green and blue in 8 bits each
     */
    Picture(int width, int height, int[] argb) {
        if (argb.length != width * height) {
            throw new IllegalArgumentException(argb.length + " pixels for " + width + " x " + height);
        }
        this.width = width;
        this.height = height;
        this.argb = argb.clone();
    }

    /** What an image shows. */
    static Picture of(BufferedImage image) {
        int w = image.getWidth();
        int h = image.getHeight();
        return new Picture(w, h, image.getRGB(0, 0, w, h, null, 0, w));
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Its size in words. */
    String size() {
        return width + " x " + height;
    }

    /** Whether both have the same pixels. */
    boolean sameSize(Picture other) {
        return width == other.width && height == other.height;
    }

    /** Opacity, red, green and blue in 8 bits each. */
    int argb(int x, int y) {
        return argb[y * width + x];
    }

    /** Red, green and blue of a pixel on white. */
    int onWhite(int x, int y) {
        int pixel = argb(x, y);
        int opacity = pixel >>> 24;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int channel = pixel >> shift & 0xFF;
            rgb = rgb << 8 | (channel * opacity + 255 * (255 - opacity)) / 255;
        }
        return rgb;
    }

    /** The numbers that a network reads: {@code [height · width · 4]}, see {@link #CHANNELS}. */
    double[] numbers() {
        double[] numbers = new double[argb.length * CHANNELS];
        for (int i = 0; i < argb.length; i++) {
            double opacity = (argb[i] >>> 24) / 255.0;
            numbers[CHANNELS * i] = opacity * (argb[i] >> 16 & 0xFF) / 255;
            numbers[CHANNELS * i + 1] = opacity * (argb[i] >> 8 & 0xFF) / 255;
            numbers[CHANNELS * i + 2] = opacity * (argb[i] & 0xFF) / 255;
            numbers[CHANNELS * i + 3] = opacity;
        }
        return numbers;
    }

    /** All of it in one step. */
    Series series() {
        return Series.row(numbers());
    }

    /** A column of pixels in each step, from the left to the right. */
    Series columns() {
        double[] all = numbers();
        double[][] steps = new double[width][height * CHANNELS];
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(all, CHANNELS * (y * width + x), steps[x], CHANNELS * y, CHANNELS);
            }
        }
        return Series.rows(steps);
    }

    /** Moved to the right and down; what comes in is transparent. */
    Picture moved(int right, int down) {
        int[] moved = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int fromX = x - right;
                int fromY = y - down;
                if (fromX >= 0 && fromX < width && fromY >= 0 && fromY < height) {
                    moved[y * width + x] = argb(fromX, fromY);
                }
            }
        }
        return new Picture(width, height, moved);
    }
}
