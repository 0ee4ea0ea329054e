package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the tabulator key does in bash, with the script that {@code rnn completion} prints. */
class CompletionTest {
    @TempDir
    private static Path folder;

    private static Path script;

    @BeforeAll
    static void print() throws IOException {
        StringWriter out = new StringWriter();
        assertEquals(0, new CommandLine(new Main()).setOut(new PrintWriter(out)).execute("completion"));
        script = Files.writeString(folder.resolve("completion.sh"), out.toString());
    }

    /** Sources the script and asks bash what it completes a line to. */
    private static List<String> completed(String line) throws IOException, InterruptedException {
        String ask = "source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                + " COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; _complete_rnn; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", ask, "bash", script.toString()));
        command.addAll(List.of(line.split(" ", -1)));
        Process bash;
        try {
            bash = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "there is no bash here");
            return List.of();
        }
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        bash.waitFor();
        return answer.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "rnn sent, sentiment",
        "rnn music --tem, --temperature",
        "rnn text --precision float6, float64",
        "rnn text --cell zone, zoneout",
        "rnn text --cell = zone, zoneout",
        "rnn sentiment --units = 8 --precision = float3, float32",
        "rnn plugins adamw, adamw",
        "rnn help trans, translate"
    })
    void theTabulatorCompletes(String line, String to) throws IOException, InterruptedException {
        assertEquals(List.of(to), completed(line));
    }

    /** Bash makes a word of an equal sign. */
    @Test
    void afterAnEqualSignThereAreAllValues() throws IOException, InterruptedException {
        assertEquals(List.of("float32", "float64"), completed("rnn text --precision ="));
    }

    @Test
    void oneLineOfTheHelpInstallsIt() {
        StringWriter out = new StringWriter();
        new CommandLine(new Main()).setOut(new PrintWriter(out)).execute("help", "completion");
        assertTrue(out.toString().contains("eval \"$(./rnn completion)\""), out.toString());
    }
}
