package dev.rnn4j.kernels.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rnn4j.core.kernel.KernelChoice;
import dev.rnn4j.testkit.MatrixKernelsChecks;
import dev.rnn4j.testkit.MatrixKernelsChecks.Shape;
import dev.rnn4j.testkit.golden.Conformance;
import dev.rnn4j.testkit.golden.ConformanceResult;
import dev.rnn4j.testkit.golden.ConformanceResult.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When the kernels are used, and that the engine computes the same with them. */
class VectorKernelsTest {
    private static final String FLAG = "--add-modules";
    private static final String MODULE = "jdk.incubator.vector";

    /** Runs {@link TrainingRun} in a JVM of its own; returns its lines. */
    private static List<String> run(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TrainingRun.class.getName()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }

    private static void onlyWhereTheyAreUsed() {
        String obstacle = new VectorKernels().obstacle();
        assumeTrue(obstacle.isEmpty(), obstacle);
    }

    @Test
    void theEngineTakesThem() {
        onlyWhereTheyAreUsed();
        assertEquals("vector", KernelChoice.current().name());
        assertEquals(List.of(), KernelChoice.current().reasons());
    }

    @Test
    void gradientsOfMoreColumnsThanArePackedAtOnceAreThoseOfPlainSums() {
        onlyWhereTheyAreUsed();
        for (int seed = 0; seed < 5; seed++) {
            Shape shape = new Shape(3 + seed, 2 + seed, List.of(4_200, 30, 3_000), seed);
            MatrixKernelsChecks.gradient(new VectorKernels(), shape);
            MatrixKernelsChecks.shares(new VectorKernels(), shape);
        }
    }

    @Test
    void goldenCasesAreWithinTheirTolerance() {
        onlyWhereTheyAreUsed();
        List<ConformanceResult> results = Conformance.builtIn(r -> {});
        assertFalse(results.isEmpty());
        results.forEach(r -> assertEquals(Status.OK, r.status(), r::report));
    }

    @Test
    void trainingGivesTheBitsOfPlainJava() throws Exception {
        onlyWhereTheyAreUsed();
        List<String> plain = run("-Drnn4j.kernels=plain");
        assertEquals(List.of("plain", "[]", TrainingRun.bits()), plain);
    }

    @Test
    void withoutTheVectorApiPlainJavaIsUsedAndTheFlagIsSaid() throws Exception {
        List<String> said = run();
        assertEquals("plain", said.get(0));
        assertEquals(
                "[The matrix kernels 'vector' are not used: the JVM runs without the Vector API; start it with " + FLAG
                        + " " + MODULE + "]",
                said.get(1));
    }

    @Test
    void withoutTheJitCompilerPlainJavaIsUsed() throws Exception {
        List<String> said = run(FLAG, MODULE, "-XX:TieredStopAtLevel=1");
        assertEquals("plain", said.get(0));
        assertTrue(said.get(1).contains("is slow without the JIT compiler C2"), said.get(1));
    }
}
