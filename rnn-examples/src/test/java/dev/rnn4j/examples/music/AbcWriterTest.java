package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AbcWriterTest {
    /** A rest may be divided at a bar line. */
    static List<Note> withRestsJoined(List<Note> notes) {
        List<Note> joined = new ArrayList<>();
        for (Note note : notes) {
            int last = joined.size() - 1;
            if (note.isRest() && last >= 0 && joined.get(last).isRest()) {
                joined.set(last, Note.rest(joined.get(last).ticks() + note.ticks()));
            } else {
                joined.add(note);
            }
        }
        return joined;
    }

    private static void assertReadBackEqual(Tune tune) {
        List<String> faults = new ArrayList<>();
        Tune back = Abc.parse(tune.toAbc(), "written", faults::add).get(0);

        assertEquals(withRestsJoined(tune.notes()), withRestsJoined(back.notes()), tune.toAbc());
        assertEquals(tune.title(), back.title());
        assertEquals(tune.meter(), back.meter());
        assertEquals(tune.key(), back.key());
        assertEquals(tune.bpm(), back.bpm());
    }

    private static String music(Tune tune) {
        return tune.toAbc().lines().skip(6).reduce("", (a, b) -> a + b + "\n");
    }

    @Test
    void everyBuiltInTuneInEveryKeyIsReadBackEqual() {
        for (Tune tune : Abc.builtIn()) {
            for (int semitones = -6; semitones < 6; semitones++) {
                assertReadBackEqual(tune.transpose(semitones));
            }
        }
    }

    @Test
    void anyNotesAreReadBackEqual() {
        Random random = new Random(20);
        int[] lengths = {1, 2, 3, 4, 6, 8, 9, 12, 15, 16, 24, 32, 36, 48, 60, 72, 84, 96, 100, 200};
        String[] keys = {"C", "G", "Bb", "F#m", "Ddor", "Ebmix", "D exp ^f_b"};
        for (int round = 0; round < 500; round++) {
            List<Note> notes = new ArrayList<>(List.of(new Note(60, 1)));
            for (int count = random.nextInt(40); count >= 0; count--) {
                int pitch = random.nextInt(6) == 0 ? Note.REST : 24 + random.nextInt(80);
                notes.add(new Note(pitch, lengths[random.nextInt(lengths.length)]));
            }
            Meter meter = new Meter(2 + random.nextInt(8), 1 << 1 + random.nextInt(3));
            Key key = Key.parse(keys[random.nextInt(keys.length)]);
            assertReadBackEqual(new Tune("any", meter, key, 100, 12 * random.nextInt(4), notes));
        }
    }

    @Test
    void theHeadNamesMeterUnitTempoAndKey() {
        Tune tune = new Tune("Name", new Meter(6, 8), Key.parse("Em"), 90, 0, List.of(new Note(64, 24)));

        assertEquals("X:1\nT:Name\nM:6/8\nL:1/8\nQ:1/4=90\nK:Em\nE|]\n", tune.toAbc());
    }

    @Test
    void fourBarsStandInALineAndBeatsApart() {
        List<Note> notes = new ArrayList<>();
        for (int count = 0; count < 10; count++) {
            notes.add(new Note(60, 24));
            notes.add(new Note(62, 24));
            notes.add(new Note(64, 48));
        }
        Tune tune = new Tune("t", new Meter(2, 4), Key.C_MAJOR, 90, 0, notes);

        assertEquals("CD E2|CD E2|CD E2|CD E2|\nCD E2|CD E2|CD E2|CD E2|\nCD E2|CD E2|]\n", music(tune));
    }

    @Test
    void anUpbeatStandsBeforeTheFirstBarOfItsLine() {
        List<Note> notes = new ArrayList<>(List.of(new Note(67, 48)));
        for (int count = 0; count < 5; count++) {
            notes.add(new Note(60, 144));
        }
        Tune tune = new Tune("t", new Meter(3, 4), Key.C_MAJOR, 90, 48, notes);

        assertEquals("G|C3|C3|C3|C3|\nC3|]\n", music(tune));
    }

    @Test
    void aNoteOverTheBarLineIsTied() {
        Tune tune = Tune.of("t", 90, List.of(new Note(60, 144), new Note(62, 96), new Note(60, 240)));

        assertEquals("C3 D-|D C3-|C2|]\n", music(tune));
    }

    @Test
    void fiveEighthsInACompoundMeterShowItsBeats() {
        Tune tune = new Tune(
                "t",
                new Meter(6, 8),
                Key.C_MAJOR,
                90,
                0,
                List.of(new Note(60, 120), new Note(62, 24), new Note(64, 96)));

        assertEquals("C3- C2D|E3- E|]\n", music(tune));
    }

    @Test
    void tripletsAreWrittenAsSuch() {
        List<Note> notes = List.of(
                new Note(60, 16),
                new Note(62, 16),
                new Note(64, 16),
                new Note(65, 32),
                new Note(67, 16),
                new Note(60, 96));

        assertEquals("(3CDE (3:2:2F2G C4|]\n", music(Tune.of("t", 90, notes)));
    }

    /** A flat sixth and a raised seventh in G minor, the raised fourth in D major, naturals in the bar of a sharp. */
    @Test
    void accidentalsFollowTheKeyAndTheBar() {
        Tune minor = new Tune(
                "t",
                Meter.FOUR_FOUR,
                Key.parse("Gm"),
                90,
                0,
                List.of(new Note(75, 48), new Note(78, 48), new Note(79, 96), new Note(77, 48)));
        Tune major = new Tune(
                "t",
                Meter.FOUR_FOUR,
                Key.parse("D"),
                90,
                0,
                List.of(new Note(66, 48), new Note(68, 48), new Note(67, 48), new Note(65, 48), new Note(66, 48)));

        assertEquals("e ^f g2|f|]\n", music(minor));
        assertEquals("F ^G =G =F|F|]\n", music(major));
    }

    @Test
    void aTitleWithAPercentSignIsNoComment() {
        assertTrue(Tune.of("50% off", 90, List.of(new Note(60, 48))).toAbc().contains("T:50\\% off\n"));
    }
}
