package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PianoRollTest {
    @Test
    void chordsShowWhereANoteBeginsAndGoesOn() {
        String roll = PianoRoll.of(ChordSequence.of(
                new int[] {60, 64}, new int[] {60}, new int[0], new int[] {60, 64}, new int[] {64}, new int[] {64}));

        assertEquals("E4   |#  #==\nC4   |#= #.\n", roll);
    }

    @Test
    void aTuneShowsRepeatedNotesApart() {
        Tune tune = Tune.of("t", 90, List.of(new Note(61, 48), new Note(61, 24), Note.rest(24), new Note(60, 96)));

        assertEquals("C#4  |#=# .\nC4   |.   #===\n", PianoRoll.of(tune, 2));
    }

    @Test
    void noLineIsWiderThanAHundredColumnsAndAllIsAscii() {
        List<Note> notes = new ArrayList<>();
        for (int count = 0; count < 300; count++) {
            notes.add(new Note(60 + count % 30, 24));
        }
        String roll = PianoRoll.of(Tune.of("t", 90, notes), 4);

        assertTrue(roll.lines().allMatch(line -> line.length() <= PianoRoll.WIDTH));
        assertTrue(roll.chars().allMatch(c -> c < 128));
        assertEquals(300, roll.chars().filter(c -> c == '#').count() - sharps(roll));
        assertEquals(300, roll.chars().filter(c -> c == '=').count());
    }

    private static long sharps(String roll) {
        return roll.lines().filter(line -> line.matches("[A-G]#.*")).count();
    }

    @Test
    void silenceIsSaid() {
        assertEquals("     | (2 steps of silence)\n", PianoRoll.of(ChordSequence.of(new int[0], new int[0])));
        assertEquals("", PianoRoll.of(ChordSequence.of()));
    }

    @Test
    void columnsThatDoNotFitTheGridAreRefused() {
        Tune tune = Tune.of("t", 90, List.of(new Note(60, 48)));

        assertThrows(BadInputException.class, () -> PianoRoll.of(tune, 5));
    }
}
