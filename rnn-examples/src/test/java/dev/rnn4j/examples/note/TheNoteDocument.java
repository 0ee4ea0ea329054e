package dev.rnn4j.examples.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** docs/the-note.md, whose figures the tests measure. */
final class TheNoteDocument {
    static final Path ROOT = root();
    static final Path FILE = ROOT.resolve("docs/the-note.md");
    static final String TEXT = read(FILE);

    private TheNoteDocument() {}

    private static Path root() {
        Path p = Path.of("").toAbsolutePath();
        while (!Files.exists(p.resolve("docs/the-note.md"))) {
            p = p.getParent();
            if (p == null) {
                throw new IllegalStateException("docs/the-note.md is in no directory above this one");
            }
        }
        return p;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The measured value, rounded as {@code text} is, is {@code text}, and the document says so.
     *
     * @param text such as {@code "0.547"}, {@code "−0.97"} or {@code "4.5e-34"}
     */
    static void figure(String text, double measured) {
        BigDecimal stated = new BigDecimal(text.replace('−', '-'));
        double unit = stated.ulp().doubleValue();
        assertEquals(stated.doubleValue(), measured, 0.5 * unit * (1 + 1e-9), () -> "the document says " + text);
        assertTrue(
                Pattern.compile("(?<![\\d.−-])" + Pattern.quote(text) + "(?![\\d]|\\.\\d)")
                        .matcher(TEXT)
                        .find(),
                () -> "the document does not say " + text);
    }

    /** A vector of figures. */
    static void figures(double[] measured, String... text) {
        assertEquals(text.length, measured.length);
        for (int i = 0; i < text.length; i++) {
            figure(text[i], measured[i]);
        }
    }
}
