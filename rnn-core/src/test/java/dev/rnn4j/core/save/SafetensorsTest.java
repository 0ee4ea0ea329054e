package dev.rnn4j.core.save;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    private Path directory;

    private static String refusal(Executable call) {
        String message = assertThrows(BadInputException.class, call).getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    private static byte[] bytes(String header, byte... data) {
        byte[] json = header.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(directory.resolve("model.safetensors"), bytes);
    }

    /** What reading a file of this header and so many zero bytes answers. */
    private String refused(String header, int data) throws IOException {
        Path file = file(bytes(header, new byte[data]));
        String message = refusal(() -> Safetensors.read(file));
        assertTrue(message.startsWith(file.toString()), message);
        return message;
    }

    private List<String> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private static Map<String, Tensor> someTensors() {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("weight_ih_l0", Tensor.of(new double[] {1, -2.5, 0, 1e-3, 7, -0.0}, 2, 3));
        tensors.put("out.bias", Tensor.of(new double[] {0.1}, 1));
        tensors.put("empty", Tensor.zeros(0, 4));
        tensors.put("scalar", Tensor.of(new double[] {3}));
        return tensors;
    }

    // ---- the format

    @Test
    void theBytesAreThoseOfTheFormat() throws IOException {
        Path file = directory.resolve("a.safetensors");
        Safetensors.write(file, Map.of("a", Tensor.of(new double[] {1, -2}, 2)), Precision.FLOAT32, Map.of("k", "v"));
        String header =
                "{\"__metadata__\":{\"k\":\"v\"}," + "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        // 1 is 3f800000 and -2 is c0000000; the lowest byte comes first.
        byte[] expected =
                bytes(padded, (byte) 0, (byte) 0, (byte) 0x80, (byte) 0x3f, (byte) 0, (byte) 0, (byte) 0, (byte) 0xc0);
        assertArrayEquals(expected, Files.readAllBytes(file));
    }

    @Test
    void whatWasWrittenIsReadBack() {
        for (Precision precision : Precision.values()) {
            Path file = directory.resolve(precision + ".safetensors");
            Map<String, String> metadata = Map.of("text", "two\nlines, \"quoted\", é and \u2028");
            Safetensors.write(file, someTensors(), precision, metadata);
            Safetensors.Contents read = Safetensors.read(file);
            assertEquals(
                    List.copyOf(someTensors().keySet()),
                    List.copyOf(read.tensors().keySet()));
            assertEquals(metadata, read.metadata());
            read.types().values().forEach(t -> assertEquals(precision == Precision.FLOAT32 ? "F32" : "F64", t));
            read.tensors().forEach((name, tensor) -> {
                Tensor written = someTensors().get(name);
                assertArrayEquals(written.shape(), tensor.shape());
                for (int i = 0; i < tensor.size(); i++) {
                    double w = written.flat(i);
                    assertEquals(precision == Precision.FLOAT32 ? (float) w : w, tensor.flat(i), 0.0, name);
                }
            });
        }
    }

    @Test
    void aTensorLargerThanAChunkIsReadBack() {
        Random random = new Random(5);
        double[] numbers = random.doubles(40_001).toArray();
        Path file = directory.resolve("large.safetensors");
        Safetensors.write(file, Map.of("w", Tensor.of(numbers, 40_001)), Precision.FLOAT64, Map.of());
        assertArrayEquals(numbers, Safetensors.read(file).tensors().get("w").toArray());
    }

    @Test
    void sixteenBitNumbersCanBeRead() throws IOException {
        // binary16: 3c00 is 1, c000 is -2, 3555 is 0.333251953125, 0001 is 2^-24; bfloat16: 3f80 is 1, c000 is -2.
        byte[] data = {0, 0x3c, 0, (byte) 0xc0, 0x55, 0x35, 1, 0, (byte) 0x80, 0x3f, 0, (byte) 0xc0};
        Path file = file(bytes(
                "{\"h\":{\"dtype\":\"F16\",\"shape\":[4],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[8,12]}}",
                data));
        Safetensors.Contents read = Safetensors.read(file);
        assertArrayEquals(
                new double[] {1, -2, 0.333251953125, Math.pow(2, -24)},
                read.tensors().get("h").toArray());
        assertArrayEquals(new double[] {1, -2}, read.tensors().get("b").toArray());
        assertEquals(Map.of("h", "F16", "b", "BF16"), read.types());
    }

    @Test
    void tensorsMayStandInAnyOrder() throws IOException {
        Path file = file(bytes(
                "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                        + "\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}   ",
                (byte) 0,
                (byte) 0,
                (byte) 0x80,
                (byte) 0x3f,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0xc0));
        assertEquals(1, Safetensors.read(file).tensors().get("a").flat(0));
        assertEquals(-2, Safetensors.read(file).tensors().get("b").flat(0));
    }

    @Test
    void aFileWithoutTensorsIsLegal() throws IOException {
        assertEquals(Map.of(), Safetensors.read(file(bytes("{}"))).tensors());
    }

    // ---- refused files

    @Test
    void aFileCutShortAtAnyLengthIsRefused() throws IOException {
        Path whole = directory.resolve("whole.safetensors");
        Safetensors.write(whole, someTensors(), Precision.FLOAT32, Map.of("k", "v"));
        byte[] all = Files.readAllBytes(whole);
        for (int length = 0; length < all.length; length++) {
            Path file = file(Arrays.copyOf(all, length));
            String message = refusal(() -> Safetensors.read(file));
            assertTrue(message.contains("cut short"), message);
        }
        Path longer = file(Arrays.copyOf(all, all.length + 1));
        assertTrue(refusal(() -> Safetensors.read(longer)).contains("1 bytes after its last tensor"));
    }

    @Test
    void anotherKindOfFileIsRefused() throws IOException {
        Path text = file("Hello, this is no model at all.".getBytes(UTF_8));
        assertTrue(refusal(() -> Safetensors.read(text)).contains("is not a safetensors file"));
        Path zip = file(new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertTrue(refusal(() -> Safetensors.read(zip)).contains("is not a safetensors file"));
        Path negative = file(new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'}); // a length of 2^64 - 1
        assertTrue(refusal(() -> Safetensors.read(negative)).contains("is not a safetensors file"));
        assertTrue(refusal(() -> Safetensors.read(directory.resolve("none"))).contains("there is no such file"));
        assertTrue(refusal(() -> Safetensors.read(directory)).contains("it is a directory"));
    }

    @Test
    void aHeaderThatIsNotJsonIsRefused() throws IOException {
        assertTrue(refused("{\"a\":", 0).contains("the header is not JSON at line 1, column "));
        assertTrue(refused("{} {}", 0).contains("goes on after its JSON object"));
        assertTrue(refused("{\"a\":1,\"a\":1}", 0).contains("Duplicate"));
        assertTrue(refused("{\"a\":" + "[".repeat(2000) + "]".repeat(2000) + "}", 0)
                .contains("not JSON"));
        assertTrue(refused("{\"a\":" + "9".repeat(2000) + "}", 0).contains("not JSON"));
        byte[] latin = bytes("{\"?\":1}");
        latin[10] = (byte) 0xe9;
        Path file = file(latin);
        assertTrue(refusal(() -> Safetensors.read(file)).contains("not UTF-8"));
    }

    @Test
    void aHeaderThatContradictsItselfOrTheDataIsRefused() throws IOException {
        String f32 = "{\"a\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":%s}}";
        String[][] cases = {
            {"{\"a\":3}", "tensor 'a' has to be an object, it is 3"},
            {"{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}}", "has to have dtype, shape and data_offsets"},
            {"{\"a\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", "has the dtype 'I64'; F64, F32"},
            {"{\"a\":{\"dtype\":null,\"shape\":[1],\"data_offsets\":[0,8]}}", "has the dtype null"},
            {String.format(f32, "[3]", "[0,8]"), "needs 12 bytes, its data_offsets hold 8"},
            {String.format(f32, "[2]", "[8,0]"), "are a begin and an end"},
            {String.format(f32, "[2]", "[0]"), "are a begin and an end"},
            {String.format(f32, "2", "[0,8]"), "has the shape 2: it is a list of whole numbers"},
            {String.format(f32, "[-2]", "[0,8]"), "has -2 in its shape"},
            {String.format(f32, "[2.0]", "[0,8]"), "has 2.0 in its shape"},
            {String.format(f32, "[2147483647,2147483647,2147483647]", "[0,8]"), "is too large"},
            {String.format(f32, "[99999999999999999999]", "[0,8]"), "has 99999999999999999999 in its shape"},
            {String.format(f32, "[1]", "[4,8]"), "begins at byte 4 of the data, but what is before it ends at 0"},
            {String.format(f32, "[1]", "[0,4]"), "has 4 bytes after its last tensor"},
            {String.format(f32, "[3]", "[0,12]"), "is cut short: its tensors have 12 bytes, only 8 are there"},
            {"{\"__metadata__\":[]}", "__metadata__ has to be an object of texts, it is a list"},
            {"{\"__metadata__\":{\"k\":1}}", "__metadata__ 'k' has to be a text, it is 1"},
        };
        for (String[] c : cases) {
            String message = refused(c[0], 8);
            assertTrue(message.contains(c[1]), message);
        }
        String overlap = refused(
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                8);
        assertTrue(
                overlap.contains("tensor 'b' begins at byte 4 of the data, but what is before it ends at 8"), overlap);
    }

    @Test
    void aNumberInTheFileThatIsNotFiniteIsRefusedByName() throws IOException {
        Path file = file(bytes(
                "{\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}",
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0,
                (byte) 0xc0,
                (byte) 0x7f));
        assertTrue(refusal(() -> Safetensors.read(file)).contains("tensor 'w' has the number NaN at [0, 1]"));
    }

    @Test
    void aDamagedFileIsReadOrRefusedInOneLine() throws IOException {
        Path whole = directory.resolve("whole.safetensors");
        Safetensors.write(whole, someTensors(), Precision.FLOAT64, Map.of("k", "v"));
        byte[] all = Files.readAllBytes(whole);
        String palette = "{}[]\":,0123456789-+.eE \\nut\u0000\u007f";
        Random random = new Random(20261124);
        Path file = directory.resolve("model.safetensors");
        for (int run = 0; run < 800; run++) {
            byte[] damaged = all.clone();
            for (int k = random.nextInt(3); k >= 0; k--) {
                damaged[random.nextInt(damaged.length)] = random.nextInt(4) == 0
                        ? (byte) random.nextInt(256)
                        : (byte) palette.charAt(random.nextInt(palette.length()));
            }
            Files.write(file, damaged);
            try {
                Safetensors.read(file);
            } catch (BadInputException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
                assertTrue(e.getMessage().length() < 1500, e.getMessage());
            }
        }
    }

    // ---- writing

    @Test
    void aNumberThatIsNotFiniteIsNotWrittenAndTheOldFileStays() throws IOException {
        Path file = file("old".getBytes(UTF_8));
        Map<String, Tensor> nan = Map.of("w", Tensor.of(new double[] {0, 1, Double.NaN, 2}, 2, 2));
        assertTrue(refusal(() -> Safetensors.write(file, nan, Precision.FLOAT64, Map.of()))
                .contains("tensor 'w' has the number NaN at [1, 0]"));
        Map<String, Tensor> large = Map.of("w", Tensor.of(new double[] {1e300}, 1));
        assertTrue(refusal(() -> Safetensors.write(file, large, Precision.FLOAT32, Map.of()))
                .contains("too large for 32 bits"));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("model.safetensors"), leftOver());
        Safetensors.write(file, large, Precision.FLOAT64, Map.of());
        assertEquals(1e300, Safetensors.read(file).tensors().get("w").flat(0));
    }

    @Test
    void aWriteThatFailsHalfwayLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = file("old".getBytes(UTF_8));
        String message = refusal(() -> Replacement.write(file, channel -> {
            channel.write(ByteBuffer.wrap(new byte[1000]));
            throw new IOException("No space left\non device");
        }));
        assertEquals("cannot write " + file + ": No space left on device", message);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("model.safetensors"), leftOver());
        assertThrows(
                OutOfMemoryError.class,
                () -> Replacement.write(file, channel -> {
                    throw new OutOfMemoryError("as if");
                }));
        assertEquals(List.of("model.safetensors"), leftOver());
    }

    @Test
    void aSaveReplacesTheOldFileAndLeavesNothingElse() throws IOException {
        Path file = file("old".getBytes(UTF_8));
        Safetensors.write(file, someTensors(), Precision.FLOAT32, Map.of());
        assertEquals(someTensors().keySet(), Safetensors.read(file).tensors().keySet());
        assertEquals(List.of("model.safetensors"), leftOver());
    }

    @Test
    void aPlaceThatCannotBeWrittenIsRefused() throws IOException {
        assertTrue(refusal(() -> Safetensors.write(directory, Map.of(), Precision.FLOAT32, Map.of()))
                .contains("it is a directory"));
        Path nowhere = directory.resolve("no/such/place.safetensors");
        assertTrue(refusal(() -> Safetensors.write(nowhere, Map.of(), Precision.FLOAT32, Map.of()))
                .contains("there is no directory"));
        Map<String, Tensor> reserved = Map.of("__metadata__", Tensor.zeros(1));
        Path file = directory.resolve("x");
        assertTrue(refusal(() -> Safetensors.write(file, reserved, Precision.FLOAT32, Map.of()))
                .contains("the format keeps the name __metadata__"));
        assertEquals(List.of(), leftOver());
    }
}
