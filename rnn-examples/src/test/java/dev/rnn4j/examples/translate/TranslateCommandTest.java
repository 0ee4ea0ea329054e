package dev.rnn4j.examples.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.examples.Main;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TranslateCommandTest {
    @TempDir
    Path folder;

    private record Outcome(int code, String out, String error) {}

    private static Outcome run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = new CommandLine(
                        new TranslateCommand(new ByteArrayInputStream("ba\n\n".getBytes(StandardCharsets.UTF_8))))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, l, r) -> {
                    l.getErr().print(e.getMessage());
                    l.getErr().flush();
                    return 2;
                });
        return new Outcome(line.execute(arguments), out.toString(), err.toString());
    }

    /** Words of a and b, each to be written in capitals. */
    private Path capitals() throws IOException {
        String text = IntStream.range(0, 4)
                .boxed()
                .flatMap(length -> IntStream.range(0, 2 << length).mapToObj(bits -> word(length + 1, bits)))
                .map(word -> word + "\t" + word.toUpperCase(Locale.ROOT) + "\n")
                .collect(Collectors.joining());
        return Files.writeString(folder.resolve("capitals.tsv"), text);
    }

    private static String word(int length, int bits) {
        return IntStream.range(0, length)
                .mapToObj(i -> (bits >> i & 1) == 0 ? "a" : "b")
                .collect(Collectors.joining());
    }

    @Test
    void pairsOfAFileAreLearnedAndKept() throws IOException {
        Path file = folder.resolve("t.safetensors");
        Outcome trained = run(
                "--data=" + capitals(), "--units=16", "--epochs=60", "--batch-size=4", "--forward", "--save=" + file);
        assertEquals(0, trained.code(), trained.error());
        assertTrue(trained.out().contains("ba -> BA\n"), trained.out());
        Outcome loaded = run("--load=" + file, "--ask=abba", "--ask=xa");
        assertTrue(loaded.out().contains("abba -> ABBA\n"), loaded.out());
        assertTrue(loaded.out().contains("(never read: x)"), loaded.out());
    }

    @Test
    void aQuickRunOfSumsShowsWhereItLooked() {
        Outcome o = run("--quick", "--digits=1", "--ask=3+4");
        assertEquals(0, o.code(), o.error());
        assertTrue(o.out().contains("Where it looked"), o.out());
        assertTrue(o.out().contains("3+4 -> "), o.out());
    }

    @Test
    void badInputIsOneLineThatSaysWhere() throws IOException {
        refused("none.tsv does not exist", "--data=" + folder.resolve("none.tsv"));
        Path three = Files.writeString(folder.resolve("three.tsv"), "a\tb\na\tb\tc\n");
        refused("three.tsv, line 2 has 3 columns", "--data=" + three);
        Path latin = Files.write(folder.resolve("latin.tsv"), new byte[] {'a', '\t', (byte) 0xE9, '\n'});
        refused("latin.tsv", "--data=" + latin);
        Path one = Files.writeString(folder.resolve("one.tsv"), "a\tb\n");
        refused("has 1 different sources", "--data=" + one);
        refused("--digits is 9", "--digits=9");
        refused("not 0", "--epochs=0");
        refused("--ask is empty", "--ask=");
        refused("--data is of no use with --load", "--load=x", "--data=y");
        refused("--cell is of no use with --load", "--load=x", "--cell=gru");
        Path empty = Files.createFile(folder.resolve("empty.safetensors"));
        refused("empty.safetensors", "--load=" + empty);
    }

    private static void refused(String what, String... arguments) {
        Outcome o = run(arguments);
        assertEquals(2, o.code(), Arrays.toString(arguments));
        assertTrue(o.error().contains(what), o.error());
        assertFalse(o.error().contains("\n"), o.error());
    }

    @Test
    void theCommandIsThere() {
        assertTrue(new CommandLine(new Main()).getSubcommands().containsKey("translate"));
    }
}
