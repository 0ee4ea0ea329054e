package dev.rnn4j.examples.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ForecastCommandTest {
    @TempDir
    Path folder;

    /** What a run printed, or the refusal that ended it. */
    private String run(String... arguments) {
        StringWriter out = new StringWriter();
        List<Throwable> thrown = new ArrayList<>();
        new CommandLine(new ForecastCommand())
                .setOverwrittenOptionsAllowed(true)
                .setOut(new PrintWriter(out))
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    thrown.add(e);
                    return 1;
                })
                .execute(Stream.concat(Stream.of("--quick", "--networks=1", "--out=" + picture()), Stream.of(arguments))
                        .toArray(String[]::new));
        if (thrown.isEmpty()) {
            return out.toString();
        }
        assertEquals(BadInputException.class, thrown.get(0).getClass(), () -> "" + thrown.get(0));
        String message = thrown.get(0).getMessage();
        assertEquals(1, message.lines().count(), message);
        return message;
    }

    private Path picture() {
        return folder.resolve("picture.svg");
    }

    private String file(String text) throws IOException {
        return "--data=" + Files.writeString(folder.resolve("own <1> & 2.txt"), text);
    }

    /** So many numbers with a season of 3. */
    private static String numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(t -> String.valueOf(10 + t % 3 + t * 37 % 11 / 10.0))
                .collect(Collectors.joining("\n"));
    }

    private static double mase(String out, String forecaster) {
        String line = out.lines()
                .filter(l -> l.startsWith(forecaster + "  "))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.substring(line.lastIndexOf(' ')));
    }

    @Test
    void the_built_in_series_is_foretold_better_than_by_seasonal_naive_and_drawn() throws Exception {
        String out = run();
        assertTrue(out.contains("211 values, 1956 Q1 to 2008 Q3, seasons of 4"), out);
        assertTrue(out.contains("2008 Q4") && out.contains("2010 Q3"), out);
        assertTrue(mase(out, "networks") < mase(out, "seasonal naive"), out);
        var svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture().toFile());
        assertEquals("svg", svg.getDocumentElement().getTagName());
        assertEquals(4, svg.getElementsByTagName("polyline").getLength());
        assertEquals(2, svg.getElementsByTagName("polygon").getLength());
    }

    @Test
    void the_same_seed_writes_the_same() throws IOException {
        String out = run("--epochs=2");
        String svg = Files.readString(picture());
        assertEquals(out, run("--epochs=2"));
        assertEquals(svg, Files.readString(picture()));
        assertFalse(out.equals(run("--epochs=2", "--seed=9")));
    }

    @Test
    void a_series_of_ones_own_is_counted_from_1() throws Exception {
        String out = run(file(numbers(80)), "--season=3", "--horizon=4", "--epochs=2");
        assertTrue(out.contains("80 values, 1 to 80, seasons of 3, as logarithms"), out);
        assertTrue(out.lines().anyMatch(line -> line.startsWith("84 ")), out);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(picture().toFile());
    }

    @Test
    void a_series_without_a_season_and_with_negative_values_is_foretold() throws IOException {
        String out = run(file("-5\n" + numbers(80)), "--season=1", "--epochs=2");
        assertFalse(out.contains("as logarithms"), out);
        assertTrue(out.contains("6 steps ahead"), out);
    }

    @Test
    void a_value_without_a_logarithm_after_others_is_refused_unless_none_are_taken() throws IOException {
        String data = file(numbers(80) + "\n0");
        assertTrue(run(data, "--season=3").contains("take it as it is with --no-log"));
        assertTrue(run(data, "--season=3", "--no-log", "--epochs=1").contains("81 values"));
    }

    @Test
    void too_few_values_are_refused_with_how_many_are_needed() throws IOException {
        String refusal = run(file(numbers(30)), "--season=3");
        assertTrue(refusal.contains("30 values, too few for a season of 3 and a horizon of 6: about "), refusal);
        int needed = Integer.parseInt(refusal.replaceAll(".*about (\\d+) are needed.*", "$1"));
        assertTrue(run(file(numbers(needed - 1)), "--season=3").contains("too few"));
        assertTrue(run(file(numbers(needed)), "--season=3", "--epochs=1").contains("Tested on"));
        assertTrue(run(file("1"), "--season=3").contains("too few"));
    }

    @Test
    void a_series_that_repeats_itself_is_refused() throws IOException {
        assertTrue(run(file("1\n2\n3\n".repeat(30)), "--season=3").contains("nothing to learn"));
    }

    @Test
    void options_that_make_no_sense_are_refused() throws IOException {
        assertTrue(run("--season=4").contains("--season is of no use without --data"));
        assertTrue(run("--column=beer").contains("--column is of no use without --data"));
        assertTrue(run(file(numbers(80))).contains("--data needs --season"));
        assertTrue(run("--horizon=0").contains("--horizon is 0"));
        assertTrue(run("--horizon=100").contains("too few"));
        assertTrue(run("--test-fraction=0.5").contains("--test-fraction is 0.5"));
        assertTrue(run("--learning-rate=0").contains("--learning-rate is 0.0"));
        assertTrue(run("--out=" + folder).contains("names the folder"));
        assertTrue(run("--out=" + folder.resolve("no/file.svg")).contains("there is no folder"));
        assertTrue(run("--cell=gruu").contains("gru"));
    }
}
