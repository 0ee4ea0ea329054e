package dev.rnn4j.kernels.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rnn4j.core.kernel.MatrixProducts;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** When the kernels are used, and that the engine computes the same with them. */
class BlasKernelsTest {
    private static final String WITHOUT_VECTOR = "rnn-kernels-vector";

    /** Runs {@link Training} in a JVM of its own, on the class path but for some entries; returns its lines. */
    private static List<String> run(String what, String leftAway, String... options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> leftAway.isEmpty() || !entry.contains(leftAway))
                .collect(Collectors.joining(File.pathSeparator));
        command.addAll(List.of("-cp", path, Training.class.getName(), what));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said.lines().toList();
    }

    private static void onlyWhereThereIsNativeCode() {
        assumeTrue(OpenBlas.obstacle().isEmpty(), OpenBlas.obstacle());
    }

    @Test
    void theEngineTakesThemForGradientsBesideTheVectorKernels() throws Exception {
        onlyWhereThereIsNativeCode();
        String name = run("", "", "--add-modules", "jdk.incubator.vector").get(0);
        assertTrue(name.equals("vector, blas") || name.equals("blas"), name);
    }

    @Test
    void theEngineTakesThemBesidePlainJava() throws Exception {
        onlyWhereThereIsNativeCode();
        assertEquals(List.of("blas", "[]"), run("", WITHOUT_VECTOR));
    }

    @Test
    void goldenCasesAreWithinTheirToleranceWithAllProductsByBlas() throws Exception {
        onlyWhereThereIsNativeCode();
        List<String> said = run("golden", "", "-Drnn4j.kernels=" + AllByBlas.NAME);
        assertEquals(AllByBlas.NAME, said.get(0));
        List<String> cases = said.subList(2, said.size());
        assertFalse(cases.isEmpty());
        cases.forEach(line -> assertTrue(line.startsWith("OK "), line));
    }

    @Test
    void goldenCasesAreWithinTheirTolerance() throws Exception {
        onlyWhereThereIsNativeCode();
        List<String> said = run("golden", WITHOUT_VECTOR);
        List<String> cases = said.subList(2, said.size());
        assertFalse(cases.isEmpty());
        cases.forEach(line -> assertTrue(line.startsWith("OK "), line));
    }

    @Test
    void trainingGivesTheSameBitsWithAnyNumberOfThreads() throws Exception {
        onlyWhereThereIsNativeCode();
        for (List<String> said :
                List.of(run("threads", WITHOUT_VECTOR), run("threads", "", "--add-modules", "jdk.incubator.vector"))) {
            Set<String> bits = new TreeSet<>(said.subList(2, said.size()));
            assertEquals(8, said.size() - 2);
            assertEquals(2, bits.size(), said.toString());
        }
    }

    @Test
    void trainingGivesTheNumbersOfPlainJavaButForTheOrderOfSums() throws Exception {
        onlyWhereThereIsNativeCode();
        List<String> plain = run("numbers", "", "-Drnn4j.kernels=plain");
        List<String> blas = run("numbers", WITHOUT_VECTOR);
        assertEquals("plain", plain.get(0));
        assertEquals("blas", blas.get(0));
        assertEquals(plain.size(), blas.size());
        int differing = 0;
        for (int i = 2; i < plain.size(); i++) {
            double expected = Double.parseDouble(plain.get(i));
            double actual = Double.parseDouble(blas.get(i));
            assertEquals(expected, actual, 1e-12);
            differing += expected == actual ? 0 : 1;
        }
        assertTrue(differing > 0, "the bits of plain Java: nothing was computed by OpenBLAS");
    }

    @Test
    void blocksMayBeStoredInEitherWayInOneProduct() {
        onlyWhereThereIsNativeCode();
        float[] w = {1, 2, 3, 4, 5, 6};
        float[] turned = {1, 4, 2, 5, 3, 6};
        var asIs = new MatrixProducts.Weights<>(w, 0, 3, 2, 3, false);
        var transposed = new MatrixProducts.Weights<>(turned, 0, 2, 2, 3, true);
        MatrixProducts<float[]> products = new BlasKernels().float32();
        for (var blocks : List.of(List.of(asIs, transposed), List.of(transposed, asIs))) {
            float[][] c = new float[2][3];
            products.multiply(new float[] {10, 100}, products.pack(blocks, null), c, 1);
            assertArrayEquals(new float[] {410, 520, 630}, c[0]);
            assertArrayEquals(new float[] {410, 520, 630}, c[1]);
        }
    }

    @Test
    void onlyWhatIsLargeIsTaken() {
        MatrixProducts<float[]> products = new BlasKernels().float32();
        assertTrue(products.takesProduct(32, 512, 2048));
        assertFalse(products.takesProduct(8, 512, 2048));
        assertFalse(products.takesProduct(32, 64, 256));
        assertTrue(products.takesGradient(3200, 512, 2048));
        assertFalse(products.takesGradient(64, 512, 2048));
        assertFalse(products.takesGradient(800, 32, 256));
    }

    @Test
    void withoutNativeCodeTheOtherKernelsAreUsedAndTheCureIsSaid() throws Exception {
        List<String> said = run("", System.getProperty("natives"), "-Drnn4j.threads=1");
        assertFalse(said.get(0).contains("blas"), said.get(0));
        assertTrue(
                said.get(1).contains("The matrix kernels 'blas' are not used: the native code of OpenBLAS for"),
                said.get(1));
        assertTrue(said.get(1).contains("; add org.bytedeco:openblas:0.3"), said.get(1));
    }

    @Test
    void withoutTheJavaSideTheOtherKernelsAreUsedAndTheCureIsSaid() throws Exception {
        List<String> said = run("", "bytedeco");
        assertFalse(said.get(0).contains("blas"), said.get(0));
        assertTrue(said.get(1).contains("the Java side of OpenBLAS could not be loaded"), said.get(1));
    }
}
