package dev.rnn4j.examples.music;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads chord sequences from JSON: an object {@code {"train": [...], "valid": [...], "test": [...]}} of lists of
 * sequences, or one plain list of sequences. A sequence is a list of steps, a step a list of MIDI pitches from 21 to
 * 108, possibly empty.
 */
public final class ChordJson {
    private static final int MOST_BYTES = 256 << 20;
    private static final List<String> PARTS = List.of("train", "valid", "test");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(20)
                    .maxStringLength(1000)
                    .maxNameLength(1000)
                    .maxDocumentLength(MOST_BYTES)
                    .build())
            .build();

    private final Path file;
    private final JsonParser parser;

    private ChordJson(Path file, JsonParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /** The sequences of a file; those of a plain list are all in the train part. */
    public static ChordData read(Path file) {
        MusicFiles.check(file, MOST_BYTES);
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            return new ChordJson(file, parser).data();
        } catch (JsonProcessingException e) {
            String message = e.getOriginalMessage().lines().findFirst().orElse("broken");
            throw new BadInputException(
                    at(file, e.getLocation()) + ": not the JSON of chord sequences (" + message + "); mend it there",
                    e);
        } catch (IOException e) {
            throw MusicFiles.unreadable(file, e);
        }
    }

    private ChordData data() throws IOException {
        JsonToken first = parser.nextToken();
        ChordData data;
        if (first == JsonToken.START_ARRAY) {
            data = new ChordData(sequences("the list"), List.of(), List.of());
        } else if (first == JsonToken.START_OBJECT) {
            data = parts();
        } else {
            throw fault("the file begins with " + seen(), "begin it with {\"train\": [...]} or [...]");
        }
        if (parser.nextToken() != null) {
            throw fault("there is something behind the end", "remove it");
        }
        if (data.train().isEmpty()) {
            throw new BadInputException(file + " has no sequences to train on; put some into its \"train\" list");
        }
        return data;
    }

    private ChordData parts() throws IOException {
        Map<String, List<ChordSequence>> parts = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (!PARTS.contains(name)) {
                throw fault("there is a part \"" + name + "\"", "name the parts train, valid and test");
            }
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw fault(name + " is " + seen(), "give a list of sequences");
            }
            parts.put(name, sequences(name));
        }
        for (String name : PARTS) {
            if (!parts.containsKey(name)) {
                throw new BadInputException(
                        file + " has no part \"" + name + "\"; give train, valid and test, or one plain list");
            }
        }
        return new ChordData(parts.get("train"), parts.get("valid"), parts.get("test"));
    }

    private List<ChordSequence> sequences(String name) throws IOException {
        List<ChordSequence> sequences = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = name + ", sequence " + (sequences.size() + 1);
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw fault(place + " is " + seen(), "give a list of steps");
            }
            sequences.add(sequence(place));
        }
        return sequences;
    }

    private ChordSequence sequence(String name) throws IOException {
        List<List<Integer>> steps = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String place = name + ", step " + (steps.size() + 1);
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw fault(place + " is " + seen(), "give a list of pitches such as [60, 64, 67], or []");
            }
            List<Integer> step = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                step.add(pitch(place));
            }
            steps.add(step);
        }
        return new ChordSequence(steps);
    }

    private int pitch(String place) throws IOException {
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                && parser.getText().length() <= 4;
        int pitch = whole ? parser.getIntValue() : 0;
        if (pitch < ChordSequence.LOWEST || pitch > ChordSequence.HIGHEST) {
            throw fault(place + " has the pitch " + seen(), "give whole numbers from 21 to 108");
        }
        return pitch;
    }

    private String seen() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            default -> parser.getText();
        };
    }

    private BadInputException fault(String what, String mend) {
        return new BadInputException(at(file, parser.currentTokenLocation()) + ": " + what + "; " + mend);
    }

    private static String at(Path file, JsonLocation location) {
        return location == null
                ? file.toString()
                : file + ", line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
