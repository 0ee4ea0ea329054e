package dev.rnn4j.core.save;

import dev.rnn4j.api.BadInputException;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.registry.Plugins;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A network in a file: its weights as safetensors, its description and the caller's text in the file's metadata. */
public final class NetworkFile {
    private NetworkFile() {}

    /** What a file holds. */
    public record Content(NetworkDescription description, Map<String, Tensor> tensors, Map<String, String> metadata) {}

    /**
     * Writes a network aside, then moves it into place.
     *
     * @param plugins with which it would be loaded: those that it names have to be among them
     */
    public static void write(
            Path file,
            NetworkDescription description,
            Map<String, Tensor> tensors,
            Map<String, String> more,
            Plugins plugins) {
        if (more.containsKey(NetworkDescription.METADATA_KEY)) {
            throw new BadInputException("metadata cannot have the key '" + NetworkDescription.METADATA_KEY
                    + "': it holds the network's description");
        }
        Map<String, String> metadata = new LinkedHashMap<>(more);
        metadata.put(NetworkDescription.METADATA_KEY, description.toJson());
        Findable.check(description, plugins);
        Safetensors.write(file, tensors, description.precision(), metadata);
    }

    /** Reads a network. */
    public static Content read(Path file, Plugins plugins) {
        Safetensors.Contents contents = Safetensors.read(file);
        Map<String, String> metadata = new LinkedHashMap<>(contents.metadata());
        String json = metadata.remove(NetworkDescription.METADATA_KEY);
        if (json == null) {
            throw new BadInputException(file + " holds tensors but no network: it has no metadata '"
                    + NetworkDescription.METADATA_KEY + "'; give a file that Network.save wrote");
        }
        NetworkDescription description = NetworkDescription.fromJson(json, plugins, file.toString());
        description.checkTensors(contents.tensors(), file.toString());
        return new Content(description, contents.tensors(), metadata);
    }
}
