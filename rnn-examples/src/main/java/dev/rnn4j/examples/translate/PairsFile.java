package dev.rnn4j.examples.translate;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.data.Split;
import dev.rnn4j.core.data.Splits;
import dev.rnn4j.core.data.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A file with a pair in each line, source and target parted by a tab. */
final class PairsFile {
    private static final int LONGEST = 200;
    private static final double TEST_PART = 0.2;

    private PairsFile() {}

    /** All its pairs; a fifth of the sources, by the seed, to measure on. */
    static Pairs read(Path file, long seed) {
        Map<String, List<Pair>> bySource = new LinkedHashMap<>();
        int number = 0;
        for (String line : TextFile.of(file).lines()) {
            number++;
            if (!line.isBlank()) {
                Pair pair = pair(file, number, line);
                bySource.computeIfAbsent(pair.source(), s -> new ArrayList<>()).add(pair);
            }
        }
        if (bySource.size() < 3) {
            throw new BadInputException(file + " has " + bySource.size()
                    + " different sources; it needs at least 3, to learn from and to measure on");
        }
        Split<List<Pair>> split = Splits.holdOut(List.copyOf(bySource.values()), TEST_PART, seed);
        return new Pairs(flat(split.train()), flat(split.test()));
    }

    private static List<Pair> flat(List<List<Pair>> groups) {
        return groups.stream().flatMap(List::stream).toList();
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
