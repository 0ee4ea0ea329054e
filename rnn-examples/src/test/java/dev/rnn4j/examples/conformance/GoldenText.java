package dev.rnn4j.examples.conformance;

import dev.rnn4j.testkit.golden.Conformance;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Built-in golden files as text, and small changes to them. */
final class GoldenText {
    private static final Pattern NUMBER = Pattern.compile("-?[0-9][-+.0-9eE]*");

    private GoldenText() {}

    static String of(String name) {
        try (InputStream in = Conformance.openBuiltIn(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text with its first number after the markers, one after the other, moved by so much. */
    static String moved(String text, double by, String... markers) {
        int at = 0;
        for (String marker : markers) {
            at = text.indexOf(marker, at);
            if (at < 0) {
                throw new IllegalArgumentException("there is no " + marker);
            }
            at += marker.length();
        }
        Matcher m = NUMBER.matcher(text);
        if (!m.find(at)) {
            throw new IllegalArgumentException("there is no number");
        }
        return text.substring(0, m.start()) + (Double.parseDouble(m.group()) + by) + text.substring(m.end());
    }
}
