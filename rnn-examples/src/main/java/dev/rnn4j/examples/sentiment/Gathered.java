package dev.rnn4j.examples.sentiment;

import dev.rnn4j.examples.sentiment.SentimentData.Loaded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The texts read so far, each once, in the order in which they came. */
final class Gathered {
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);

    private final Map<String, LabelledText> texts = new LinkedHashMap<>();
    private int duplicates;
    private int empty;

    /** Whether there is nothing in the text but spaces, of any script. */
    static boolean isEmpty(String text) {
        return oneLine(text).isEmpty();
    }

    /** Takes a text, unless it is empty or came before; the label that came first stays. */
    void add(String text, int label, String group) {
        String line = oneLine(text);
        if (line.isEmpty()) {
            empty++;
        } else if (texts.putIfAbsent(line.toLowerCase(Locale.ROOT), new LabelledText(line, label, group)) != null) {
            duplicates++;
        }
    }

    /** Counts an entry without a text, whatever its label. */
    void addEmpty() {
        empty++;
    }

    Loaded loaded() {
        return new Loaded(List.copyOf(texts.values()), duplicates, empty);
    }

    private static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
