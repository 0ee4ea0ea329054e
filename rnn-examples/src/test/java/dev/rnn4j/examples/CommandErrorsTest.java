package dev.rnn4j.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.network.Network;
import dev.rnn4j.examples.errors.ErrorsPage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each command line in docs/errors.md gives the message, and the exit code, that stand beside it. */
class CommandErrorsTest {
    private static final Pattern WORD = Pattern.compile("(--[a-z-]+=)?(\"([^\"]*)\"|\\S+)");

    @TempDir
    private Path folder;

    /** What the command lines speak of. */
    @BeforeEach
    void files() throws IOException {
        Network.builder().inputs(2).recurrent("gru", 2).dense(2).build().save(folder.resolve("model.safetensors"));
        Files.writeString(folder.resolve("reviews.csv"), "text,label\nGood food,positive\nBad food,3 stars\n");
        Files.writeString(folder.resolve("sales.csv"), "date,sales\n2024-01,12\n2024-02,n/a\n");
        Files.writeString(folder.resolve("latin.txt"), "caf\u00e9", StandardCharsets.ISO_8859_1);
    }

    /** As a shell would take the line apart; a file is one of the folder's. */
    private List<String> arguments(String line) {
        List<String> all = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            String option = word.group(1) == null ? "" : word.group(1);
            String value = word.group(3) == null ? word.group(2) : word.group(3);
            boolean file = option.matches("--(data|load|save|out)=");
            all.add(option + (file ? folder.resolve(value) : value));
        }
        return all.subList(1, all.size());
    }

    @TestFactory
    Stream<DynamicTest> eachLineGivesTheMessageAndTheExitCodeBesideIt() throws IOException {
        List<ErrorsPage.Row> rows =
                ErrorsPage.rows().stream().filter(ErrorsPage.Row::isCommand).toList();
        assertTrue(rows.size() >= 15, "command lines found: " + rows.size());
        return rows.stream()
                .map(row -> DynamicTest.dynamicTest(row.what(), () -> {
                    ByteArrayOutputStream err = new ByteArrayOutputStream();
                    int code = Main.run(
                            new Main(),
                            arguments(row.what()).toArray(String[]::new),
                            new PrintStream(err, true, StandardCharsets.UTF_8),
                            Map.of());
                    row.assertSaid(err.toString(StandardCharsets.UTF_8), folder);
                    assertTrue(
                            row.cure().endsWith(" (" + code + ")"),
                            "it exits with " + code + ", not as in: " + row.cure());
                }));
    }
}
