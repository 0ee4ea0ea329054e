package dev.rnn4j.examples.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each mistake in docs/errors.md gives the message that stands beside it. */
class ErrorsPageTest {
    @TempDir
    private Path folder;

    private static Stream<ErrorsPage.Row> rows() throws IOException {
        return ErrorsPage.rows().stream().filter(row -> !row.isCommand());
    }

    @TestFactory
    Stream<DynamicTest> eachMistakeGivesTheMessageBesideIt() throws IOException {
        Mistakes mistakes = Mistakes.in(folder);
        return rows().map(row -> DynamicTest.dynamicTest(row.what(), () -> {
            assertTrue(mistakes.names().contains(row.what()), "no test makes this mistake");
            Throwable thrown = assertThrows(Throwable.class, mistakes.get(row.what()));
            assertTrue(
                    thrown instanceof BadInputException || thrown instanceof PluginMistakes.Elsewhere,
                    () -> "not a BadInputException: " + thrown);
            row.assertSaid(thrown.getMessage(), folder);
        }));
    }

    @Test
    void eachMistakeThatIsTestedStandsInThePage() throws IOException {
        assertEquals(
                Mistakes.in(folder).names().stream().sorted().toList(),
                rows().map(ErrorsPage.Row::what).sorted().toList());
    }
}
