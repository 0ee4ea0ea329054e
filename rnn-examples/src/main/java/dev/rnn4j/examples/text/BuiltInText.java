package dev.rnn4j.examples.text;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A text in the public domain that comes along, in the jar of Apache Crunch's test data. */
enum BuiltInText {
    /** In the spelling of the folio of 1623. */
    MACBETH("Shakespeare's Macbeth", "/shakes.txt"),

    /** A novel of 1841. */
    DICKENS("Dickens' The Old Curiosity Shop", "/dickens.txt");

    private final String title;
    private final String resource;

    BuiltInText(String title, String resource) {
        this.title = title;
        this.resource = resource;
    }

    /**
     * The text of a name.
     *
     * @throws BadInputException if there is none
     */
    static BuiltInText of(String name) {
        return Arrays.stream(values())
                .filter(text -> text.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--text is " + name + "; there are "
                        + Arrays.stream(values()).map(BuiltInText::word).collect(Collectors.joining(", "))
                        + ", and --data takes a file of yours"));
    }

    /** The name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** The whole text. */
    String text() {
        try (InputStream in = BuiltInText.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new BadInputException(title + " is not on the class path, where crunch-test.jar has it as "
                        + resource + "; build again, or give a file with --data");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
