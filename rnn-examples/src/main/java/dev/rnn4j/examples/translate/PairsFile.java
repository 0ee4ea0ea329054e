package dev.rnn4j.examples.translate;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A file with a pair in each line, source and target parted by a tab. */
final class PairsFile {
    private static final int LONGEST = 200;
    private static final double TEST_PART = 0.2;

    private PairsFile() {}

    /** All its pairs; a fifth of the sources, by the seed, to measure on. */
    static Pairs read(Path file, long seed) {
        Map<String, List<Pair>> bySource = new LinkedHashMap<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Pair pair = pair(file, i + 1, lines.get(i));
                bySource.computeIfAbsent(pair.source(), s -> new ArrayList<>()).add(pair);
            }
        }
        if (bySource.size() < 2) {
            throw new BadInputException(file + " has " + bySource.size()
                    + " different sources; it needs at least 2, one to learn from and one to measure on");
        }
        List<List<Pair>> groups = new ArrayList<>(bySource.values());
        Collections.shuffle(groups, new Random(seed));
        int test = Math.max(1, (int) Math.round(groups.size() * TEST_PART));
        return new Pairs(flat(groups.subList(test, groups.size())), flat(groups.subList(0, test)));
    }

    private static List<Pair> flat(List<List<Pair>> groups) {
        return groups.stream().flatMap(List::stream).toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + " is not UTF-8 text; convert it to UTF-8", e);
        } catch (NoSuchFileException e) {
            throw new BadInputException("there is no file " + file + "; check its name", e);
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read (" + e.getMessage() + "); name a text file", e);
        }
    }

    private static Pair pair(Path file, int line, String text) {
        String[] parts = text.split("\t", -1);
        String where = file + ", line " + line;
        if (parts.length != 2) {
            throw new BadInputException(
                    where + " has " + parts.length + " columns; a line has a source and a target, parted by one tab");
        }
        for (String part : parts) {
            if (part.isEmpty() || part.length() > LONGEST) {
                throw new BadInputException(where + " has a text of " + part.length()
                        + " letters; a source and a target have 1 to " + LONGEST);
            }
        }
        return new Pair(parts[0], parts[1]);
    }
}
