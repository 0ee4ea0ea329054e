package dev.rnn4j.examples.caption;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class CaptionCommandTest {
    private static final String[] COLOURS = {"red", "green", "blue", "yellow"};
    private static final int[] RGB = {0xFFE02020, 0xFF20B020, 0xFF2040E0, 0xFFE0D020};
    private static final String[] SHAPES = {"bar", "post", "box", "cross", "dot"};

    @TempDir
    Path folder;

    private Path data;

    /** What a run printed, and the refusal that ended it, if one did. */
    private record Run(String out, String refusal) {}

    /** Shapes in colours, 6 x 6 pixels. */
    @BeforeEach
    void draw() throws IOException {
        data = Files.createDirectory(folder.resolve("shapes"));
        for (int shape = 0; shape < SHAPES.length; shape++) {
            for (int colour = 0; colour < COLOURS.length; colour++) {
                BufferedImage image = new BufferedImage(6, 6, BufferedImage.TYPE_INT_ARGB);
                for (int y = 0; y < 6; y++) {
                    for (int x = 0; x < 6; x++) {
                        if (inside(shape, x, y)) {
                            image.setRGB(x, y, RGB[colour]);
                        }
                    }
                }
                write(image, data.resolve(SHAPES[shape] + "_" + COLOURS[colour] + ".png"));
            }
        }
    }

    private static boolean inside(int shape, int x, int y) {
        return switch (shape) {
            case 0 -> y == 2 || y == 3;
            case 1 -> x == 2 || x == 3;
            case 2 -> x == 0 || y == 0 || x == 5 || y == 5;
            case 3 -> x == y || x == 5 - y;
            default -> x > 1 && x < 4 && y > 1 && y < 4;
        };
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        assertTrue(ImageIO.write(image, "png", file.toFile()));
    }

    private Run run(String... arguments) {
        StringWriter out = new StringWriter();
        List<Throwable> thrown = new ArrayList<>();
        List<String> all =
                new ArrayList<>(List.of("--out", folder.resolve("sheet.png").toString()));
        all.addAll(List.of(arguments));
        int code = new CommandLine(new CaptionCommand())
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    thrown.add(e);
                    return 1;
                })
                .execute(all.toArray(String[]::new));
        if (thrown.isEmpty()) {
            assertEquals(0, code, out.toString());
            return new Run(out.toString(), "");
        }
        assertEquals(BadInputException.class, thrown.get(0).getClass(), () -> "" + thrown.get(0));
        assertEquals(
                1, thrown.get(0).getMessage().lines().count(), thrown.get(0).getMessage());
        return new Run(out.toString(), thrown.get(0).getMessage());
    }

    private Run shapes(String... more) {
        List<String> all = new ArrayList<>(List.of("--data", data.toString(), "--batch-size=4", "--epochs=40"));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    @Test
    void combinationsHeldOutAreWrittenAndDrawn() throws IOException {
        String out = shapes().out();
        assertTrue(out.contains("20 pictures of 6 x 6 pixels"), out);
        assertTrue(out.matches("(?s).*captions right, of 4 +[01]\\.\\d+ +[01]\\.\\d+ +0\\.000\\R.*"), out);
        BufferedImage sheet = ImageIO.read(folder.resolve("sheet.png").toFile());
        assertTrue(sheet.getWidth() > 4 * 60 && sheet.getHeight() > 60, sheet.toString());
        boolean right = out.lines()
                .filter(line -> line.startsWith("right") || line.startsWith("wrong"))
                .findFirst()
                .orElseThrow()
                .startsWith("right");
        assertEquals(right ? 0x1B7F3B : 0xC62828, sheet.getRGB(8, 8) & 0xFFFFFF, "green is right, red is wrong");
    }

    @Test
    void aSavedNetworkWritesAlike() {
        String model = folder.resolve("model").toString();
        String image = data.resolve("cross_blue.png").toString();
        String before = shapes("--save", model, "--image", image).out();
        String after = run("--load", model, "--data", data.toString(), "--image", image)
                .out();
        String answer = before.substring(before.indexOf(image + ":"));
        assertTrue(answer.startsWith(image + ": cross blue"), answer);
        assertTrue(after.endsWith(answer), after);
        String measured = run("--load", model, "--data", data.toString()).out();
        assertEquals(rowOfRight(before), rowOfRight(measured), "what was held out is known to the file");
    }

    private static String rowOfRight(String out) {
        return out.lines()
                .filter(line -> line.startsWith("captions right"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void personsAreReadColumnByColumn() {
        String out = run("--persons", "--quick", "--epochs=1").out();
        assertTrue(out.contains("captions right, of 300"), out);
    }

    @Test
    void aPictureOfAnotherSizeIsRefusedBeforeTraining() throws IOException {
        Path large = folder.resolve("large.png");
        write(new BufferedImage(7, 6, BufferedImage.TYPE_INT_ARGB), large);
        Run run = shapes("--image", large.toString());
        assertEquals(
                large + " is 7 x 6 pixels; expected are 6 x 6, the size of the pictures that are learned from",
                run.refusal());
        assertFalse(run.out().contains("Training"));
    }

    @Test
    void picturesOfAFolderHaveOneSize() throws IOException {
        write(new BufferedImage(7, 6, BufferedImage.TYPE_INT_ARGB), data.resolve("other_red.png"));
        assertTrue(shapes().refusal().contains("is 7 x 6 pixels, but"), shapes().refusal());
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        assertTrue(shapes("--image", text.toString()).refusal().contains("is not a picture that Java can read"));
        byte[] whole = Files.readAllBytes(data.resolve("bar_red.png"));
        Path cut = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, 45));
        assertTrue(shapes("--image", cut.toString()).refusal().contains("damaged"));
        Path huge = folder.resolve("huge.png");
        write(new BufferedImage(65, 2, BufferedImage.TYPE_INT_ARGB), huge);
        assertTrue(shapes("--image", huge.toString()).refusal().contains("is 65 x 2 pixels; expected are at most 64"));
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs, 0",
        "--units, 0",
        "--batch-size, -1",
        "--dropout, 1",
        "--dropout, NaN",
        "--learning-rate, 0",
        "--seeds, 0",
        "--test-fraction, 1",
        "--cell, grue",
        "--data, nowhere",
        "--image, nowhere.png",
        "--load, nowhere",
        "--out, nowhere/sheet.png",
        "--save, nowhere/model"
    })
    void aBadValueIsRefusedInOneLine(String option, String value) {
        assertFalse(shapes(option + "=" + value).refusal().isEmpty());
    }

    @Test
    void anEmptyFolderAndOptionsThatContradictAreRefused() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertTrue(run("--data", empty.toString()).refusal().contains("has no PNG file"));
        assertTrue(shapes("--persons").refusal().contains("leave one of the two out"));
        assertTrue(run("--load", "x", "--units=3").refusal().contains("--units is of no use with --load"));
    }
}
