package dev.rnn4j.examples.ctc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rnn4j.core.data.Decoder;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.data.Series;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Evaluation;
import dev.rnn4j.core.train.Metric;
import dev.rnn4j.core.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A network learns with CTC to spell what is drawn out and noisy, without being told where anything is. */
class SpellingTest {
    private static final int DIGITS = 5;
    private static final int BLANK = 0;

    /** Digits 1 to 5, each held for 2 to 4 noisy frames with 1 or 2 frames of pause behind. */
    private static List<Example> spoken(int n, long seed) {
        Random random = new Random(seed);
        List<Example> all = new ArrayList<>();
        for (int e = 0; e < n; e++) {
            int[] digits = random.ints(random.nextInt(6), 1, DIGITS + 1).toArray();
            List<double[]> frames = new ArrayList<>();
            frames.add(frame(0, random));
            for (int d : digits) {
                for (int held = 2 + random.nextInt(3); held > 0; held--) {
                    frames.add(frame(d, random));
                }
                for (int pause = 1 + random.nextInt(2); pause > 0; pause--) {
                    frames.add(frame(0, random));
                }
            }
            all.add(new Example(Series.rows(frames.toArray(new double[0][])), Series.tokens(digits)));
        }
        return all;
    }

    private static double[] frame(int digit, Random random) {
        double[] frame = random.doubles(DIGITS, -0.3, 0.3).toArray();
        if (digit > 0) {
            frame[digit - 1] += 1;
        }
        return frame;
    }

    @Test
    void aGruLearnsToSpellWithoutAnAlignment() {
        Network network = Network.builder()
                .inputs(DIGITS)
                .recurrent("gru", 24)
                .dense(DIGITS + 1, "softmax")
                .seed(1)
                .build();
        Decoder decoder = Decoder.ctcBestPath(BLANK);
        Trainer trainer = Trainer.builder(network)
                .loss("ctc")
                .optimizer("adam", Map.of("learning-rate", 0.01))
                .clipNorm(1)
                .batchSize(16)
                .epochs(30)
                .metrics(Metric.tokenErrorRate(decoder), Metric.exactMatch(decoder), Metric.bitsPerSymbol())
                .build();
        List<Example> heldOut = spoken(100, 2);
        Evaluation before = trainer.evaluate(heldOut);
        trainer.train(spoken(300, 1));
        Evaluation after = trainer.evaluate(heldOut);
        assertTrue(before.metrics().get("token error rate") > 0.7, before.toString());
        assertTrue(after.metrics().get("token error rate") < 0.03, after.toString());
        assertTrue(after.metrics().get("exact match") > 0.9, after.toString());
        assertTrue(after.metrics().get("bits per symbol") < 0.3, after.toString());

        Random random = new Random(3);
        double[][] frames = {
            frame(0, random),
            frame(4, random),
            frame(4, random),
            frame(0, random),
            frame(4, random),
            frame(4, random),
            frame(4, random),
            frame(0, random),
            frame(2, random),
            frame(2, random),
            frame(0, random)
        };
        assertArrayEquals(new int[] {4, 4, 2}, decoder.decode(network.predict(Series.rows(frames))));
    }
}
