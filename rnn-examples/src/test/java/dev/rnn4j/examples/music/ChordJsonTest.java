package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChordJsonTest {
    @TempDir
    Path folder;

    private ChordData read(String json) throws IOException {
        return ChordJson.read(Files.writeString(folder.resolve("chords.json"), json));
    }

    @Test
    void anObjectGivesThreeParts() throws IOException {
        ChordData data = read("{\"test\": [[[60]]], \"train\": [[[64, 60], []], [[21, 108]]], \"valid\": []}");

        assertEquals(
                List.of(ChordSequence.of(new int[] {60, 64}, new int[0]), ChordSequence.of(new int[] {21, 108})),
                data.train());
        assertEquals(List.of(), data.valid());
        assertEquals(List.of(ChordSequence.of(new int[] {60})), data.test());
        assertTrue(data.isSplit());
    }

    @Test
    void aPlainListIsAllToTrainOnAndNotSplit() throws IOException {
        ChordData data = read("[[[60], [62]], [[64]]]");

        assertEquals(2, data.train().size());
        assertFalse(data.isSplit());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[[[60, 109]]];line 1, column 8;the list, sequence 1, step 1 has the pitch 109",
                "[[[20]]];line 1, column 4;pitch 20",
                "[[[60.5]]];line 1, column 4;pitch 60.5",
                "[[[60e0]]];line 1, column 4;pitch 60e0",
                "[[[99999999999999]]];line 1, column 4;pitch 99999999999999",
                "[[['60']]];line 1, column 4;pitch 60",
                "[[[null]]];line 1, column 4;pitch null",
                "[[[[60]]]];line 1, column 4;pitch a list",
                "[[[60], 62]];line 1, column 9;step 2 is 62",
                "[[], 5];line 1, column 6;sequence 2 is 5",
                "{'train': 5};line 1, column 11;train is 5",
                "{'tests': []};line 1, column 2;tests",
                "{'train': [], 'train': []};line 1, column;Duplicate",
                "[[[60]]] [];line 1, column 10;behind the end",
                "[[[60];line 1, column;not the JSON",
                "[[[060]]];line 1, column;not the JSON",
                "5;line 1, column 1;begins with 5"
            })
    void aMistakeIsReportedWithItsPlace(String json, String place, String what) {
        String message = assertThrows(BadInputException.class, () -> read(json.replace('\'', '"')))
                .getMessage();

        assertTrue(message.contains("chords.json, " + place), message);
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("; "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void thePlaceIsThatOfTheLineItStandsIn() {
        String message = assertThrows(
                        BadInputException.class, () -> read("{\n\"train\": [\n  [[60], [61]],\n  [[60], [0]]\n]}"))
                .getMessage();

        assertTrue(message.contains("line 4, column 11: train, sequence 2, step 2 has the pitch 0"), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};train",
                "{'train': [[[60]]], 'test': []};valid",
                "[];no sequences",
                "{'train': [], 'valid': [], 'test': []};no sequences"
            })
    void missingPartsAreNamed(String json, String what) {
        String message = assertThrows(BadInputException.class, () -> read(json.replace('\'', '"')))
                .getMessage();

        assertTrue(message.contains(what), message);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThrows(BadInputException.class, () -> read("[".repeat(100_000)));
    }

    @Test
    void anEmptyOrMissingFileIsNamed() {
        assertThrows(BadInputException.class, () -> read(""));
        assertThrows(BadInputException.class, () -> ChordJson.read(folder.resolve("none.json")));
        assertThrows(BadInputException.class, () -> ChordJson.read(folder));
    }
}
