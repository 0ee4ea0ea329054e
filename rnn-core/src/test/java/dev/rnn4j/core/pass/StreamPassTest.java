package dev.rnn4j.core.pass;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.cell.ElmanCell;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.network.NetworkBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StreamPassTest {
    private static final int TOKENS = 7;

    private static Model model(Precision precision, boolean embedding) {
        NetworkBuilder b = Network.builder().tokens(TOKENS);
        if (embedding) {
            b.embedding(3);
        }
        return b.recurrent(new ElmanCell(300))
                .recurrent(new ElmanCell(9))
                .dense(TOKENS)
                .precision(precision)
                .seed(2)
                .build()
                .model();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void sequencesThatBranchSideBySideHaveTheBitsOfEachByItself(Precision precision) {
        for (boolean embedding : new boolean[] {true, false}) {
            Model model = model(precision, embedding);
            Random random = new Random(5);
            StreamPass pass = new StreamPass(model);
            List<int[]> read = new ArrayList<>(List.of(new int[] {}));
            for (int width : new int[] {1, 3, 20, 4, 4, 21, 1, 2}) {
                List<int[]> before = read;
                int[] parents = IntStream.range(0, width)
                        .map(i -> random.nextInt(before.size()))
                        .toArray();
                int[] tokens = random.ints(width, 0, TOKENS).toArray();
                read = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    int[] history = before.get(parents[i]);
                    read.add(IntStream.concat(IntStream.of(history), IntStream.of(tokens[i]))
                            .toArray());
                }
                pass = pass.choose(parents);
                pass.read(tokens);
                for (int i = 0; i < width; i++) {
                    StreamPass alone = new StreamPass(model);
                    for (int token : read.get(i)) {
                        alone.read(token);
                    }
                    assertArrayEquals(alone.logits(0), pass.logits(i));
                    assertArrayEquals(step(alone), step(pass.copy().choose(i)));
                }
            }
        }
    }

    private static double[] step(StreamPass pass) {
        double[] outputs = new double[TOKENS];
        pass.step(0, null, outputs);
        return outputs;
    }
}
