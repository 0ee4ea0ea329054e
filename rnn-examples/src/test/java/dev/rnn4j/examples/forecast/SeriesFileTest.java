package dev.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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

class SeriesFileTest {
    private static final String TABLE = "date,beer,wine\n1956-01,284,3\n1956-02,213.5,4\n";

    @TempDir
    Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("series.csv"), text);
    }

    private double[] values(String text, String column) throws IOException {
        return SeriesFile.read(file(text), column).values();
    }

    private String refusal(String text, String column) throws IOException {
        Path file = file(text);
        String message = assertThrows(BadInputException.class, () -> SeriesFile.read(file, column))
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.contains("series.csv"), message);
        return message;
    }

    @Test
    void a_number_in_each_line() throws IOException {
        assertArrayEquals(new double[] {1, -2.5, 3e2}, values("1\n-2.5\r\n 3e2 \n\n", null));
        assertArrayEquals(new double[] {7, 8}, values("\uFEFFbeer\n7\n8", null));
    }

    @Test
    void a_column_by_name_or_number_with_commas_semicolons_or_tabs() throws IOException {
        for (String separator : new String[] {",", ";", "\t"}) {
            String table = TABLE.replace(",", separator);
            assertArrayEquals(new double[] {284, 213.5}, values(table, "beer"));
            assertArrayEquals(new double[] {3, 4}, values(table, "3"));
        }
        assertArrayEquals(new double[] {1, 2}, values("a,\"b, c\"\n\"x\",\"1\"\ny,2\n", "b, c"));
    }

    @Test
    void the_only_column_with_numbers_needs_no_name() throws IOException {
        assertArrayEquals(new double[] {5, 6}, values("1956-01,5\n1956-02,6\n", null));
        assertTrue(refusal(TABLE, null).contains("2 columns with numbers among date, beer, wine; choose one with"));
    }

    @Test
    void an_unknown_column_is_refused_with_those_there_are() throws IOException {
        assertTrue(refusal(TABLE, "ale").contains("no column 'ale'; it has date, beer, wine"));
        assertTrue(refusal(TABLE, "4").contains("no column '4'"));
    }

    @Test
    void missing_values_and_words_are_refused_with_their_line() throws IOException {
        assertTrue(refusal("1\n\n3\n", null).contains("line 2 is empty"));
        assertTrue(refusal("beer\n1\nNA\n", null).contains("line 3 is 'NA'"));
        assertTrue(refusal("1\nNaN\n", null).contains("line 2 is 'NaN'"));
        assertTrue(refusal("1\n1e999\n", null).contains("line 2 is '1e999'"));
        assertTrue(refusal("t,y\na,1\nb,\n", "y").contains("line 3 column 2 is ''"));
        assertTrue(refusal("t,y\na,1\nb\n", "y").contains("line 3 has 1 columns"));
        assertTrue(refusal("t,y\na,1\nb,2\n", "t").contains("line 2 column 1 is 'a'"));
    }

    @Test
    void what_is_no_text_or_holds_nothing_is_refused() throws IOException {
        assertTrue(refusal("\n\n", null).contains("holds no numbers"));
        Path bytes = Files.write(folder.resolve("bytes"), "1\n2\n\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(BadInputException.class, () -> SeriesFile.read(bytes, null));
        assertThrows(BadInputException.class, () -> SeriesFile.read(folder, null));
        assertThrows(BadInputException.class, () -> SeriesFile.read(folder.resolve("absent"), null));
        assertTrue(refusal("a,b\n1,\"2\n", null).contains("is not a table"));
    }
}
