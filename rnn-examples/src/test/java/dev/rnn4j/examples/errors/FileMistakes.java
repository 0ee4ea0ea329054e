package dev.rnn4j.examples.errors;

import dev.rnn4j.core.data.TextCodec;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.State;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.function.Executable;

/** Files that are not there, not whole, or of something else. */
final class FileMistakes {
    /** A change of a file's bytes. */
    @FunctionalInterface
    private interface Damage {
        byte[] of(byte[] bytes);
    }

    private FileMistakes() {}

    private static Network network() {
        return Network.builder().inputs(2).recurrent("gru", 4).dense(2).build();
    }

    static void addTo(Mistakes m, Path folder) {
        Path file = folder.resolve("model.safetensors");
        m.add("Network.load(file), which is not there", () -> Network.load(folder.resolve("modle.safetensors")));
        m.add("Network.load(folder)", () -> Network.load(folder));
        m.add("Network.load(file), half copied", damaged(file, b -> Arrays.copyOf(b, b.length / 2)));
        m.add("Network.load(file), a few bytes short", damaged(file, b -> Arrays.copyOf(b, b.length - 3)));
        m.add("Network.load(file), of no bytes", damaged(file, b -> new byte[0]));
        m.add("Network.load(file), of a text", damaged(file, b -> "Call me Ishmael.".getBytes(StandardCharsets.UTF_8)));
        m.add("Network.load(file), with a damaged header", damaged(file, b -> {
            b[20] = '}';
            return b;
        }));
        m.add(
                "Network.load(file), edited to other units",
                damaged(file, b -> replaced(b, "\\\"units\\\":4", "\\\"units\\\":5")));
        m.add(
                "Network.load(file), of a later format",
                damaged(file, b -> replaced(b, "rnn4j-network/1", "rnn4j-network/9")));
        m.add("Network.load(file), of a stream's state", () -> {
            network().stream().state().save(file);
            Network.load(file);
        });
        m.add("State.load(file), of a network", () -> {
            network().save(file);
            State.load(file);
        });
        m.add(
                "network.save(file), in a folder that is not there",
                () -> network().save(folder.resolve("models/a.safetensors")));
        m.add("network.save(folder)", () -> network().save(folder));
        m.add("TextCodec.fromLines(...), of a network that was saved without", () -> {
            network().save(file);
            TextCodec.fromLines(Network.load(file).metadata().get("codec"));
        });
    }

    private static Executable damaged(Path file, Damage damage) {
        return () -> {
            network().save(file);
            Files.write(file, damage.of(Files.readAllBytes(file)));
            Network.load(file);
        };
    }

    /** Of the same length. */
    private static byte[] replaced(byte[] bytes, String what, String by) {
        String all = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!all.contains(what)) {
            throw new IllegalStateException("there is no " + what + " in " + all);
        }
        return all.replace(what, by).getBytes(StandardCharsets.ISO_8859_1);
    }
}
