package dev.rnn4j.examples.sentiment;

import dev.rnn4j.api.BadInputException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Reads labelled texts, in the formats in which they are usually passed on:
 *
 * <ul>
 *   <li>JSON, one array of {@code {"text": ..., "class": ...}} or an object a line; the text may be called
 *       {@code sentence} or {@code review}, the label {@code label} or {@code sentiment};
 *   <li>a table separated by tabs, commas or semicolons, with or without a header of the same names;
 *   <li>a folder with the sub-folders {@code pos} and {@code neg} of {@code .txt} files, a text each;
 *   <li>a folder of several of the files above, read as one, in the order of their names.
 * </ul>
 *
 * A label is 1, true, pos or positive, or else 0, false, neg or negative. Files are UTF-8, with or without a byte order
 * mark. Whatever does not fit is refused with a {@link BadInputException} that names file and line; only an entry
 * without a text is passed over, because the public files end in one. Two texts that differ in case and spaces only are
 * the same: the first stays.
 */
public final class SentimentData {
    private static final String OWN_CORPUS = "corpus.tsv";
    private static final Set<String> JSON_ENDINGS = Set.of("json", "jsonl", "ndjson");
    private static final Set<String> TABLE_ENDINGS = Set.of("tsv", "tab", "csv");
    private static final String TEXT_ENDING = "txt";

    private SentimentData() {}

    /**
     * What was read.
     *
     * @param texts the texts, each once
     * @param duplicates how many more came again
     * @param empty how many entries had no text
     */
    public record Loaded(List<LabelledText> texts, int duplicates, int empty) {
        /** Keeps its own copy of the list. */
        public Loaded {
            texts = List.copyOf(texts);
        }
    }

    /** The texts of a file or a folder; both classes occur. */
    public static List<LabelledText> read(Path path) {
        return load(path).texts();
    }

    /** The same, with the counts of what was left out. */
    public static Loaded load(Path path) {
        Gathered gathered = new Gathered();
        if (Files.isDirectory(path)) {
            folder(path, gathered);
        } else if (Files.isRegularFile(path)) {
            file(path, gathered);
        } else {
            throw bad(
                    path,
                    Files.exists(path)
                            ? "is neither a file nor a folder; give one of them"
                            : "does not exist; check the path");
        }
        return checked(path.toString(), gathered.loaded());
    }

    /**
     * The corpus that comes with the examples: single sentences, without a group, and pairs of sentences, a group each,
     * that have the same words in another order and opposite labels.
     */
    public static List<LabelledText> ownCorpus() {
        Gathered gathered = new Gathered();
        TableTexts.read(new TextFile(OWN_CORPUS, SentimentData::openOwnCorpus), gathered);
        return checked(OWN_CORPUS, gathered.loaded()).texts();
    }

    private static InputStream openOwnCorpus() throws IOException {
        InputStream in = SentimentData.class.getResourceAsStream(OWN_CORPUS);
        if (in == null) {
            throw new FileNotFoundException(OWN_CORPUS);
        }
        return in;
    }

    private static void folder(Path folder, Gathered gathered) {
        Path positive = folder.resolve("pos");
        Path negative = folder.resolve("neg");
        boolean hasPositive = Files.isDirectory(positive);
        boolean hasNegative = Files.isDirectory(negative);
        if (hasPositive != hasNegative) {
            throw bad(
                    folder,
                    hasPositive
                            ? "has a folder pos but no folder neg; add it"
                            : "has a folder neg but no folder pos; add it");
        }
        if (hasPositive) {
            wholeFiles(positive, 1, gathered);
            wholeFiles(negative, 0, gathered);
            return;
        }
        List<Path> files = files(folder, SentimentData::isData);
        if (files.isEmpty()) {
            throw bad(
                    folder,
                    "has no data; put in the folders pos and neg, or .json, .jsonl, .csv, .tsv or .txt files of "
                            + "labelled texts");
        }
        files.forEach(file -> file(file, gathered));
    }

    private static void wholeFiles(Path folder, int label, Gathered gathered) {
        List<Path> files = files(folder, file -> ending(file).equals(TEXT_ENDING));
        if (files.isEmpty()) {
            throw bad(folder, "has no .txt file; put in one file for each text");
        }
        files.forEach(file -> gathered.add(TextFile.of(file).text(), label, ""));
    }

    private static void file(Path path, Gathered gathered) {
        TextFile file = TextFile.of(path);
        String ending = ending(path);
        boolean json = JSON_ENDINGS.contains(ending) || !TABLE_ENDINGS.contains(ending) && looksLikeJson(file);
        if (json) {
            JsonTexts.read(file, gathered);
        } else {
            TableTexts.read(file, gathered);
        }
    }

    /** Whether the first two signs open an array of objects, an empty one, or an object. */
    private static boolean looksLikeJson(TextFile file) {
        try (Reader reader = file.reader()) {
            int first = nextSign(reader);
            int second = nextSign(reader);
            return first == '[' && (second == '{' || second == ']') || first == '{' && second == '"';
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private static int nextSign(Reader reader) throws IOException {
        int c = reader.read();
        while (c >= 0 && Character.isWhitespace(c)) {
            c = reader.read();
        }
        return c;
    }

    private static List<Path> files(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(wanted)
                    .sorted(Comparator.comparing(file -> file.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw TextFile.unreadable(folder.toString(), e);
        }
    }

    private static boolean isData(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = ending(file);
        // The public sets come with a readme.txt beside their data.
        return !name.startsWith(".")
                && !name.startsWith("readme")
                && (JSON_ENDINGS.contains(ending) || TABLE_ENDINGS.contains(ending) || ending.equals(TEXT_ENDING));
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static Loaded checked(String name, Loaded loaded) {
        if (loaded.texts().isEmpty()) {
            throw new BadInputException(TextFile.shown(name) + ": has no labelled text; add texts of both classes");
        }
        int label = loaded.texts().get(0).label();
        if (loaded.texts().stream().allMatch(text -> text.label() == label)) {
            throw new BadInputException(TextFile.shown(name) + ": has only " + (label == 1 ? "positive" : "negative")
                    + " texts; add " + (label == 1 ? "negative" : "positive") + " ones");
        }
        return loaded;
    }

    private static BadInputException bad(Path path, String what) {
        return new BadInputException(TextFile.shown(path.toString()) + ": " + what);
    }
}
