package dev.rnn4j.examples.sentiment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads JSON: one array of entries, or an entry a line. An entry is an object with a text and a label, by any of the
 * names of {@link Fields}; other fields are passed over.
 */
final class JsonTexts {
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(1L << 30)
            .maxStringLength(1 << 20)
            .maxNameLength(1 << 10)
            .maxNumberLength(100)
            .maxNestingDepth(50)
            .build();

    /** What a message of the parser says about the parser: its source, its settings. */
    private static final Pattern PARSER_TALK =
            Pattern.compile(" ?\\((start marker|for \\w+ starting) at .*\\)|: enable `[^`]*` to allow|, from `[^`]*`");

    private final TextFile file;
    private final JsonParser parser;
    private final Gathered gathered;

    private JsonTexts(TextFile file, JsonParser parser, Gathered gathered) {
        this.file = file;
        this.parser = parser;
        this.gathered = gathered;
    }

    static void read(TextFile file, Gathered gathered) {
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(LIMITS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        try (Reader reader = file.reader();
                JsonParser parser = json.createParser(reader)) {
            new JsonTexts(file, parser, gathered).read();
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private void read() throws IOException {
        try {
            entries();
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
            String message = TextFile.shown(e.getOriginalMessage());
            String what = "is not JSON: " + PARSER_TALK.matcher(message).replaceAll("") + "; mend the file there";
            throw (BadInputException) bad(at, what).initCause(e);
        }
    }

    private void entries() throws IOException {
        boolean inArray = false;
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            if (token == JsonToken.START_OBJECT) {
                entry();
            } else if (token == JsonToken.START_ARRAY && !inArray) {
                inArray = true;
            } else if (token == JsonToken.END_ARRAY) {
                inArray = false;
            } else {
                throw bad(
                        parser.currentTokenLocation(),
                        "expected an entry such as {\"text\": \"...\", \"class\": 1}, found "
                                + TextFile.quoted(parser.getText()));
            }
        }
    }

    private void entry() throws IOException {
        JsonLocation start = parser.currentTokenLocation();
        List<String> names = new ArrayList<>();
        Field text = Field.ABSENT;
        Field label = Field.ABSENT;
        String group = "";
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String raw = parser.currentName();
            String name = Fields.name(raw);
            names.add(raw);
            parser.nextToken();
            if (Fields.TEXT.contains(name)) {
                text = field(text, raw, "text");
            } else if (Fields.LABEL.contains(name)) {
                label = field(label, raw, "label");
            } else if (name.equals(Fields.GROUP) && parser.currentToken() == JsonToken.VALUE_STRING) {
                group = Fields.group(parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        take(start, names, text, label, group);
    }

    private Field field(Field before, String name, String role) throws IOException {
        JsonLocation at = parser.currentTokenLocation();
        JsonToken token = parser.currentToken();
        if (!before.isAbsent()) {
            throw bad(
                    at,
                    "the entry has two fields for its " + role + ", " + TextFile.quoted(before.name()) + " and "
                            + TextFile.quoted(name) + "; remove one");
        }
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            throw bad(at, "the value of " + TextFile.quoted(name) + " is no plain value; give one " + role);
        }
        if (role.equals("text") && token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NULL) {
            throw bad(at, "the value of " + TextFile.quoted(name) + " is no string; write the text in quotes");
        }
        return new Field(name, token == JsonToken.VALUE_NULL ? "" : parser.getText(), at);
    }

    private void take(JsonLocation start, List<String> names, Field text, Field label, String group) {
        if (text.isAbsent()) {
            throw bad(
                    start,
                    "the entry has no text, only " + TextFile.quoted(String.join(", ", names))
                            + "; name its text 'text', 'sentence' or 'review'");
        }
        if (Gathered.isEmpty(text.value())) {
            // The public files end in an entry with an empty text and no label.
            gathered.addEmpty();
            return;
        }
        if (label.isAbsent()) {
            throw bad(start, "the entry has no label; name it 'label', 'class' or 'sentiment'");
        }
        int value = Fields.label(label.value());
        if (value == Fields.NO_LABEL) {
            throw bad(
                    label.at(), "the label " + TextFile.quoted(label.value()) + " is no label; " + Fields.LABEL_ADVICE);
        }
        gathered.add(text.value(), value, group);
    }

    private BadInputException bad(JsonLocation at, String what) {
        return file.bad(at.getLineNr(), at.getColumnNr(), what);
    }

    /** A field of an entry: its name, its value ("" for null) and its place. */
    private record Field(String name, String value, JsonLocation at) {
        static final Field ABSENT = new Field("", "", JsonLocation.NA);

        boolean isAbsent() {
            return name.isEmpty();
        }
    }
}
