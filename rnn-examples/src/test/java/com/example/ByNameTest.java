package com.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.api.Settings;
import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import dev.rnn4j.core.unroll.Unrolled;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/write-a-plugin.md, docs/quick-start.md and docs/coming-from.md do with plug-ins and networks. */
public class ByNameTest {
    @Test
    void theGuidesPlugInsTrainAndAreSavedByName(@TempDir Path folder) {
        List<Example> examples = List.of(Example.of(Series.tokens(1, 2), 0), Example.of(Series.tokens(2, 1), 1));
        Path file = folder.resolve("order.safetensors");

        Network network = Network.builder()
                .tokens(3)
                .recurrent("minimal-gated", 8)
                .lastStep()
                .dense(2, "softmax")
                .build();
        Trainer.builder(network)
                .loss("cross-entropy")
                .optimizer("lamb(learning-rate=0.02)")
                .epochs(60)
                .build()
                .train(examples);
        network.save(file);
        Network again = Network.load(file);

        assertEquals(1, network.predict(Series.tokens(2, 1)).get(1), 0.2);
        assertEquals(network.predict(Series.tokens(2, 1)), again.predict(Series.tokens(2, 1)));
        Network more = Network.builder()
                .tokens(3)
                .bidirectional("minimal-gated", 8)
                .recurrent("zoneout(cell=minimal-gated,rate=0.1)", 8)
                .build();
        assertEquals(8, more.outputWidth());
    }

    /** What the guide prints. */
    public static String equations() {
        return printed(() -> {
            System.out.println(Unrolled.of(
                    new MinimalGatedCell(Settings.none().with(MinimalGatedCell.UNITS, 4)), 3, Precision.FLOAT32));
        });
    }

    /** What the quick start's network prints. */
    public static String summary() {
        Network network = Network.builder()
                .tokens(3)
                .embedding(4)
                .recurrent("lstm", 8)
                .lastStep()
                .dense(2, "softmax")
                .seed(1)
                .build();
        return printed(() -> {
            System.out.println(network);
        });
    }

    /** What is written to the standard output meanwhile. */
    public static String printed(Runnable prints) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            prints.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void thePartsOfAnotherLibrarysLstmFit() {
        int units = 2;
        int inputs = 3;
        double[] weightIh = new double[4 * units * inputs];
        double[] weightHh = new double[4 * units * units];
        double[] bias = {1, 2, 3, 4, 5, 6, 7, 8};
        Network network =
                Network.builder().inputs(inputs).recurrent("lstm", units).build();

        network.setParameter("weight_ih_l0", Tensor.of(weightIh, 4 * units, inputs));
        network.setParameter("weight_hh_l0", Tensor.of(weightHh, 4 * units, units));
        network.setParameter("bias_ih_l0", Tensor.of(bias, 4 * units)); // bias_ih_l0 + bias_hh_l0

        // with weights of 0: c = σ(i) tanh(g), h = σ(o) tanh(c), the gates in the order i, f, g, o
        double[] h = new double[units];
        for (int u = 0; u < units; u++) {
            double c = Math.tanh(bias[2 * units + u]) / (1 + Math.exp(-bias[u]));
            h[u] = Math.tanh(c) / (1 + Math.exp(-bias[3 * units + u]));
        }
        assertArrayEquals(h, network.predict(Series.rows(new double[1][inputs])).toArray(), 1e-6);
    }
}
