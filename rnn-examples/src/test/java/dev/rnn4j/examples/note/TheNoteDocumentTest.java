package dev.rnn4j.examples.note;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TheNoteDocumentTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern QUOTED = Pattern.compile("\\]\\((\\.\\./[^)]+)\\): `([^`]+)`");

    @Test
    void everyEquationIsTreated() {
        for (int i = 1; i <= 21; i++) {
            assertTrue(TheNoteDocument.TEXT.contains("(" + i + ")"), "equation " + i);
        }
    }

    @Test
    void everyFileItLinksToExists() {
        Matcher m = LINK.matcher(TheNoteDocument.TEXT);
        while (m.find()) {
            if (!m.group(1).startsWith("http")) {
                Path file = TheNoteDocument.FILE.resolveSibling(m.group(1)).normalize();
                assertTrue(Files.exists(file), () -> file + " does not exist");
            }
        }
    }

    @Test
    void everyLineOfCodeItQuotesStandsInThatFile() {
        Matcher m = QUOTED.matcher(TheNoteDocument.TEXT);
        int quotes = 0;
        while (m.find()) {
            quotes++;
            Path file = TheNoteDocument.FILE.resolveSibling(m.group(1)).normalize();
            String line = m.group(2);
            assertTrue(
                    TheNoteDocument.read(file).lines().anyMatch(l -> l.contains(line)),
                    () -> file + " has no line with: " + line);
        }
        int found = quotes;
        assertTrue(found >= 12, () -> "only " + found + " quotations were found");
    }
}
