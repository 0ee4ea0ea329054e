package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.rnn4j.api.BadInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneTest {
    @Test
    void transposingMovesNotesAndKeyButNoRests() {
        Tune tune = new Tune(
                "t",
                Meter.FOUR_FOUR,
                Key.parse("Am"),
                90,
                0,
                List.of(new Note(69, 48), Note.rest(24), new Note(72, 24)));
        Tune up = tune.transpose(3);

        assertEquals(List.of(new Note(72, 48), Note.rest(24), new Note(75, 24)), up.notes());
        assertEquals(Key.parse("Cm"), up.key());
        assertEquals(tune, up.transpose(-3));
    }

    @ParameterizedTest
    @CsvSource({"C, 1, Db", "C, 6, F#", "C, -1, B", "Ador, 2, Bdor", "F#m, 1, Gm", "G, 12, G", "Bb, -14, Ab"})
    void aKeyMovesToTheSpellingWithTheFewestAccidentals(String from, int semitones, String to) {
        assertEquals(to, Key.parse(from).transpose(semitones).name());
    }

    @Test
    void aTransposedTuneMustStayWithinMidi() {
        Tune tune = Tune.of("t", 90, List.of(new Note(120, 48)));

        assertThrows(BadInputException.class, () -> tune.transpose(8));
    }

    @Test
    void numbersOutsideOfTheirRangeAreRefused() {
        assertThrows(BadInputException.class, () -> new Note(128, 1));
        assertThrows(BadInputException.class, () -> new Note(-2, 1));
        assertThrows(BadInputException.class, () -> new Note(60, 0));
        assertThrows(BadInputException.class, () -> Tune.of("t", 0, List.of()));
        assertThrows(BadInputException.class, () -> new Tune("t", Meter.FOUR_FOUR, Key.C_MAJOR, 90, 192, List.of()));
        assertThrows(BadInputException.class, () -> new Meter(4, 3));
        assertThrows(BadInputException.class, () -> ChordSequence.of(new int[] {20}));
        assertThrows(BadInputException.class, () -> ChordSequence.of(new int[] {109}));
    }

    @ParameterizedTest
    @CsvSource({
        "4/4, 192, 48",
        "C|, 192, 96",
        "3/4, 144, 48",
        "6/8, 144, 72",
        "9/8, 216, 72",
        "3/8, 72, 24",
        "2+3/8, 120, 24"
    })
    void aMeterKnowsItsBarAndBeat(String text, int bar, int beat) {
        Meter meter = Meter.parse(text);

        assertEquals(bar, meter.barTicks());
        assertEquals(beat, meter.beatTicks());
    }

    @Test
    void aTitleIsOneLine() {
        assertEquals("a b", Tune.of("a\r\nb\n", 90, List.of()).title());
    }

    @Test
    void chordsAreSortedAndHaveEachPitchOnce() {
        ChordSequence chords = ChordSequence.of(new int[] {67, 60, 64, 60}, new int[0]);

        assertEquals(List.of(List.of(60, 64, 67), List.of()), chords.steps());
        assertEquals(ChordSequence.of(new int[] {62, 66, 69}, new int[0]), chords.transpose(2));
        assertEquals(2, chords.length());
    }
}
