package dev.rnn4j.examples.music;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rnn4j.core.Precision;
import dev.rnn4j.core.Tensor;
import dev.rnn4j.core.data.Example;
import dev.rnn4j.core.network.Network;
import dev.rnn4j.core.train.Trainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChordCodeTest {
    private static final ChordSequence THREE = ChordSequence.of(new int[] {21}, new int[] {60, 108}, new int[] {});
    private static final ChordSequence TWO = ChordSequence.of(new int[] {60}, new int[] {60});

    @Test
    void aStepPredictsTheOneAfterIt() {
        Example example = ChordCode.example(THREE);

        assertEquals(2, example.input().length());
        assertEquals(2, example.target().length());
        assertEquals(1, example.input().get(0, 0));
        assertEquals(1, example.input().get(1, 60 - 21));
        assertEquals(1, example.target().get(0, 87));
        assertEquals(0, example.target().get(1, 87));
    }

    @Test
    void aLongSequenceIsCutWithoutLosingATarget() {
        ChordSequence six = ChordSequence.of(
                new int[] {60}, new int[] {61}, new int[] {62}, new int[] {63}, new int[] {64}, new int[] {65});

        List<Example> examples = ChordCode.examples(List.of(six), 2);

        assertEquals(
                List.of(2, 2, 1), examples.stream().map(e -> e.input().length()).toList());
        assertEquals(1, examples.get(2).target().get(0, 65 - 21));
    }

    /**
     * With all weights 0 but the output's bias of key 60 at b, a step costs 87 log 2 + log(1 + e^b) − b [60 sounds].
     * The steps 1 and 2 of one sequence and step 1 of the other are predicted; 60 sounds in the first and the last of
     * these three. With b = log 3: log(1 + 3) = log 4, so the mean is 87 log 2 + log 4 − 2/3 log 3.
     */
    @Test
    void theLossIsSummedOverTheKeysAndDividedByAllPredictedSteps() {
        ChordTask task =
                new ChordTask("two sequences", new Split<>(List.of(THREE), List.of(THREE), List.of(THREE, TWO)), 1);
        Network network = Network.builder()
                .inputs(task.inputWidth())
                .recurrent("simple", 3)
                .dense(task.outputWidth(), task.activation())
                .precision(Precision.FLOAT64)
                .build();
        for (String name : network.parameterNames()) {
            network.setParameter(name, Tensor.zeros(network.parameter(name).shape()));
        }
        Tensor bias = network.parameter("out.bias");
        bias.setFlat(60 - 21, Math.log(3));
        network.setParameter("out.bias", bias);
        Trainer trainer = Trainer.builder(network)
                .loss(task.loss(), task.lossSettings())
                .optimizer("sgd", Map.of("learning-rate", 0.1))
                .batchSize(1)
                .build();

        double loss = trainer.evaluate(task.test()).loss();

        assertEquals(87 * Math.log(2) + Math.log(4) - 2.0 / 3 * Math.log(3), loss, 1e-10);
    }

    /**
     * In the two steps that follow one, key 60 sounds once: with half a count more, 1.5 / 3 for yes and for no. Each of
     * the other sounding keys (108) also has 1.5 / 3, and the 86 that never sound have 2.5 / 3 for no.
     */
    @Test
    void countingKeysGivesTheirShareOfSteps() {
        double loss = new KeyCounts(List.of(THREE)).unigram(List.of(THREE));

        assertEquals(2 * Math.log(2) - 86 * Math.log(2.5 / 3), loss, 1e-12);
    }
}
