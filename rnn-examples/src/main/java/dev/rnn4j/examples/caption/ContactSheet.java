package dev.rnn4j.examples.caption;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.examples.OutputFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/**
 * Pictures enlarged, each with what it is and what was written about it: a frame and letters in green where that is
 * right, in red where it is wrong.
 */
final class ContactSheet {
    private static final int COLUMNS = 8;
    private static final int LARGE = 80;
    private static final int MARGIN = 8;
    private static final int LINE = PixelFont.HEIGHT + 3;
    private static final int FRAME = 2;

    private static final int WHITE = 0xFFFFFF;
    private static final int BLACK = 0x202020;
    private static final int GREEN = 0x1B7F3B;
    private static final int RED = 0xC62828;

    private final List<Captioned> pictures;
    private final List<List<String>> written;
    private final int scale;
    private final int cellWidth;
    private final int letters;
    private final int lines;

    private ContactSheet(List<Captioned> pictures, List<List<String>> written) {
        this.pictures = pictures;
        this.written = written;
        Picture any = pictures.get(0).picture();
        scale = Math.max(1, LARGE / Math.min(any.width(), any.height()));
        cellWidth = Math.max(scale * any.width() + 2 * FRAME, 18 * PixelFont.ADVANCE) + MARGIN;
        letters = (cellWidth - MARGIN) / PixelFont.ADVANCE;
        lines = IntStream.range(0, pictures.size())
                .map(i -> PixelFont.lines(pictures.get(i).words(), letters).size()
                        + PixelFont.lines(written.get(i), letters).size())
                .max()
                .orElse(0);
    }

    /** Draws at least one picture with what was written about it. */
    static BufferedImage draw(List<Captioned> pictures, List<List<String>> written) {
        return new ContactSheet(pictures, written).draw();
    }

    private BufferedImage draw() {
        Picture any = pictures.get(0).picture();
        int cellHeight = scale * any.height() + 2 * FRAME + lines * LINE + MARGIN;
        int columns = Math.min(pictures.size(), Math.max(1, COLUMNS * 18 * PixelFont.ADVANCE / cellWidth));
        int rows = (pictures.size() + columns - 1) / columns;
        BufferedImage sheet =
                new BufferedImage(columns * cellWidth + MARGIN, rows * cellHeight + MARGIN, BufferedImage.TYPE_INT_RGB);
        int[] white = new int[sheet.getWidth() * sheet.getHeight()];
        Arrays.fill(white, WHITE);
        sheet.setRGB(0, 0, sheet.getWidth(), sheet.getHeight(), white, 0, sheet.getWidth());
        for (int i = 0; i < pictures.size(); i++) {
            cell(sheet, i, MARGIN + i % columns * cellWidth, MARGIN + i / columns * cellHeight);
        }
        return sheet;
    }

    private void cell(BufferedImage sheet, int number, int left, int top) {
        Captioned one = pictures.get(number);
        boolean right = one.words().equals(written.get(number));
        int colour = right ? GREEN : RED;
        Picture picture = one.picture();
        int width = scale * picture.width() + 2 * FRAME;
        int height = scale * picture.height() + 2 * FRAME;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean frame = x < FRAME || y < FRAME || x >= width - FRAME || y >= height - FRAME;
                sheet.setRGB(
                        left + x, top + y, frame ? colour : picture.onWhite((x - FRAME) / scale, (y - FRAME) / scale));
            }
        }
        int y = top + height + 3;
        for (String line : PixelFont.lines(one.words(), letters)) {
            PixelFont.write(sheet, left, y, BLACK, line);
            y += LINE;
        }
        if (!right) {
            for (String line : PixelFont.lines(written.get(number), letters)) {
                PixelFont.write(sheet, left, y, RED, line);
                y += LINE;
            }
        }
    }

    /** Writes it as a PNG file. */
    static void write(Path file, List<Captioned> pictures, List<List<String>> written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(draw(pictures, written), "png", bytes);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be written (" + e + ")", e);
        }
        OutputFile.replace(file, bytes.toByteArray());
    }
}
