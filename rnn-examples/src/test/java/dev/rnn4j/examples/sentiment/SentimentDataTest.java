package dev.rnn4j.examples.sentiment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentimentDataTest {
    private static final List<LabelledText> GOOD_AND_BAD =
            List.of(new LabelledText("Good, I say.", 1, ""), new LabelledText("Bad; never again!", 0, ""));

    @TempDir
    Path folder;

    @Test
    void aJsonArrayIsReadInItsOrder() throws IOException {
        assertReads("a.json", """
                [{"text": "Good, I say.", "class": 1},
                 {"text": "Bad; never again!", "class": 0}]""");
    }

    @Test
    void jsonLinesAreReadInTheirOrder() throws IOException {
        assertReads("a.jsonl", """
                {"text": "Good, I say.", "class": 1}
                {"text": "Bad; never again!", "class": 0}
                """);
    }

    @ParameterizedTest
    @CsvSource({"text,class", "sentence,label", "review,sentiment", "Text,LABEL"})
    void jsonFieldsHaveSeveralNames(String text, String label) throws IOException {
        assertReads(
                "a.json",
                "[{'%1$s':'Good, I say.','%2$s':1},{'%2$s':0,'%1$s':'Bad; never again!'}]"
                        .formatted(text, label)
                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "1,0",
        "1.0,0.0",
        "true,false",
        "\"1\",\"0\"",
        "\"pos\",\"neg\"",
        "\"Positive\",\"NEGATIVE\"",
        "\" true \",\"false\""
    })
    void aJsonLabelIsANumberATruthValueOrAWord(String positive, String negative) throws IOException {
        assertReads(
                "a.json",
                "[{\"text\":\"Good, I say.\",\"class\":" + positive + "},{\"text\":\"Bad; never again!\",\"class\":"
                        + negative + "}]");
    }

    @Test
    void otherJsonFieldsArePassedOver() throws IOException {
        assertReads("a.json", """
                [{"id": [1, {"text": "no"}], "text": "Good, I say.", "stars": null, "class": 1},
                 {"from": {"class": 1}, "text": "Bad; never again!", "class": 0}]""");
    }

    @Test
    void aGroupIsKept() throws IOException {
        String json = """
                [{"text": "a", "class": 1, "group": "g1"}, {"text": "b", "class": 0, "group": "-"}]""";
        List<LabelledText> expected = List.of(new LabelledText("a", 1, "g1"), new LabelledText("b", 0, ""));
        assertEquals(expected, SentimentData.read(write("a.json", json)));
        assertEquals(expected, SentimentData.read(write("a.tsv", "label\tgroup\ttext\n1\tg1\ta\n0\t-\tb\n")));
    }

    @Test
    void anEmptyTextIsPassedOverAndCounted() throws IOException {
        Path json = write("a.json", """
                [{"text": "a", "class": 1}, {"text": " ", "class": 1}, {"text": "b", "class": 0},
                 {"text": null, "class": 0}, {"text": "", "class": null}]""");
        assertEquals(3, SentimentData.load(json).empty());
        Path table = write("a.csv", "a,1\n,1\nb,0\n\" \",\n");
        assertEquals(2, SentimentData.load(table).empty());
        assertEquals(2, SentimentData.load(table).texts().size());
    }

    @Test
    void textsThatDifferInCaseAndSpacesOnlyAreOneAndTheFirstStays() throws IOException {
        Path file = write("a.csv", "So good,1\nSO  GOOD ,0\nso\u00A0good,1\nBad,0\n");
        assertEquals(
                new SentimentData.Loaded(
                        List.of(new LabelledText("So good", 1, ""), new LabelledText("Bad", 0, "")), 2, 0),
                SentimentData.load(file));
    }

    @Test
    void aTextOfSeveralLinesBecomesOneLine() throws IOException {
        Path file = write("a.csv", "text,label\n\"so\r\ngood\",1\nbad,0\n");
        assertEquals("so good", SentimentData.read(file).get(0).text());
    }

    @Test
    void aTextAndItsLabelAfterATabNeedNoHeader() throws IOException {
        assertReads("a.txt", "Good, I say.\t1\nBad; never again!\t0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.tsv", "a.txt", "a.csv", "a"})
    void theSeparatorIsFoundByTheLabels(String name) throws IOException {
        assertReads(name, "text\tlabel\nGood, I say.\t1\nBad; never again!\t0\n");
        assertReads(name, "text,label\n\"Good, I say.\",1\nBad; never again!,0\n");
        assertReads(name, "text;label\nGood, I say.;1\n\"Bad; never again!\";0\n");
        assertReads(name, "1\tGood, I say.\r\n0\tBad; never again!\r\n");
        assertReads(name, "pos,\"Good, I say.\"\nneg,\"Bad; never again!\"\n");
        assertReads(name, "true;\"Good, I say.\"\nfalse;\"Bad; never again!\"");
    }

    @Test
    void theHeaderTellsWhichColumnIsWhich() throws IOException {
        assertReads(
                "a.tsv",
                "id\tsentiment\tstars\treview\n1\tpositive\t5\tGood, I say.\n2\tnegative\t1\t" + "Bad; never again!\n");
        assertReads("a.csv", "Opinion,Class\n\"Good, I say.\",1\nBad; never again!,0\n");
    }

    @Test
    void withoutAHeaderTheTextIsTheLongestOfTheOtherColumns() throws IOException {
        assertReads("a.tsv", "17\tGood, I say.\t1\tx\n18\tBad; never again!\t0\ty\n");
    }

    @Test
    void quotedFieldsMayHoldSeparatorsQuotesAndLines() throws IOException {
        Path file = write("a.csv", "text,label\n\"He said \"\"good\"\", twice,\nyes\",1\nbad,0\n");
        assertEquals(
                "He said \"good\", twice, yes", SentimentData.read(file).get(0).text());
    }

    @Test
    void betweenTabsAQuoteIsMostlyJustAQuote() throws IOException {
        Path file = write("a.txt", "\"Good\" is the word\t1\n\"No\t0\nShe said \"no\"\t0\n\"All \"\"of\"\" it\"\t1\n");
        assertEquals(
                List.of("\"Good\" is the word", "\"No", "She said \"no\"", "All \"of\" it"),
                SentimentData.read(file).stream().map(LabelledText::text).toList());
    }

    @Test
    void betweenTabsQuotesMayStillHoldTabs() throws IOException {
        Path file = write("a.tsv", "\"text\"\t\"label\"\n\"so\tgood\"\t\"1\"\n\"bad\"\t\"0\"\n");
        assertEquals("so good", SentimentData.read(file).get(0).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.txt"})
    void aByteOrderMarkIsNoPartOfTheData(String name) throws IOException {
        assertReads(
                name, "\uFEFF[{\"text\":\"Good, I say.\",\"class\":1},{\"text\":\"Bad; never again!\",\"class\":0}]");
        assertReads("a.tsv", "\uFEFFlabel\ttext\n1\tGood, I say.\n0\tBad; never again!\n");
    }

    @Test
    void aFolderOfPosAndNegHasOneTextAFile() throws IOException {
        write("pos/b.txt", "Better.\n");
        write("pos/a.txt", "\uFEFFGood,\nI say.\n");
        write("pos/notes.md", "no text");
        write("neg/a.TXT", "Bad.");
        write("neg/empty.txt", "\n");
        assertEquals(
                new SentimentData.Loaded(
                        List.of(
                                new LabelledText("Good, I say.", 1, ""),
                                new LabelledText("Better.", 1, ""),
                                new LabelledText("Bad.", 0, "")),
                        0,
                        1),
                SentimentData.load(folder));
    }

    @Test
    void aFolderOfFilesIsReadAsOneInTheOrderOfTheirNames() throws IOException {
        write("c.json", "[{\"text\":\"three\",\"class\":0}]");
        write("a.txt", "one\t1\n");
        write("b.csv", "text,label\ntwo,1\nONE,0\n");
        write("d.txt", "");
        write("readme.txt", "Whence the data came.");
        write(".hidden.csv", "no data");
        write("picture.png", "no data");
        SentimentData.Loaded loaded = SentimentData.load(folder);
        assertEquals(
                List.of("one", "two", "three"),
                loaded.texts().stream().map(LabelledText::text).toList());
        assertEquals(1, loaded.duplicates());
    }

    @Test
    void aTextLongerThanABlockIsReadWhole() throws IOException {
        // Signs of one to four bytes, so that some of them lie across the blocks in which a file is checked.
        String text = "a\u00E9\u20AC\uD83D\uDE00".repeat(5000);
        Path file = write("a.tsv", "label\ttext\n1\t" + text + "\n0\tbad\n");
        assertEquals(text, SentimentData.read(file).get(0).text());
    }

    private void assertReads(String name, String content) throws IOException {
        assertEquals(GOOD_AND_BAD, SentimentData.read(write(name, content)), content);
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content, StandardCharsets.UTF_8);
    }
}
