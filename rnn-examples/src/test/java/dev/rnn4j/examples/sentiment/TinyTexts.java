package dev.rnn4j.examples.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A corpus that is learned in a moment: pairs of the same words, and single sentences of them. */
final class TinyTexts {
    private static final List<String> THINGS =
            List.of("soup", "film", "room", "park", "book", "shop", "song", "game", "train", "coat");

    private TinyTexts() {}

    static List<LabelledText> texts() {
        List<LabelledText> texts = new ArrayList<>();
        for (String thing : THINGS) {
            texts.add(new LabelledText("The " + thing + " was good, not bad", 1, thing));
            texts.add(new LabelledText("The " + thing + " was bad, not good", 0, thing));
            texts.add(new LabelledText("The " + thing + " was good", 1, ""));
            texts.add(new LabelledText("The " + thing + " was bad", 0, ""));
        }
        return texts;
    }

    /** The same as the text of a file. */
    static String table() {
        StringBuilder table = new StringBuilder("label\tgroup\ttext\n");
        for (LabelledText text : texts()) {
            table.append(String.format(
                    Locale.ROOT,
                    "%d\t%s\t%s%n",
                    text.label(),
                    text.group().isEmpty() ? "-" : text.group(),
                    text.text()));
        }
        return table.toString();
    }
}
