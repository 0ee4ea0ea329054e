package dev.rnn4j.examples.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.testkit.golden.Comparison;
import dev.rnn4j.testkit.golden.Conformance;
import dev.rnn4j.testkit.golden.ConformanceResult;
import dev.rnn4j.testkit.golden.ConformanceResult.Status;
import dev.rnn4j.testkit.golden.GoldenCase;
import dev.rnn4j.testkit.golden.GoldenFunctions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The runner tells right from wrong: one number that is off fails, and a broken file is named with the place. */
class ConformanceRunnerTest {
    private static final String LSTM = "21_lstm.json";
    private static final String SMALL = "09_rnn_B1_T1_H1.json";

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static GoldenCase read(String text) {
        return GoldenCase.read("case.json", stream(text));
    }

    /** The case without its training runs, which take the longest. */
    private static GoldenCase untrained(String text) {
        GoldenCase c = read(text);
        return new GoldenCase(
                c.name(),
                c.config(),
                c.steps(),
                c.rows(),
                c.lengths(),
                c.x(),
                c.targets(),
                c.h0(),
                c.c0(),
                c.params(),
                c.expected(),
                List.of());
    }

    private static String refused(String text) {
        return assertThrows(BadInputException.class, () -> read(text)).getMessage();
    }

    private static void assertFailsOnly(String what, ConformanceResult r) {
        assertEquals(Status.FAILED, r.status());
        assertEquals(List.of(what), r.failures().stream().map(Comparison::what).toList());
        assertTrue(r.report().startsWith("FAILED") && r.report().contains(" instead of "), r::report);
    }

    // ---- one number that is off

    @ParameterizedTest
    @ValueSource(strings = {"hidden", "h_n", "c_n", "logits", "outputs", "grad_x", "grad_h0", "grad_c0"})
    void aChangedExpectedTensorFails(String what) {
        String text = GoldenText.moved(GoldenText.of(LSTM), 1e-10, "\"expected\"", "\"" + what + "\"", "\"data\":[");
        assertFailsOnly(what, Conformance.run(untrained(text)));
    }

    @Test
    void aChangedExpectedLossFails() {
        String text = GoldenText.moved(GoldenText.of(LSTM), 1e-10, "\"expected\"", "\"loss\":");
        assertFailsOnly("loss", Conformance.run(untrained(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0", "out.weight", "out.bias"})
    void aChangedExpectedGradientFails(String what) {
        String text = GoldenText.moved(GoldenText.of(LSTM), 1e-10, "\"grads\"", "\"" + what + "\"", "\"data\":[");
        assertFailsOnly("grads " + what, Conformance.run(untrained(text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "10", "100"})
    void aChangedTrainingCheckpointFails(String steps) {
        String part = "\"" + steps + "\":";
        String loss = GoldenText.moved(GoldenText.of(SMALL), 1e-8, "\"training\"", "\"losses\"", part);
        assertFailsOnly("training sgd, " + steps + " steps, loss", Conformance.run(read(loss)));
        String params = GoldenText.moved(
                GoldenText.of(SMALL), 1e-8, "\"training\"", "\"params\"", part, "\"out.bias\"", "[1]", "[");
        assertFailsOnly("training sgd, " + steps + " steps, out.bias", Conformance.run(read(params)));
    }

    @Test
    void aChangedLearningRateFails() {
        String text = GoldenText.moved(GoldenText.of(SMALL), 1e-6, "\"lr\":");
        assertEquals(Status.FAILED, Conformance.run(read(text)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sigmoid", "tanh", "softmax", "log_softmax", "cross_entropy", "cross_entropy_dlogits"})
    void aChangedFunctionValueFails(String what) {
        String text = GoldenText.moved(GoldenText.of("functions.json"), 1e-9, "\"" + what + "\":", "\"data\":[");
        ConformanceResult r = Conformance.run(GoldenFunctions.read("functions.json", stream(text)));
        assertEquals(1, r.failures().size(), r::report);
    }

    // ---- what the library does not have

    @Test
    void anUnknownOptimizerIsNamedAndTheRestIsStillCompared() {
        ConformanceResult r = Conformance.run(
                read(GoldenText.of(SMALL).replace("\"sgd\",\n        \"lr\"", "\"sgq\",\n        \"lr\"")));
        assertEquals(Status.UNSUPPORTED, r.status(), r::report);
        assertEquals(1, r.unsupported().size());
        assertTrue(r.unsupported().get(0).contains("training sgd")
                && r.unsupported().get(0).contains("sgq"));
        assertFalse(r.comparisons().isEmpty());
        assertTrue(r.report().contains("unsupported: "), r::report);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"cell\": \"rnn\"', '\"cell\": \"rnm\"', 'rnm'",
        "'\"activation\": \"tanh\"', '\"activation\": \"tanj\"', 'tanj'",
        "'\"loss\": \"mse\"', '\"loss\": \"msf\"', 'msf'",
        "'\"reduction\": \"mean\"', '\"reduction\": \"median\"', 'median'",
        "'\"task\": \"many_to_many\"', '\"task\": \"many_to_few\"', 'many_to_few'",
    })
    void anUnknownWordOfTheNetworkIsNamed(String from, String to, String named) {
        ConformanceResult r = Conformance.run(read(GoldenText.of(SMALL).replace(from, to)));
        assertEquals(Status.UNSUPPORTED, r.status(), r::report);
        assertTrue(r.unsupported().get(0).contains(named), r::report);
    }

    @Test
    void truncationOfALayerThatRunsInReverseIsRefused() {
        for (String kind : List.of("chunk2", "window2")) {
            ConformanceResult r = Conformance.run(RandomCase.of("rnn bidirectional " + kind));
            assertEquals(Status.UNSUPPORTED, r.status(), r::report);
            assertTrue(r.unsupported().get(0).contains("reverse"), r::report);
        }
    }

    // ---- broken files

    @Test
    void aTextThatIsNoJsonIsRefusedWithItsPlace() {
        String message = refused("{\n  \"schema\": \"rnn-golden/1\",,\n}");
        assertTrue(message.startsWith("case.json, line 2, column "), message);
        assertTrue(refused("").contains("empty"));
        assertTrue(refused(GoldenText.of(SMALL) + "{}").contains("behind the end"));
        String cut = GoldenText.of(SMALL);
        assertTrue(refused(cut.substring(0, cut.length() / 2)).contains("not JSON"));
    }

    @Test
    void aFieldGivenTwiceIsRefused() {
        String message = refused(GoldenText.of(SMALL).replace("\"B\": 1,", "\"B\": 1,\n  \"B\": 1,"));
        assertTrue(message.contains("Duplicate") && message.contains("line "), message);
    }

    @ParameterizedTest
    @CsvSource({
        "hidden_size, config",
        "T, the document",
        "grads, expected",
        "losses, training[0]",
        "targets, the document",
    })
    void aMissingFieldIsNamedWithItsPlace(String name, String place) {
        String message = refused(GoldenText.of(SMALL).replace("\"" + name + "\":", "\"other\":"));
        assertTrue(message.contains("line ") && message.contains(place + " has no '" + name + "'"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"T\": 1', '\"T\": 1.5', 'T is'",
        "'\"T\": 1', '\"T\": -1', 'T is'",
        "'\"T\": 1', '\"T\": 2', 'x has the shape'",
        "'\"T\": 1', '\"T\": \"one\"', 'T is ''one'''",
        "'\"bidirectional\": false', '\"bidirectional\": 0', 'config.bidirectional'",
        "'\"lengths\": null', '\"lengths\": [2]', 'lengths[0] is 2'",
        "'\"lengths\": null', '\"lengths\": [1,1]', 'lengths has 2'",
        "'\"schema\": \"rnn-golden/1\"', '\"schema\": \"rnn-golden/2\"', 'schema is ''rnn-golden/2'''",
        "'\"hidden_size\": 1', '\"hidden_size\": 1e300', 'config.hidden_size'",
        "'\"lr\": 0.10000000000000001', '\"lr\": 1e999', 'too large'",
        "'\"lr\": 0.10000000000000001', '\"lr\": NaN', 'NaN'",
    })
    void aValueThatDoesNotFitIsNamedWithItsPlace(String from, String to, String named) {
        String message = refused(GoldenText.of(SMALL).replace(from, to));
        assertTrue(message.startsWith("case.json, line ") && message.contains(named), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aTensorWhoseShapeAndDataDisagreeIsRefused() {
        String message = refused(
                GoldenText.of(SMALL).replace("\"grad_x\": {\"shape\":[1,1,1]", "\"grad_x\": {\"shape\":[1,1,2]"));
        assertTrue(message.contains("expected.grad_x has 1 numbers"), message);
    }

    // ---- folders

    @Test
    void aFolderWithoutCasesIsRefused(@TempDir Path folder) {
        assertThrows(BadInputException.class, () -> Conformance.folder(folder, r -> {}));
        assertThrows(BadInputException.class, () -> Conformance.folder(folder.resolve("none"), r -> {}));
    }

    @Test
    void aFolderIsRunInTheOrderOfNamesAndABrokenFileIsOneFailureOfItsOwn(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("c.json"), GoldenText.of(SMALL));
        Files.writeString(folder.resolve("a.json"), "{\"schema\": \"something-else/1\"}");
        Files.writeString(folder.resolve("b.json"), "[");
        Files.writeString(folder.resolve("d.json"), GoldenText.of("functions.json"));
        Files.writeString(folder.resolve("read.me"), "not a case");
        List<ConformanceResult> results = Conformance.folder(folder, r -> {});
        assertEquals(
                List.of("a.json", "b.json", "09_rnn_B1_T1_H1", "d"),
                results.stream().map(ConformanceResult::name).toList());
        assertEquals(
                List.of(Status.FAILED, Status.FAILED, Status.OK, Status.OK),
                results.stream().map(ConformanceResult::status).toList());
        assertTrue(results.get(0).report().contains("something-else/1"), results.get(0)::report);
    }
}
