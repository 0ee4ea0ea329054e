package dev.rnn4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Lists;
import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    @TempDir
    Path folder;

    /** A file that gives so many bytes at a time. */
    private static TextFile file(byte[] bytes, int block, Charset charset) {
        return new TextFile("the file", charset, (from, into) -> {
            int n = Math.min(Math.min(block, into.remaining()), bytes.length - (int) from);
            if (n <= 0) {
                return -1;
            }
            into.put(bytes, (int) from, n);
            return n;
        });
    }

    private static TextFile file(String text) {
        return file(text.getBytes(StandardCharsets.UTF_8), 1 << 20, StandardCharsets.UTF_8);
    }

    private static String refusal(Iterable<?> read) {
        String said = assertThrows(BadInputException.class, () -> read.forEach(x -> {}))
                .getMessage();
        assertFalse(said.contains("\n"), said);
        return said;
    }

    private static List<List<Integer>> tokens(Iterable<Example> examples) {
        List<List<Integer>> all = new ArrayList<>();
        for (Example e : examples) {
            assertEquals(e.input().length(), e.target().length());
            for (Series s : List.of(e.input(), e.target())) {
                List<Integer> its = new ArrayList<>();
                for (int t = 0; t < s.length(); t++) {
                    its.add(s.token(t));
                }
                all.add(its);
            }
        }
        return all;
    }

    /** About n characters of words and line ends, some of several bytes. */
    private static String text(int n, long seed) {
        Random random = new Random(seed);
        String[] parts = {
            "the ", "tree ", "stands", ". ", "\u00c4rger ", "\u4e2d", "\ud83d\ude00 ", "\n", "\r\n", "don't "
        };
        StringBuilder text = new StringBuilder();
        while (text.length() < n) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    @Property(seed = "20261124", tries = 1000)
    void linesAreThoseOfTheWholeTextWhateverTheBlocks(
            @ForAll @StringLength(max = 20) @Chars({'a', '\u00e9', '\n', '\r', '\u20ac'}) String text,
            @ForAll @IntRange(min = 1, max = 5) int block) {
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
            assertEquals(
                    text.lines().toList(),
                    Lists.newArrayList(
                            file(text.getBytes(charset), block, charset).lines()));
        }
    }

    @Test
    void piecesAreTheWholeTextAndCutNoWord() {
        String text = text(300_000, 1);
        List<String> pieces =
                Lists.newArrayList(file(text.getBytes(StandardCharsets.UTF_8), 999, StandardCharsets.UTF_8)
                        .pieces());
        assertEquals(text, String.join("", pieces));
        assertTrue(pieces.size() >= 4, pieces.size() + " pieces");
        List<String> words = new ArrayList<>();
        Tokenizer.words().each(pieces).forEach(words::addAll);
        assertEquals(Tokenizer.words().split(text), words);
    }

    @Test
    void aTextWithoutWhiteSpaceIsCutBetweenCharacters() {
        String text = "x" + "\ud83d\ude00".repeat(100_000);
        List<String> pieces = Lists.newArrayList(file(text).pieces());
        assertEquals(text, String.join("", pieces));
        pieces.forEach(piece -> assertFalse(Character.isHighSurrogate(piece.charAt(piece.length() - 1))));
    }

    @Test
    void windowsAreThoseOfTheTextInMemory() {
        String text = text(150_000, 2);
        for (int steps : new int[] {1000, 64, 1_000_000}) {
            TextCodec characters = TextCodec.of(Tokenizer.characters(), List.of(text));
            TextCodec words = TextCodec.of(Tokenizer.words().lowerCase(), List.of(text));
            for (TextCodec codec :
                    List.of(characters, words, words.framed(), TextCodec.bytes().framed())) {
                assertEquals(
                        tokens(Example.windows(codec.encode(text), steps)),
                        tokens(file(text).windows(codec, steps)),
                        codec + " in " + steps);
            }
        }
    }

    @Test
    void eachStepIsReadOnceAndPredictedOnce() {
        List<List<Integer>> all = tokens(Example.windows(Series.tokens(0, 1, 2, 3, 4), 3));
        assertEquals(List.of(List.of(0, 1, 2), List.of(1, 2, 3), List.of(3), List.of(4)), all);
        assertEquals(List.of(List.of(0, 1), List.of(1, 2)), tokens(List.of(Example.next(Series.tokens(0, 1, 2)))));
        assertEquals(
                4, Example.next(Series.rows(new double[][] {{3}, {4}})).target().get(0, 0));
        assertThrows(BadInputException.class, () -> Example.next(Series.tokens()));
        assertThrows(BadInputException.class, () -> Example.windows(Series.tokens(1), 3));
        assertThrows(BadInputException.class, () -> Example.windows(Series.tokens(1, 2), 0));
        assertThrows(BadInputException.class, () -> file("ab").windows(TextCodec.bytes(), 0));
        assertEquals(List.of(), tokens(file("").windows(TextCodec.bytes(), 5)));
        assertEquals(List.of(), tokens(file("a").windows(TextCodec.bytes(), 5)));
    }

    @Test
    void aFileIsReadAnewEachTime() throws IOException {
        Path path = folder.resolve("a.txt");
        Files.writeString(path, "\ufeffone\ntwo");
        TextFile file = TextFile.of(path);
        Iterable<String> lines = file.lines();
        assertEquals(List.of("one", "two"), Lists.newArrayList(lines));
        assertEquals(List.of("one", "two"), Lists.newArrayList(lines));
        Files.writeString(path, "three");
        assertEquals(List.of("three"), Lists.newArrayList(lines));
        Files.write(path, "\u00e4".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(
                List.of("\u00e4"),
                Lists.newArrayList(
                        TextFile.of(path, StandardCharsets.ISO_8859_1).lines()));
    }

    @Test
    void aFileLargerThanTheBlocksIsNeverHeldAsAWhole() {
        // 64 MB that are made as they are read.
        long size = 1L << 26;
        AtomicLong read = new AtomicLong();
        TextFile.Blocks made = (from, into) -> {
            int n = (int) Math.min(into.remaining(), size - from);
            for (int i = 0; i < n; i++) {
                into.put((byte) ((from + i) % 61 == 60 ? '\n' : 'a' + (from + i) % 7));
            }
            read.addAndGet(n);
            return n > 0 ? n : -1;
        };
        TextFile file = new TextFile("made", StandardCharsets.UTF_8, made);
        long given = 0;
        for (String line : file.lines()) {
            given += line.length() + 1;
            assertTrue(read.get() - given <= Decoding.BLOCK + 61, "held at " + given);
        }
        assertEquals(size, read.getAndSet(0), 61);
        given = 0;
        long windows = 0;
        for (Example e : file.windows(TextCodec.bytes(), 5000)) {
            given += e.input().length();
            assertTrue(read.get() - given <= 3 * Decoding.BLOCK + 5000, "held at " + given);
            if (++windows == 1000) {
                break; // as far as this it is 5 MB
            }
        }
    }

    @Test
    void nothingIsReadBeforeItIsAskedFor() {
        int[] blocks = {0};
        TextFile file = new TextFile("made", StandardCharsets.UTF_8, (from, into) -> {
            blocks[0]++;
            into.put("line\n".getBytes(StandardCharsets.UTF_8));
            return 5;
        });
        Iterator<Example> examples =
                file.examples(line -> Example.of(Series.tokens(1), 0)).iterator();
        assertEquals(0, blocks[0]);
        examples.next();
        assertEquals(1, blocks[0]);
    }

    @Test
    void bytesThatAreNoTextAreNamedByLineAndByte() {
        byte[] bytes = "ab\ncd\u00e4\r\nx?y".getBytes(StandardCharsets.UTF_8);
        bytes[10] = (byte) 0xc3; // the question mark; followed by no byte that goes with it
        for (int block : new int[] {1, 3, 100}) {
            assertEquals(
                    "the file, line 3, byte 11 of the file: is not text in UTF-8: save it so, or name its charset",
                    refusal(file(bytes, block, StandardCharsets.UTF_8).lines()));
        }
        byte[] cut = {'a', '\n', (byte) 0xe2, (byte) 0x82};
        assertTrue(refusal(file(cut, 9, StandardCharsets.UTF_8).pieces()).startsWith("the file, line 2, byte 3 of"));
        byte[] far = "line\n".repeat(50_000).getBytes(StandardCharsets.UTF_8);
        far[200_003] = (byte) 0xff;
        assertTrue(refusal(file(far, 70_000, StandardCharsets.UTF_8).lines())
                .startsWith("the file, line 40001, byte 200004 of"));
        assertTrue(refusal(file("a\nb\0").lines()).startsWith("the file, line 2 has a zero character"));
        assertTrue(refusal(file("a".repeat(1 << 24) + "bc").lines())
                .startsWith("the file, line 1 has more than 16777216"));
    }

    @Test
    void aFileThatIsNotThereIsRefused() throws IOException {
        assertTrue(assertThrows(BadInputException.class, () -> TextFile.of(folder.resolve("none")))
                .getMessage()
                .endsWith("none does not exist: check its path"));
        assertTrue(assertThrows(BadInputException.class, () -> TextFile.of(folder))
                .getMessage()
                .endsWith(" is a folder: give a file"));
        Path path = folder.resolve("a.txt");
        Files.writeString(path, "a");
        TextFile file = TextFile.of(path);
        Files.delete(path);
        assertTrue(refusal(file.lines()).contains("cannot be read (NoSuchFileException)"));
    }

    @Test
    void aFileThatChangesMeanwhileIsRefused() throws IOException {
        Path path = folder.resolve("a.txt");
        Files.writeString(path, "line\n".repeat(100_000));
        Iterator<String> lines = TextFile.of(path).lines().iterator();
        lines.next();
        Files.writeString(path, "other\n".repeat(100_000));
        String said = assertThrows(BadInputException.class, () -> lines.forEachRemaining(x -> {}))
                .getMessage();
        assertTrue(said.contains("was changed while it was read"), said);
    }

    @Test
    void anExampleThatFailsIsNamedByItsLine() {
        TextFile file = file("1\t2\n\n2\tx\n");
        assertEquals(
                "the file, line 3: java.lang.NumberFormatException: For input string: \"x\"",
                refusal(file.examples(line -> {
                    String[] fields = line.split("\t");
                    return line.isEmpty() ? null : Example.of(Series.tokens(1), Integer.parseInt(fields[1]));
                })));
        assertEquals(
                1,
                Lists.newArrayList(file.examples(l -> l.isEmpty() ? Example.of(Series.tokens(), 1) : null))
                        .size());
        assertEquals("the file, line 1: no good", refusal(file.examples(line -> {
            throw new BadInputException("no good");
        })));
    }

    @Test
    void numbersAreRowsOfATable() {
        String[] same = {
            "a,b\n1,-2.5\n\n+3e2,.5\n", "1\t-2.5\n3e+2\t0.5", "1 ; -2.5\n 300 ; .5\r\n", " 1 -2.5\n300   .50 "
        };
        for (String text : same) {
            List<double[]> rows = Lists.newArrayList(file(text).numbers());
            assertEquals(2, rows.size(), text);
            assertArrayEquals(new double[] {1, -2.5}, rows.get(0), text);
            assertArrayEquals(new double[] {300, 0.5}, rows.get(1), text);
        }
        String[][] wrong = {
            {"a,b\n1,2\n1,2,3\n", "the file, line 3 has 3 columns, the first line has 2: each line has as many"},
            {"a;b\n1,5;2\n", "the file, line 2, column 1 is '1,5': it has to be a finite number, with a point"},
            {"1,x\n", "the file, line 1, column 2 is 'x'"},
            {"1,2\n,3\n", "the file, line 2, column 1 is ''"},
            {"1,2\n1,NaN\n", "the file, line 2, column 2 is 'NaN'"},
            {"1,2\n1,1e999\n", "the file, line 2, column 2 is '1e999'"},
            {"1,2\n1,2f\n", "the file, line 2, column 2 is '2f'"},
        };
        for (String[] w : wrong) {
            String said = refusal(file(w[0]).numbers());
            assertTrue(said.startsWith(w[1]), said);
        }
    }
}
