package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AbcTest {
    /** Notes as "pitch*ticks", rests as "z*ticks"; a quarter note has 48 ticks. */
    private static String played(String head, String music) {
        Tune tune = Abc.parse("X:1\nT:t\n" + head + "\n" + music + "\n", "test").get(0);
        List<String> notes = new ArrayList<>();
        for (Note note : tune.notes()) {
            notes.add((note.isRest() ? "z" : note.pitch()) + "*" + note.ticks());
        }
        return String.join(" ", notes);
    }

    /** In C major, four quarters in a bar, quarters as the unit. */
    private static String played(String music) {
        return played("M:4/4\nL:1/4\nK:C", music);
    }

    /** Only the pitches. */
    private static String pitches(String head, String music) {
        return played(head, music).replaceAll("\\*\\d+", "");
    }

    @ParameterizedTest
    @CsvSource({
        "C, 60",
        "c, 72",
        "'C,', 48",
        "'c''', 84",
        "B, 71",
        "b, 83",
        "'A,,', 45",
        "'c,', 60",
        "'C''', 72",
        "'C,'',', 48"
    })
    void lettersAndOctaveMarksGiveThePitch(String note, int pitch) {
        assertEquals(pitch + "*48", played(note));
    }

    @Test
    void accidentalsLastUntilTheBarLineInAllOctaves() {
        // F#, then F# still, then F natural again; the octave above follows it, as the standard's default says.
        assertEquals("66*48 66*48 78*48 65*48", played("^F F f | F"));
        assertEquals("70*48 71*48 71*48 58*48 57*48", played("_B =B B | _B, __B,"));
        assertEquals("67*48 67*48", played("^^F F"));
    }

    @Test
    void aTieCarriesItsAccidentalOverTheBarLine() {
        assertEquals("66*96 65*48", played("z ^F- | F F").substring("z*48 ".length()));
    }

    @Test
    void theKeySignatureSharpensAndFlattens() {
        // D major has F# C#, E flat major Bb Eb Ab.
        assertEquals("62 64 66 67 69 71 73", pitches("K:D", "DEFGABc"));
        assertEquals("63 65 67 68 70 72 74", pitches("K:Eb", "EFGABcd"));
    }

    @ParameterizedTest
    @CsvSource({
        // The scale from C to B in each key; all of these but the last two have one sharp or one flat.
        "G, 60 62 64 66 67 69 71",
        "Em, 60 62 64 66 67 69 71",
        "E minor, 60 62 64 66 67 69 71",
        "ADor, 60 62 64 66 67 69 71",
        "D mixolydian, 60 62 64 66 67 69 71",
        "Clyd, 60 62 64 66 67 69 71",
        "Bphr, 60 62 64 66 67 69 71",
        "F# locrian, 60 62 64 66 67 69 71",
        "Dm, 60 62 64 65 67 69 70",
        "F major clef=treble, 60 62 64 65 67 69 70",
        "Gdor ^f, 60 62 64 66 67 69 70",
        "D exp _b ^f, 60 62 64 66 67 69 70",
        "none, 60 62 64 65 67 69 71",
        "HP, 61 62 64 66 67 69 71"
    })
    void modesAndKeysOfTheirOwnSetTheSignature(String key, String scale) {
        assertEquals(scale, pitches("K:" + key, "CDEFGAB"));
    }

    @ParameterizedTest
    @CsvSource({"C, 48", "C2, 96", "C/, 24", "C/2, 24", "C//, 12", "C/4, 12", "C3/2, 72", "C3/, 72", "C4/3, 64"})
    void lengthsMultiplyTheUnit(String note, int ticks) {
        assertEquals("60*" + ticks, played(note));
    }

    @Test
    void withoutAUnitLengthTheMeterGivesIt() {
        // A sixteenth below three quarters of a whole note, else an eighth.
        assertEquals("60*12", played("M:2/4\nK:C", "C"));
        assertEquals("60*24", played("M:3/4\nK:C", "C"));
        assertEquals("60*24", played("K:C", "C"));
    }

    @Test
    void brokenRhythmLengthensOneNoteAndShortensTheOther() {
        assertEquals("60*72 62*24 64*24 65*72", played("C>D E<F"));
        assertEquals("60*84 62*12 64*6 65*90", played("C >> D E<<<F"));
    }

    @Test
    void tupletsFitTheirNotesIntoTheTimeOfOthers() {
        assertEquals("60*32 62*32 64*32 60*48", played("(3CDE C"));
        assertEquals("60*32 62*64", played("(3:2:2 C D2"));
        assertEquals("60*72 62*72", played("(2CD"));
        assertEquals("60*36 62*36 64*36 65*36", played("(4CDEF"));
        // Five in the time of two, or of three where the meter is compound; ends are rounded, so the sum is exact.
        assertEquals("60*19 62*19 64*20 65*19 67*19", played("(5CDEFG"));
        assertEquals("60*14 62*15 64*14 65*15 67*14", played("M:6/8\nL:1/8\nK:C", "(5CDEFG"));
        // Six are always in the time of two.
        assertEquals("60*8 62*8 64*8 65*8 67*8 69*8", played("M:6/8\nL:1/8\nK:C", "(6CDEFGA"));
    }

    @Test
    void tiesJoinNotesOfOnePitchAndSlursDoNot() {
        assertEquals("60*144 62*48", played("C2- | C D"));
        assertEquals("60*96 60*48", played("(C2 | C)"));
        assertEquals("60*96 62*48", played("C2- D"));
        assertEquals("60*144", played("C2 -C"));
    }

    @Test
    void restsAreKept() {
        assertEquals("z*48 60*48 z*96", played("zCx2"));
        assertEquals("z*192 z*192 60*48", played("Z2|C"));
    }

    @Test
    void repeatsAreExpanded() {
        assertEquals("60 62 60 62 64", pitches("K:C", "|: C D :| E"));
        assertEquals("60 62 60 62 64 65 64 65", pitches("K:C", "C D :: E F :|"));
        // Without a start a repeat goes back to the last double bar, or to the end of the last repeat.
        assertEquals("60 62 62 64 64", pitches("K:C", "C || D :| E :|"));
        assertEquals("60 60 60 62", pitches("K:C", "|: C ::| D"));
        // With a start it does not.
        assertEquals("60 62 60 62", pitches("K:C", "|: C || D :|"));
    }

    @Test
    void endingsAreTakenInTheirPass() {
        assertEquals("60 62 60 64 65", pitches("K:C", "|: C |1 D :|2 E || F"));
        assertEquals("60 62 60 64 65 65", pitches("K:C", "|: C |1 D :|2 E || F :|"));
        assertEquals("60 62 60 64 60 62 60 65", pitches("K:C", "|: C |1,3 D :|2 E :|4 F |]"));
        assertEquals("60 62 60 62 60 64", pitches("K:C", "|: C [1-2 D :| [3 E |]"));
        assertEquals("60 62 60 64 65 65", pitches("K:C", "C | [1 D :| [2 E |: F :|"));
        assertEquals("60 62 60 64 65 67 65 69", pitches("K:C", "|: C |1 D :|2 E :: F | 1 G :| 2 A :|"));
    }

    @Test
    void aChordCountsAsItsHighestNote() {
        assertEquals("67*48 72*96", played("[CEG] [Cc]2"));
        assertEquals("67*96 65*48", played("[CG]-[EG] F"));
        assertEquals("67*96 65*48", played("[CG-][EG] F"));
        // Only the note below is tied.
        assertEquals("67*48 67*48", played("[C-G][CG]"));
        assertEquals("67*48 67*48", played("[GC-][GC]"));
        assertEquals("67*96", played("[C2G4]"));
    }

    @Test
    void whatDoesNotChangeTheMelodyIsSkipped() {
        assertEquals(
                "60*48 62*48 64*48 65*48", played("\"Am\"C {de}!trill!D | ~.uE y2 +f+ (F) % a comment with notes CDE"));
        assertEquals("60*48 62*48", played("C \\\nD\nw: words and words\nW: more\n%%staffwidth 10"));
    }

    @Test
    void fieldsAmongTheMusicCount() {
        assertEquals("60*48 66*48 66*24 60*12", played("C [K:G] F\nL:1/8\nF [L:1/16] C"));
        // A change of clef is no change of key.
        assertEquals("66*48", played("L:1/4\nK:G", "[K:clef=bass] F"));
    }

    @Test
    void ofSeveralVoicesTheFirstIsTaken() {
        assertEquals("60 62 64 65", pitches("V:1 clef=treble\nV:2\nK:C", "V:1\nC D\nV:2\n[K:G] F, G,\nV:1\nE F"));
        // Another voice's key is not the melody's.
        assertEquals("60 65", pitches("K:C", "V:1\nC\nV:2\nK:G\nF,\nV:1\nF"));
        assertEquals("60 62 64", pitches("K:C", "[V:a] C [V:b] F, [V:a] D & A, |\n[V:b] G,\n[V:a] E"));
    }

    @Test
    void theHeadOfTheFileHoldsForItsTunes() {
        List<Tune> tunes = Abc.parse(
                "%abc\nM:3/4\nL:1/4\n\nX:1\nT:one\nK:C\nC\n\nSome words.\n\nX:2\nT:two\nM:2/4\nK:C\nD\n", "test");

        assertEquals(List.of("one", "two"), tunes.stream().map(Tune::title).toList());
        assertEquals(new Meter(3, 4), tunes.get(0).meter());
        assertEquals(new Meter(2, 4), tunes.get(1).meter());
        assertEquals(48, tunes.get(1).notes().get(0).ticks());
    }

    @ParameterizedTest
    @CsvSource({"1/4=100, 100", "\"Allegro\" 1/4=100, 100", "3/8=80, 120", "1/2 = 60, 120", "90, 90", "\"Slow\", 120"})
    void theTempoIsInQuarterNotes(String field, int bpm) {
        assertEquals(
                bpm, Abc.parse("X:1\nQ:" + field + "\nK:C\nC\n", "test").get(0).bpm());
    }

    @Test
    void aShortFirstBarIsAnUpbeat() {
        assertEquals(
                24, Abc.parse("X:1\nM:3/4\nL:1/8\nK:C\nC|D6|\n", "test").get(0).pickup());
        assertEquals(
                0, Abc.parse("X:1\nM:3/4\nL:1/8\nK:C\nC6|D6|\n", "test").get(0).pickup());
    }

    @Test
    void barsThatDoNotAddUpAreReported() {
        List<String> faults = new ArrayList<>();
        Abc.parse("X:1\nT:t\nM:2/4\nL:1/4\nK:C\nC|CD|CDE|\n|:C|DE:|C||D|\n", "test", faults::add);

        // The upbeat is fine and so is the bar that a double bar divides. Three quarters are too many, and one too few;
        // a bar is named once, however often it is repeated.
        assertEquals(
                List.of(
                        "test, line 6, column 9 (tune 1 \"t\"): the bar that ends here has 3/4 of a whole note in a"
                                + " meter of 1/2; check the lengths of its notes",
                        "test, line 7, column 4 (tune 1 \"t\"): the bar that ends here has 1/4 of a whole note in a"
                                + " meter of 1/2; check the lengths of its notes"),
                faults);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "C [EG;line 4, column 3;chord is not closed",
                "C {d;line 4, column 4;grace notes are not closed",
                "\"Am C;line 4, column 2;not closed",
                "C ^ D;line 4, column 3;accidental",
                "C2,;line 4, column 3;octave mark",
                "C D 3;line 4, column 5;length",
                "C }D;line 4, column 3;means nothing",
                "C,,,,,,,;line 4, column 1;outside of what MIDI",
                "C0;line 4, column 2;length",
                ">C;line 4, column 1;broken rhythm",
                "(1C;line 4, column 1;tuplet",
                "|: C |1 D :|99 E;line 4, column 13;ending",
                "[K:H] C;line 4, column 4;key"
            })
    void aMistakeIsReportedWithFileLineColumnAndTune(String music, String place, String what) {
        String message = assertThrows(
                        BadInputException.class, () -> Abc.parse("X:7\nT:Tune\nK:C\n" + music + "\n", "some.abc"))
                .getMessage();

        assertTrue(message.startsWith("some.abc, " + place + " (tune 7 \"Tune\"): "), message);
        assertTrue(message.contains(what), message);
        assertTrue(message.contains("; "), message);
        assertEquals(1, message.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"K:H", "M:3/5\nK:C", "M:0/4\nK:C", "L:1/0\nK:C", "K:Cxyz", "C D E"})
    void aMistakeInTheHeadIsReportedWithItsLine(String head) {
        String message = assertThrows(
                        BadInputException.class, () -> Abc.parse("X:1\nT:t\n" + head + "\nC\n", "some.abc"))
                .getMessage();

        assertTrue(message.startsWith("some.abc, line 3"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "just words", "X:1\nT:no key\n", "X:1\nK:C\n", "X:1\nK:C\nz4|\n"})
    void aTextWithoutATuneIsRefused(String text) {
        assertThrows(BadInputException.class, () -> Abc.parse(text, "some.abc"));
    }

    @Test
    void aTuneThatWouldNeverEndIsRefused() {
        String music = "|: " + "Z500|".repeat(300) + "C |1-15 D :|16 E";

        assertThrows(BadInputException.class, () -> Abc.parse("X:1\nK:C\n" + music + "\n", "some.abc"));
    }

    @Test
    void aBrokenTuneOfACollectionIsLeftOutAndNamed() {
        List<String> faults = new ArrayList<>();
        List<Tune> tunes =
                Abc.parse("X:1\nT:a\nK:C\nC}\nD\n\nX:2\nT:b\nK:C\nC\nX:3\nT:c\nK:C\nE\n", "test", faults::add);

        assertEquals(List.of("b", "c"), tunes.stream().map(Tune::title).toList());
        assertEquals(1, faults.size());
        assertTrue(faults.get(0).contains("line 4, column 2 (tune 1 \"a\")"), faults.get(0));
    }

    @Test
    void aFolderIsReadByName(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("b.abc"), "X:1\nT:b\nK:C\nC\n");
        Files.writeString(folder.resolve("a.ABC"), "X:1\r\nT:a\r\nK:C\r\nC\r\n");
        Files.writeString(folder.resolve("c.txt"), "no tune");

        assertEquals(
                List.of("a", "b"), Abc.read(folder).stream().map(Tune::title).toList());
    }

    @Test
    void filesInLatin1AndWithAByteOrderMarkAreRead(@TempDir Path folder) throws IOException {
        Path latin =
                Files.write(folder.resolve("l.abc"), "X:1\nT:Frère\nK:C\nC\n".getBytes(StandardCharsets.ISO_8859_1));
        Path marked = Files.writeString(folder.resolve("m.abc"), "\ufeffX:1\nT:Frère\nK:C\nC\n");

        assertEquals("Frère", Abc.read(latin).get(0).title());
        assertEquals("Frère", Abc.read(marked).get(0).title());
    }

    @Test
    void aFileThatIsNotThereIsNamed(@TempDir Path folder) {
        Path file = folder.resolve("none.abc");
        String message =
                assertThrows(BadInputException.class, () -> Abc.read(file)).getMessage();

        assertTrue(message.contains("none.abc"), message);
        assertThrows(BadInputException.class, () -> Abc.read(folder));
    }
}
