package dev.rnn4j.examples.music;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads melodies in ABC notation, standard 2.1. Repeats and endings are played out, chords count as their highest note,
 * and of several voices the first is taken. Grace notes, decorations, chord symbols, lyrics and fields that say nothing
 * about the notes are skipped; parts (P:) are played in the order they are written.
 */
public final class Abc {
    private static final int MOST_BYTES = 64 << 20;
    private static final Pattern FIELD = Pattern.compile("[A-Za-z+]:.*");
    /** A line of music may begin with a note and a repeat sign, which must not be taken for a field. */
    private static final Pattern NOTE_AND_REPEAT = Pattern.compile("[A-Ga-gxz]:[|:].*");

    private final String source;
    private final Consumer<BadInputException> broken;
    private final Consumer<String> faults;
    private final List<Tune> tunes = new ArrayList<>();
    private final AbcFields fileHead = new AbcFields();

    private AbcFields fields;
    private AbcMusic music;
    private AbcPlace start;

    private Abc(String source, Consumer<BadInputException> broken, Consumer<String> faults) {
        this.source = source;
        this.broken = broken;
        this.faults = faults;
    }

    /** The tunes that come with the demo. */
    public static List<Tune> builtIn() {
        try (InputStream in = Abc.class.getResourceAsStream("tunes.abc")) {
            return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), "tunes.abc");
        } catch (IOException e) {
            throw new UncheckedIOException("the built-in tunes cannot be read", e);
        }
    }

    /** The tunes of a file, or of all .abc files of a folder; the first mistake in them ends the reading. */
    public static List<Tune> read(Path path) {
        List<Tune> tunes = new ArrayList<>();
        for (Path file : MusicFiles.list(path, ".abc")) {
            tunes.addAll(parse(text(file), file.toString()));
        }
        return tunes;
    }

    /**
     * The same for collections that are not all clean: a tune with a mistake is left out and a bar that does not add up
     * is let through, with one line about each to {@code faults}.
     */
    public static List<Tune> read(Path path, Consumer<String> faults) {
        List<Tune> tunes = new ArrayList<>();
        List<String> named = new ArrayList<>();
        for (Path file : MusicFiles.list(path, ".abc")) {
            tunes.addAll(parse(text(file), file.toString(), fault -> {
                named.add(fault);
                faults.accept(fault);
            }));
        }
        if (tunes.isEmpty()) {
            throw new BadInputException(path + " holds no ABC tune that can be read; "
                    + (named.isEmpty()
                            ? "a tune starts with a line X:1 and has a line K: before its notes"
                            : "mend the mistakes named above"));
        }
        return tunes;
    }

    /** The tunes of a text; {@code source} names it in messages. */
    public static List<Tune> parse(String text, String source) {
        List<Tune> tunes = new Abc(
                        source,
                        e -> {
                            throw e;
                        },
                        fault -> {})
                .all(text);
        if (tunes.isEmpty()) {
            throw new BadInputException(
                    source + " holds no ABC tune; a tune begins with the lines X:1, T:title and K:C");
        }
        return tunes;
    }

    /** The tunes of a text that can be read, with one line to {@code faults} about each mistake. */
    public static List<Tune> parse(String text, String source, Consumer<String> faults) {
        return new Abc(source, e -> faults.accept(e.getMessage()), faults).all(text);
    }

    private static String text(Path file) {
        byte[] bytes = MusicFiles.bytes(file, MOST_BYTES);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            // Older collections are in Latin-1.
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    private List<Tune> all(String text) {
        String[] lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\\R", -1);
        boolean numbered = false;
        for (String line : lines) {
            numbered |= line.startsWith("X:");
        }
        boolean typeset = false;
        for (int index = 0; index < lines.length; index++) {
            String line = lines[index];
            AbcPlace place = new AbcPlace(source, fields == null ? "" : fields.label(), index + 1, 0);
            if (line.startsWith("%%")) {
                // The lines of %%begintext and %%beginps are no music.
                typeset = line.startsWith("%%begin") || typeset && !line.startsWith("%%end");
            } else if (typeset || line.startsWith("%")) {
                continue;
            } else if (line.startsWith("X:")
                    || !numbered && start == null && FIELD.matcher(line).matches()) {
                finish();
                begin(place);
                take(line, place);
            } else if (line.isBlank() && music != null) {
                finish();
            } else if (fields != null) {
                take(line, place);
            } else if (start == null && FIELD.matcher(line).matches() && "MLQ".indexOf(line.charAt(0)) >= 0) {
                takeFileHead(line, place);
            }
        }
        finish();
        return tunes;
    }

    private void begin(AbcPlace place) {
        fields = new AbcFields(fileHead);
        start = place;
    }

    private void takeFileHead(String line, AbcPlace place) {
        try {
            fileHead.head(line.charAt(0), withoutComment(line).substring(2).trim(), place);
        } catch (BadInputException e) {
            broken.accept(e);
        }
    }

    private void take(String wholeLine, AbcPlace place) {
        try {
            String line = withoutComment(wholeLine);
            boolean field = FIELD.matcher(line).matches()
                    && !(music != null && NOTE_AND_REPEAT.matcher(line).matches());
            if (field && music != null) {
                music.field(line.charAt(0), line.substring(2).trim(), place);
            } else if (field) {
                fields.head(line.charAt(0), line.substring(2).trim(), place);
                music = fields.hasKey() ? new AbcMusic(fields) : null;
            } else if (music != null) {
                music.line(line, place);
            } else if (!line.isBlank()) {
                throw place.fault("music stands before the key; end the head of the tune with a line such as K:C");
            }
        } catch (BadInputException e) {
            drop(e);
        }
    }

    private static String withoutComment(String line) {
        int percent = line.indexOf('%');
        while (percent > 0 && line.charAt(percent - 1) == '\\') {
            percent = line.indexOf('%', percent + 1);
        }
        return (percent < 0 ? line : line.substring(0, percent)).stripTrailing();
    }

    private void finish() {
        if (fields == null) {
            return;
        }
        AbcPlace place = new AbcPlace(source, fields.label(), start.line(), 0);
        try {
            if (music == null) {
                throw place.fault("the tune has no key; end its head with a line such as K:C");
            }
            AbcScore score = fields.score(place, AbcRepeats.playedOrder(music.elements()));
            Tune tune = score.tune();
            if (tune.notes().stream().allMatch(Note::isRest)) {
                throw place.fault("the tune has no notes; write some after its K: line, or remove it");
            }
            score.barFaults().forEach(faults);
            tunes.add(tune);
        } catch (ArithmeticException e) {
            broken.accept(place.fault("the tune is too long or its lengths fit no common grid; make it simpler"));
        } catch (BadInputException e) {
            broken.accept(e);
        } finally {
            fields = null;
            music = null;
        }
    }

    private void drop(BadInputException e) {
        fields = null;
        music = null;
        broken.accept(e);
    }
}
