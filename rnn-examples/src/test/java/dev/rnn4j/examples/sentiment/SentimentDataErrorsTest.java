package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentDataErrorsTest {
    @TempDir
    Path folder;

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("nowhere.json");
        assertRefused(missing, missing + ": does not exist; check the path");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedWithTheirLine() throws IOException {
        Path file = folder.resolve("a.tsv");
        Files.write(file, "good\t1\ncaf\u00E9\t0\n".getBytes(StandardCharsets.ISO_8859_1));
        assertRefused(file, "a.tsv, line 2: is not UTF-8 text; save the file as UTF-8");
        Files.write(file, new byte[] {'a', '\n', 'b', '\n', (byte) 0xE2, (byte) 0x82});
        assertRefused(file, "a.tsv, line 3: is not UTF-8 text");
        Files.write(file, "good\t1\n".getBytes(StandardCharsets.UTF_16));
        assertRefused(file, "a.tsv, line 1: is not UTF-8 text");
        Files.write(file, "good\t1\n".getBytes(StandardCharsets.UTF_16LE));
        assertRefused(file, "a.tsv, line 1: is not text, it has a zero byte");
    }

    @Test
    void aFileInAFolderOfTextsIsNamedToo() throws IOException {
        write("pos/a.txt", "good");
        Files.createDirectory(folder.resolve("neg"));
        Files.write(folder.resolve("neg/b.txt"), new byte[] {(byte) 0xFF});
        assertRefused(folder, "b.txt, line 1: is not UTF-8 text");
    }

    @Test
    void malformedJsonIsRefusedWithItsLineAndColumn() throws IOException {
        assertRefused("[{\"text\":\"a\",\"class\":1}\n {\"text\"", "a.json, line 2, column 2: is not JSON: ", "mend");
        assertRefused("[{\"text\":\"a\",\n\"class\":1}", "a.json, line 2, column 11: is not JSON: Unexpected end");
        assertRefused("[{\"text\":\"a\",\n\"text\":\"b\",\"class\":1}]", "a.json, line 2, ", "Duplicate");
        assertRefused("[{\"text\":'a'}]", "a.json, line 1, column 10: is not JSON: ");
        assertRefused(
                "[{\"text\":\"a\",\"class\":1}}",
                "column 24: is not JSON: Unexpected close marker '}': expected ']'; mend");
        assertRefused("[".repeat(60), "a.json, line 1, ");
        assertRefused("[{\"id\":" + "[".repeat(60), "a.json, line 1, ", "is not JSON: ", "nesting depth");
    }

    @Test
    void aTextBeyondTheLimitIsRefused() throws IOException {
        assertRefused("[{\"text\":\"" + "a".repeat(1_100_000) + "\",\"class\":1}]", "is not JSON: ", "1048576");
    }

    @Test
    void jsonThatIsNoListOfEntriesIsRefused() throws IOException {
        assertRefused("17", "a.json, line 1, column 1: expected an entry such as {\"text\": \"...\", \"class\": 1}");
        assertRefused("[\n\"good\", 1]", "a.json, line 2, column 1: expected an entry", "found 'good'");
        assertRefused("[[1, 2]]", "a.json, line 1, column 2: expected an entry");
        assertRefused("{\"data\": []}", "the entry has no text, only 'data'; name its text 'text', 'sentence'");
    }

    @Test
    void aJsonEntryWithoutALabelIsRefused() throws IOException {
        assertRefused("[\n {\"text\":\"a\"}]", "a.json, line 2, column 2: the entry has no label; name it 'label'");
        assertRefused("[{\"text\":\"a\",\"class\":null}]", "the label '' is no label; write 1, true, pos or positive");
    }

    @Test
    void aJsonFieldThatComesUnderTwoNamesIsRefused() throws IOException {
        assertRefused(
                "[{\"text\":\"a\",\"label\":1,\"sentiment\":0}]",
                "line 1, column 36: the entry has two fields for its label, 'label' and 'sentiment'; remove one");
    }

    @Test
    void aJsonValueOfAnotherKindIsRefused() throws IOException {
        assertRefused("[{\"text\":12,\"class\":1}]", "column 10: the value of 'text' is no string; write the text in");
        assertRefused("[{\"text\":\"a\",\"class\":[1]}]", "column 22: the value of 'class' is no plain value; give");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "-1", "0.5", "\"neutral\"", "\"\"", "\"a\\nb\""})
    void aJsonLabelThatIsNeitherIsRefusedWithItsPlace(String label) throws IOException {
        assertRefused(
                "[{\"text\":\"a\",\"class\":1},\n{\"text\":\"b\",\"class\":" + label + "}]",
                "a.json, line 2, column 21: the label '",
                "is no label; write 1, true, pos or positive, or else 0, false, neg or negative");
    }

    @Test
    void aTableLabelThatIsNeitherIsRefusedWithItsLine() throws IOException {
        Path file = write("a.tsv", "label\ttext\n1\tgood\n\nmaybe\tbad\n");
        assertRefused(file, "a.tsv, line 4: the label 'maybe' is no label; write 1, true, pos or positive");
        assertRefused(write("b.tsv", "good\t1\nbad\t0\nso so\t2\n"), "b.tsv, line 3: the label '2' is no label");
        assertRefused(write("c.tsv", "good\t1\nbad\t\nworse\t0\n"), "c.tsv, line 2: the label '' is no label");
    }

    @Test
    void aHeaderOfOtherNamesIsRefusedWithTheNamesToUse() throws IOException {
        Path file = write("a.csv", "phrase,score\ngood,1\nbad,0\n");
        assertRefused(file, "a.csv, line 1: the label 'score' is no label", "name its columns 'label' and 'text'");
    }

    @Test
    void aTableWithoutALabelColumnIsRefused() throws IOException {
        assertRefused(
                write("a.csv", "good,well\nbad,ill\n"), "a.csv: no column holds labels; give each row a text and");
        assertRefused(write("b.txt", "Just some words.\nAnd more, of them.\n"), "b.txt: no column holds labels");
        assertRefused(
                write("c.tsv", "text\tstars\ngood\t1\n"),
                "c.tsv, line 1: no column of the header 'text, stars' is the label; name it 'label', 'class' or");
    }

    @Test
    void aTableWithoutATextColumnIsRefused() throws IOException {
        Path file = write("a.tsv", "label\tid\twords\n1\t1\tgood\n");
        assertRefused(file, "a.tsv, line 1: no column of the header 'label, id, words' is the text; name it 'text'");
    }

    @Test
    void columnsThatCannotBeToldApartAreRefused() throws IOException {
        assertRefused(
                write("a.csv", "text,label,class\ngood,1,1\n"),
                "a.csv, line 1: columns 2 and 3 are both named as the label; rename one");
        assertRefused(write("b.csv", "1,good,0\n0,bad,0\n"), "b.csv: columns 1 and 3 both hold labels; add a header");
    }

    @Test
    void aRowWithMoreColumnsIsRefusedWithItsLine() throws IOException {
        assertRefused(
                write("a.csv", "text,label\ngood,1\nbad, very bad,0\n"),
                "a.csv, line 3: the number of columns is 3, in the first row it is 2; put a text that holds a comma in");
        assertRefused(write("b.txt", "good\t1\n\"bad\tvery bad\t0\n"), "b.txt, line 2: the number of columns is 3");
    }

    @Test
    void aQuoteThatIsNotClosedIsRefused() throws IOException {
        String advice = "close each quoted text, and double the quotes in it";
        assertRefused(write("a.csv", "text,label\ngood,1\n\"bad,0\n"), "a.csv: is not a table: ", "3", advice);
        assertRefused(write("b.csv", "\"good\" one,1\nbad,0\n"), "b.csv: is not a table: ", "line 1", advice);
    }

    @Test
    void aSetOfOneClassIsRefused() throws IOException {
        assertRefused(write("a.tsv", "good\t1\nfine\t1\n"), "a.tsv: has only positive texts; add negative ones");
        assertRefused(write("b.tsv", "text\tlabel\nbad\t0\n"), "b.tsv: has only negative texts; add positive ones");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", " \n", "[{\"text\":\"\",\"class\":null}]"})
    void anEmptySetIsRefused(String content) throws IOException {
        assertRefused(content, "a.json: has no labelled text; add texts of both classes");
        assertRefused(write("a.txt", content), "a.txt: has no labelled text; add texts of both classes");
        assertRefused(write("a.csv", "text,label\n"), "a.csv: has no labelled text");
    }

    @Test
    void aFolderWithoutDataIsRefused() throws IOException {
        assertRefused(folder, folder + ": has no data; put in the folders pos and neg, or .json");
        write("pos/a.txt", "good");
        assertRefused(folder, folder + ": has a folder pos but no folder neg; add it");
        Files.createDirectory(folder.resolve("neg"));
        assertRefused(folder, folder.resolve("neg") + ": has no .txt file; put in one file for each text");
    }

    @Test
    void aFolderWithNegAloneIsRefused() throws IOException {
        write("neg/a.txt", "bad");
        assertRefused(folder, folder + ": has a folder neg but no folder pos; add it");
    }

    @Test
    void aMessageStaysOnOneLineWhateverTheFileHolds() throws IOException {
        Path file = write("a.csv", "text,label\ngood,1\nbad,\"no\nlabel " + "x".repeat(100) + "\"\n");
        assertRefused(file, "a.csv, line 3: the label 'no label xxx", "xxx...' is no label");
    }

    @Test
    void aLabelOfATextIsOneOrZero() {
        BadInputException e = assertThrows(BadInputException.class, () -> new LabelledText("a", 2, ""));
        assertEquals("the label of a text is 1 (positive) or 0 (negative), not 2", e.getMessage());
    }

    private void assertRefused(String json, String... parts) throws IOException {
        assertRefused(write("a.json", json), parts);
    }

    private static void assertRefused(Path path, String... parts) {
        BadInputException e = assertThrows(BadInputException.class, () -> SentimentData.read(path));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage() + " lacks " + part);
        }
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content, StandardCharsets.UTF_8);
    }
}
