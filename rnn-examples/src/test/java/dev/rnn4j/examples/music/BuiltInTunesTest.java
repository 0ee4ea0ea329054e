package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltInTunesTest {
    private static String text() throws IOException {
        try (InputStream in = BuiltInTunesTest.class.getResourceAsStream("tunes.abc")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Tune tune(String title) {
        return Abc.builtIn().stream()
                .filter(tune -> tune.title().startsWith(title))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thereAreAtLeastFortyTunesAndEachIsRead() throws IOException {
        long written = text().lines().filter(line -> line.startsWith("X:")).count();

        assertTrue(written >= 40, written + " tunes");
        assertEquals(written, Abc.builtIn().size());
    }

    @Test
    void everyBarAddsUpToItsMeter() throws IOException {
        List<String> faults = new ArrayList<>();
        Abc.parse(text(), "tunes.abc", faults::add);

        assertEquals(List.of(), faults);
    }

    @Test
    void everyTuneHasTitleOriginMeterUnitTempoAndKey() throws IOException {
        for (String tune : text().split("\n\n")) {
            if (!tune.startsWith("X:")) {
                continue;
            }
            Set<String> fields = new HashSet<>();
            tune.lines().filter(line -> line.matches("[A-Z]:\\S.*")).forEach(line -> fields.add(line.substring(0, 2)));
            assertTrue(fields.containsAll(List.of("X:", "T:", "M:", "L:", "Q:", "K:")), tune);
            assertTrue(fields.contains("C:") || fields.contains("O:"), tune);
        }
    }

    @Test
    void noTitleComesTwice() {
        List<String> titles = Abc.builtIn().stream().map(Tune::title).toList();

        assertEquals(titles.size(), new HashSet<>(titles).size());
    }

    @Test
    void tunesAreOfASingersOrFiddlersRangeAndOfSomeLength() {
        for (Tune tune : Abc.builtIn()) {
            int lowest = 127;
            int highest = 0;
            for (Note note : tune.notes()) {
                if (!note.isRest()) {
                    lowest = Math.min(lowest, note.pitch());
                    highest = Math.max(highest, note.pitch());
                }
            }
            assertTrue(lowest >= 48 && highest <= 96 && highest - lowest <= 25, tune.title());
            int bars = tune.ticks() / tune.meter().barTicks();
            assertTrue(bars >= 7 && bars <= 48, tune.title() + " has " + bars + " bars");
            assertTrue(tune.notes().size() >= 20, tune.title());
        }
    }

    @Test
    void tunesEndWithTheirBarOrMakeUpForTheirUpbeat() {
        for (Tune tune : Abc.builtIn()) {
            int over = tune.ticks() % tune.meter().barTicks();
            assertTrue(over == 0 || over == tune.pickup(), tune.title());
        }
    }

    /** In D major F and C are sharp: "F F G A | A G F E" is F#4 F#4 G4 A4, A4 G4 F#4 E4. */
    @Test
    void odeToJoyBeginsOnTheSharpThirdOfItsKey() {
        assertEquals(List.of(66, 66, 67, 69, 69, 67, 66, 64), pitches("Ode to Joy", 8));
    }

    /** In F major B is flat: the tune goes up C4 F4 F4 F4 G4 A4 A4 A4, then A4 G4 A4 Bb4 (70). */
    @Test
    void tannenbaumHasAFlatFourth() {
        assertEquals(List.of(60, 65, 65, 65, 67, 69, 69, 69, 69, 67, 69, 70), pitches("O Tannenbaum", 12));
    }

    /** In G minor E and B are flat: Eb5 D5 D5, three times, then up to Bb5 (82). */
    @Test
    void theSymphonyInGMinorSighsOnAFlatSixth() {
        assertEquals(List.of(75, 74, 74, 75, 74, 74, 75, 74, 74, 82), pitches("Symphony No. 40", 10));
    }

    /** The sharp on D lasts for its bar only if nothing takes it back: E5 D#5 E5 D#5 E5 B4 D5 C5 A4. */
    @Test
    void furEliseTurnsFromDSharpBackToD() {
        assertEquals(List.of(76, 75, 76, 75, 76, 71, 74, 72, 69), pitches("Für Elise", 9));
    }

    /** The sixth of the Dorian mode is high: B3 to D4 over E has C sharp (73) in "d2fd c2ec". */
    @Test
    void drowsyMaggieIsDorian() {
        List<Integer> pitches = pitches("Drowsy Maggie", 200);

        assertTrue(pitches.contains(73) && !pitches.contains(72));
    }

    private static List<Integer> pitches(String title, int count) {
        return tune(title).notes().stream()
                .filter(note -> !note.isRest())
                .limit(count)
                .map(Note::pitch)
                .toList();
    }

    @Test
    void repeatedPartsArePlayedTwice() {
        Tune round = tune("Frère Jacques");
        List<Note> notes = round.notes();

        // "G A B G" in quarters, twice.
        assertEquals(notes.subList(0, 4), notes.subList(4, 8));
        assertEquals(8, round.ticks() / round.meter().barTicks());
        assertEquals(
                Arrays.asList(67, 69, 71, 67),
                notes.subList(0, 4).stream().map(Note::pitch).toList());
    }
}
