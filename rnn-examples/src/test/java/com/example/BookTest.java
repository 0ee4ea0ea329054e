package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.TextCodec;
import dev.rnn4j.core.data.TextFile;
import dev.rnn4j.core.data.Tokenizer;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's example of a text that is read from a file. */
class BookTest {
    @Test
    void aNetworkLearnsToPredictTheNextCharacterOfAFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("book.txt");
        Files.writeString(path, "abcd\n".repeat(400));
        Path file = folder.resolve("book.safetensors");

        TextFile book = TextFile.of(path);
        TextCodec codec = TextCodec.of(Tokenizer.characters(), book.pieces());
        Network network = Network.builder()
                .tokens(codec.size())
                .recurrent("gru", 16)
                .dense(codec.size(), "softmax")
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("adam", Map.of("learning-rate", 0.02))
                .build()
                .train(book.windows(codec, 50));
        network.save(file, Map.of("codec", codec.toLines()));

        Network again = Network.load(file);
        TextCodec its = TextCodec.fromLines(again.metadata().get("codec"));
        int c = its.vocabulary().index("c");
        double probability = again.predict(its.encode("cd\nab")).get(4, c);
        assertTrue(probability > 0.8, () -> "probability of 'c' behind 'ab': " + probability);
        assertEquals("cd\nab", its.decode(its.encode("cd\nab")));
    }
}
