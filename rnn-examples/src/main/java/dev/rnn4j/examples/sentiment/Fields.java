package dev.rnn4j.examples.sentiment;

import java.util.List;
import java.util.Locale;

/** What the fields of a data file may be called, and what a label may look like, in every format alike. */
final class Fields {
    /** The names of the field that holds the text. */
    static final List<String> TEXT = List.of("text", "sentence", "review");

    /** The names of the field that holds the label. */
    static final List<String> LABEL = List.of("label", "class", "sentiment");

    /** The name of the field that holds the group. */
    static final String GROUP = "group";

    /** What {@link #label} answers for a value that is no label. */
    static final int NO_LABEL = -1;

    /** The end of an error about a label. */
    static final String LABEL_ADVICE = "write 1, true, pos or positive, or else 0, false, neg or negative";

    private Fields() {}

    /** The name as it is compared: without case and outer spaces. */
    static String name(String raw) {
        return raw.strip().toLowerCase(Locale.ROOT);
    }

    /** 1 or 0, or {@link #NO_LABEL}. */
    static int label(String raw) {
        return switch (name(raw)) {
            case "1", "1.0", "true", "pos", "positive" -> 1;
            case "0", "0.0", "false", "neg", "negative" -> 0;
            default -> NO_LABEL;
        };
    }

    /** The group as a record has it: a hyphen stands for none. */
    static String group(String raw) {
        String group = raw.strip();
        return group.equals("-") ? "" : group;
    }
}
