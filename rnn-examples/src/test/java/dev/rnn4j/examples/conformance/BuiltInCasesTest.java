package dev.rnn4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.rnn4j.testkit.golden.Conformance;
import dev.rnn4j.testkit.golden.ConformanceResult;
import dev.rnn4j.testkit.golden.ConformanceResult.Status;
import dev.rnn4j.testkit.golden.GoldenCase;
import dev.rnn4j.testkit.golden.GoldenFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built-in golden cases through all plug-ins. */
class BuiltInCasesTest {
    static Stream<String> names() {
        return Conformance.builtInNames().stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyBuiltInCaseIsWithinItsTolerance(String name) throws IOException {
        ConformanceResult r;
        try (InputStream in = Conformance.openBuiltIn(name)) {
            r = name.startsWith("functions")
                    ? Conformance.run(GoldenFunctions.read(name, in))
                    : Conformance.run(GoldenCase.read(name, in));
        }
        assertEquals(Status.OK, r.status(), r::report);
        assertFalse(r.comparisons().isEmpty());
    }

    @Test
    void theIndexNamesNetworksAndFunctions() {
        assertEquals(17, Conformance.builtInNames().size());
        assertEquals(
                1,
                Conformance.builtInNames().stream()
                        .filter(n -> n.startsWith("functions"))
                        .count());
    }
}
