package dev.rnn4j.core.save;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.data.Vocabulary;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.registry.Plugins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Network files as a whole: what {@link Network#save} writes, and what {@link Network#load} refuses. */
class NetworkFileTest {
    @TempDir
    private Path directory;

    private Path file;
    private Network network;
    private Safetensors.Contents contents;

    @BeforeEach
    void saveSmallNetwork() {
        file = directory.resolve("m.safetensors");
        network = Network.builder()
                .tokens(3)
                .bidirectional("simple", Map.of("units", 2, "activation", "toy-activation(slope=0.3)"))
                .lastStep()
                .dense(2)
                .seed(11)
                .build();
        Vocabulary words = Vocabulary.of(List.of(List.of("bad", "good", "good")), 1);
        network.save(file, Map.of("vocabulary", words.toLines()));
        contents = Safetensors.read(file);
    }

    private String refusal() {
        String message =
                assertThrows(BadInputException.class, () -> Network.load(file)).getMessage();
        assertFalse(message.contains("\n"), message);
        assertTrue(message.startsWith(file.toString()), message);
        return message;
    }

    /** Writes the same file with another description. */
    private void rewrite(String from, String to) {
        Map<String, String> metadata = new LinkedHashMap<>(contents.metadata());
        String json = metadata.get(NetworkDescription.METADATA_KEY);
        assertTrue(json.contains(from), json);
        metadata.put(NetworkDescription.METADATA_KEY, json.replace(from, to));
        Safetensors.write(file, contents.tensors(), Precision.FLOAT32, metadata);
    }

    @Test
    void aLoadedNetworkPredictsTheSameBits() {
        Network loaded = Network.load(file);
        Series input = Series.tokens(2, 0, 1);
        assertEquals(network.predict(input), loaded.predict(input));
        assertEquals(network.summary(), loaded.summary());
        Vocabulary words = Vocabulary.fromLines(loaded.metadata().get("vocabulary"));
        assertEquals(List.of("<unk>", "good", "bad"), List.of(words.word(0), words.word(1), words.word(2)));
    }

    @Test
    void savingAgainWritesTheSameBytes() throws IOException {
        Path again = directory.resolve("again.safetensors");
        Network.load(file).save(again, Network.load(file).metadata());
        assertEquals(-1, Files.mismatch(file, again));
    }

    @Test
    void tensorsThatDoNotFitTheDescriptionAreRefused() {
        rewrite("\"tokens\":3", "\"tokens\":4");
        assertTrue(refusal().contains("weight_ih_l0"));
        rewrite("\"units\":2}]", "\"units\":3}]");
        refusal();
        Map<String, Tensor> more = new LinkedHashMap<>(contents.tensors());
        more.put("further", Tensor.zeros(1));
        Safetensors.write(file, more, Precision.FLOAT32, contents.metadata());
        assertTrue(refusal().contains("'further'"));
        more.clear();
        Safetensors.write(file, more, Precision.FLOAT32, contents.metadata());
        refusal();
        Safetensors.write(file, contents.tensors(), Precision.FLOAT32, Map.of());
        refusal();
    }

    /** Compares a description with the tensors, as loading does before it takes memory for the network. */
    private String misfit(String from, String to) {
        String json = contents.metadata().get(NetworkDescription.METADATA_KEY);
        assertTrue(json.contains(from), json);
        String other = json.replace(from, to);
        String message = assertThrows(
                        BadInputException.class,
                        () -> NetworkDescription.fromJson(other, Plugins.installed(), "m")
                                .checkTensors(contents.tensors(), "m"),
                        other)
                .getMessage();
        assertFalse(message.contains("\n"), message);
        return message;
    }

    @Test
    void aSizeThatNoMemoryHoldsIsRefusedLikeAnyOtherThatDoesNotFit() {
        assertEquals(
                "m: tensor 'out.weight' has the shape [2, 4], but its network needs [3, 4]; the file is damaged, save the"
                        + " network again",
                misfit("\"units\":2}]", "\"units\":3}]"));
        for (int size : new int[] {50_000, 2_000_000, 1 << 30, Integer.MAX_VALUE}) {
            misfit("\"tokens\":3", "\"tokens\":" + size);
            misfit("\"units\":2}]", "\"units\":" + size + "}]");
            misfit("{\"units\":2,", "{\"units\":" + size + ",");
        }
    }

    @Test
    void aDamagedFileIsLoadedOrRefusedInOneLine() throws IOException {
        byte[] all = Files.readAllBytes(file);
        String palette = "{}[]\":,0123456789-.eE nt\\";
        Random random = new Random(20261124);
        for (int run = 0; run < 300; run++) {
            byte[] damaged = all.clone();
            for (int k = random.nextInt(2); k >= 0; k--) {
                damaged[random.nextInt(damaged.length)] = (byte) palette.charAt(random.nextInt(palette.length()));
            }
            Files.write(file, damaged);
            try {
                Network.load(file);
            } catch (BadInputException e) {
                assertFalse(e.getMessage().contains("\n"), e.getMessage());
            }
        }
    }
}
